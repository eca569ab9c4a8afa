/// Reads JSON text (RFC 8259, strictly) into a flat array of nodes that is reused from text to text.
///
/// One pass, no recursion, no allocation once the array has grown. While a container is open its node's `next` holds
/// the enclosing container's index, and its `end` the number of elements read before a nested container began.
///
/// What RFC 8259 leaves open is decided for records that go from program to program:
///
/// | input | what happens |
/// | --- | --- |
/// | numbers of any size and precision | read; their text is kept and compared exactly, nothing overflows or is rounded |
/// | half of a surrogate pair, escaped (`"\uD800"`) | refused (``JSONError/Code/loneSurrogate``): no text holds it |
/// | bytes that are not UTF-8, surrogates and overlong forms too | refused (``JSONError/Code/invalidUTF8``) |
/// | a byte order mark, of UTF-8 or UTF-16 | refused (``JSONError/Code/byteOrderMark``) |
/// | UTF-16 without a mark | refused as what its first byte out of place is |
/// | `\u0000`, noncharacters, keys that differ by normalisation only | read and kept as they are |
/// | a key twice in an object | ``JSONReadingOptions/duplicateKeys`` says; where it is read, both members stay |
/// | deep nesting | read up to ``JSONReadingOptions/maximumDepth``, 512 unless told otherwise |
/// | long text | read up to ``JSONReadingOptions/maximumByteCount``, at most 4 GiB |
public struct JSONReader: Sendable {
  /// The nodes of the text read last; the root is the first. Unspecified after an error.
  public private(set) var nodes: ContiguousArray<JSONNode> = []
  /// Limits and choices.
  public let options: JSONReadingOptions

  /// A reader with nothing read yet.
  public init(options: JSONReadingOptions = .init()) {
    self.options = options
  }

  /// Reads one value that fills the whole text but for white space around it.
  ///
  /// After an error the reader is as good as new: the next text is read as if nothing had happened.
  ///
  /// - Throws: ``JSONError`` with the first broken rule and its place.
  public mutating func read(_ bytes: Span<UInt8>) throws(JSONError) {
    let maximumByteCount = min(options.maximumByteCount, JSONReadingOptions.largestByteCount)
    guard bytes.count <= maximumByteCount else {
      throw JSONError(.tooLarge, at: maximumByteCount, in: bytes, pointer: "")
    }
    nodes.removeAll(keepingCapacity: true)
    var state = State()
    // A record has a node for each ten bytes of text, a list of digits one for two.
    nodes.append(addingCapacity: max(nodes.capacity, bytes.count / 8 + 16)) { tape in
      Self.fill(&tape, from: bytes, options: options, &state)
    }
    while case .isFull = state.outcome {
      let full = nodes
      nodes = ContiguousArray(capacity: full.count * 2) { tape in
        for node in full { tape.append(node) }
        Self.fill(&tape, from: bytes, options: options, &state)
      }
    }
    if case .isMalformed(let code) = state.outcome {
      let pointer = Self.openPointer(nodes, state, in: bytes)
      throw JSONError(
        Self.precise(code, at: state.offset, bytes), at: state.offset, in: bytes, pointer: pointer)
    }
  }

  /// How reading ended.
  enum Outcome {
    case isComplete
    /// There is no room for more nodes. Reading goes on at the same offset once there is.
    case isFull
    case isMalformed(JSONError.Code)
  }

  /// Where reading stands between two values.
  struct State {
    var outcome = Outcome.isFull
    var offset = 0
    /// The node of the innermost open container, its kind, and the values read in it.
    var container = noContainer
    var isObject = false
    var count = 0
    var depth = 0
  }

  /// No container is open.
  static let noContainer = Int(UInt32.max)

  private static func fill(
    _ tape: inout OutputSpan<JSONNode>, from bytes: Span<UInt8>, options: JSONReadingOptions,
    _ state: inout State
  ) {
    var i = state.offset
    var container = state.container
    var isObject = state.isObject
    var count = state.count
    var depth = state.depth
    var outcome = Outcome.isFull

    skipWhiteSpace(bytes, &i)
    reading: do {
      if i == bytes.count, container == noContainer {
        outcome = .isMalformed(.empty)
        break reading
      }
      // One value starts at i, white space skipped. It appends one node, and so may the key behind it.
      while tape.freeCapacity >= 2 {
        guard i < bytes.count else {
          outcome = .isMalformed(.unexpectedEnd)
          break reading
        }
        var isEmpty = false
        let start = i
        switch bytes[i] {
        case UInt8(ascii: "\""):
          i &+= 1
          var flags: UInt32 = 0
          if let code = scanString(bytes, &i, &flags) {
            outcome = .isMalformed(code)
            break reading
          }
          tape.append(
            JSONNode(kind: .string, start: start &+ 1, end: i &- 1, next: tape.count &+ 1, flags: flags))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
          var flags: UInt32 = 0
          guard scanNumber(bytes, &i, &flags) else {
            outcome = .isMalformed(i >= bytes.count ? .unexpectedEnd : .invalidNumber)
            break reading
          }
          tape.append(JSONNode(kind: .number, start: start, end: i, next: tape.count &+ 1, flags: flags))
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          guard depth < options.maximumDepth else {
            outcome = .isMalformed(.tooDeep)
            break reading
          }
          depth &+= 1
          if container != noContainer { tape[container].end = UInt32(truncatingIfNeeded: count) }
          isObject = bytes[i] == UInt8(ascii: "{")
          tape.append(JSONNode(kind: isObject ? .object : .array, start: i, end: 0, next: container))
          container = tape.count &- 1
          count = 0
          i &+= 1
          skipWhiteSpace(bytes, &i)
          guard i < bytes.count else {
            outcome = .isMalformed(.unexpectedEnd)
            break reading
          }
          isEmpty = bytes[i] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
          if !isEmpty {
            if isObject, let code = readKey(bytes, &i, into: &tape) {
              outcome = .isMalformed(code)
              break reading
            }
            continue
          }
        case UInt8(ascii: "t"):
          guard skipWord(bytes, &i, 0x6575_7274) else {
            outcome = .isMalformed(literalFailure(bytes, &i, "true"))
            break reading
          }
          tape.append(JSONNode(kind: .true, start: start, end: i, next: tape.count &+ 1))
        case UInt8(ascii: "f"):
          i &+= 1
          guard skipWord(bytes, &i, 0x6573_6C61) else {
            outcome = .isMalformed(literalFailure(bytes, &i, "alse"))
            break reading
          }
          tape.append(JSONNode(kind: .false, start: start, end: i, next: tape.count &+ 1))
        case UInt8(ascii: "n"):
          guard skipWord(bytes, &i, 0x6C6C_756E) else {
            outcome = .isMalformed(literalFailure(bytes, &i, "null"))
            break reading
          }
          tape.append(JSONNode(kind: .null, start: start, end: i, next: tape.count &+ 1))
        default:
          outcome = .isMalformed(startsWithByteOrderMark(bytes, i) ? .byteOrderMark : .expectedValue)
          break reading
        }

        // Behind a value, or behind the bracket of an empty container: close what closes, then go to the next value.
        while true {
          if !isEmpty {
            skipWhiteSpace(bytes, &i)
            if container == noContainer {
              outcome = i == bytes.count ? .isComplete : .isMalformed(.trailingContent)
              break reading
            }
            guard i < bytes.count else {
              outcome = .isMalformed(.unexpectedEnd)
              break reading
            }
            count &+= 1
          }
          let byte = bytes[i]
          if byte == UInt8(ascii: ","), !isEmpty {
            i &+= 1
            skipWhiteSpace(bytes, &i)
            if isObject, let code = readKey(bytes, &i, into: &tape) {
              outcome = .isMalformed(code)
              break reading
            }
            break
          }
          guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
            outcome = .isMalformed(isObject ? .expectedCommaOrBrace : .expectedCommaOrBracket)
            break reading
          }
          i &+= 1
          depth &-= 1
          isEmpty = false
          let outer = Int(tape[container].next)
          tape[container].close(end: i, next: tape.count, count: count)
          let closed = container
          let closedCount = count
          container = outer
          if outer != noContainer { count = Int(tape[outer].end) }
          if isObject, closedCount > 1, options.duplicateKeys == .reject,
            let offset = duplicateKeyOffset(in: tape.span, object: closed, bytes: bytes)
          {
            i = offset
            outcome = .isMalformed(.duplicateKey)
            break reading
          }
          if outer != noContainer { isObject = tape[outer].kind == .object }
        }
      }
    }
    state = State(
      outcome: outcome, offset: i, container: container, isObject: isObject, count: count, depth: depth)
  }

  /// Reads a key and the colon and white space behind it.
  @inline(__always)
  private static func readKey(
    _ bytes: Span<UInt8>, _ i: inout Int, into tape: inout OutputSpan<JSONNode>
  ) -> JSONError.Code? {
    guard i < bytes.count else { return .unexpectedEnd }
    guard bytes[i] == UInt8(ascii: "\"") else { return .expectedKey }
    i &+= 1
    let start = i
    var flags: UInt32 = 0
    var hash: UInt32 = 0
    if let code = scanKey(bytes, &i, &flags, &hash) { return code }
    tape.append(JSONNode(kind: .key, start: start, end: i &- 1, next: Int(hash), flags: flags))
    skipWhiteSpace(bytes, &i)
    guard i < bytes.count else { return .unexpectedEnd }
    guard bytes[i] == UInt8(ascii: ":") else { return .expectedColon }
    i &+= 1
    skipWhiteSpace(bytes, &i)
    return nil
  }

  /// Skips white space. Compact text has none, so that one comparison is all that is inlined.
  @inlinable @inline(__always)
  package static func skipWhiteSpace(_ bytes: Span<UInt8>, _ i: inout Int) {
    if i < bytes.count, bytes[i] <= 0x20 { skipLongWhiteSpace(bytes, &i) }
  }

  /// The same where there is some: mostly a line feed and an indentation, which is skipped eight spaces at a time.
  @inline(never) @usableFromInline
  static func skipLongWhiteSpace(_ bytes: Span<UInt8>, _ i: inout Int) {
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: " "):
        i &+= 1
        while i &+ 8 <= bytes.count {
          let others =
            UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self))
            ^ 0x2020_2020_2020_2020
          i &+= others.trailingZeroBitCount >> 3
          if others != 0 { break }
        }
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        i &+= 1
      default:
        return
      }
    }
  }

  /// Skips four bytes where they are the expected ones, the first in the lowest byte of `expected`.
  @inlinable @inline(__always)
  package static func skipWord(_ bytes: Span<UInt8>, _ i: inout Int, _ expected: UInt32) -> Bool {
    guard i &+ 4 <= bytes.count,
      UInt32(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt32.self)) == expected
    else { return false }
    i &+= 4
    return true
  }

  /// Skips `true`, `false` or `null`; nil where none of them is there.
  package static func scanLiteral(_ bytes: Span<UInt8>, _ i: inout Int) -> JSONKind? {
    if skipWord(bytes, &i, 0x6575_7274) { return .true }
    if skipWord(bytes, &i, 0x6C6C_756E) { return .null }
    guard i < bytes.count, bytes[i] == UInt8(ascii: "f") else { return nil }
    i &+= 1
    return skipWord(bytes, &i, 0x6573_6C61) ? .false : nil
  }

  /// Whether the first byte begins the mark of UTF-8 or UTF-16.
  private static func startsWithByteOrderMark(_ bytes: Span<UInt8>, _ i: Int) -> Bool {
    guard i == 0, bytes.count >= 2 else { return false }
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE), (0xFE, 0xFF): return true
    case (0xEF, 0xBB): return bytes.count >= 3 && bytes[2] == 0xBF
    default: return false
    }
  }

  /// Moves to the first byte that is not the literal's.
  private static func literalFailure(
    _ bytes: Span<UInt8>, _ i: inout Int, _ literal: StaticString
  ) -> JSONError.Code {
    literal.withUTF8Buffer { expected in
      for byte in expected {
        guard i < bytes.count else { return .unexpectedEnd }
        guard bytes[i] == byte else { break }
        i &+= 1
      }
      return .expectedValue
    }
  }
}
