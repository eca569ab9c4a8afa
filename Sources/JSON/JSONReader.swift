/// Reads JSON text (RFC 8259, strictly) into a flat array of nodes that is reused from text to text.
///
/// One pass, no recursion, no allocation once the array has grown. While a container is open its node's `next` holds
/// the enclosing container's index, and its `end` the number of elements read before a nested container began.
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
  /// - Throws: ``JSONError`` with the first broken rule and its place.
  public mutating func read(_ bytes: Span<UInt8>) throws(JSONError) {
    let maximumByteCount = min(options.maximumByteCount, JSONReadingOptions.largestByteCount)
    guard bytes.count <= maximumByteCount else {
      throw JSONError(.tooLarge, at: maximumByteCount, in: bytes, pointer: "")
    }
    var tape: ContiguousArray<JSONNode> = []
    swap(&tape, &nodes)
    tape.removeAll(keepingCapacity: true)
    let failure = Self.fill(&tape, from: bytes, options: options)
    if let failure {
      let pointer = Self.openPointer(tape, failure, in: bytes)
      nodes = tape
      throw JSONError(failure.code, at: failure.offset, in: bytes, pointer: pointer)
    }
    nodes = tape
  }

  /// Where and why reading stopped, and which containers were open.
  struct Failure {
    var code: JSONError.Code
    var offset: Int
    var container: Int
    var count: Int
  }

  /// No container is open.
  static let noContainer = Int(UInt32.max)

  private static func fill(
    _ tape: inout ContiguousArray<JSONNode>, from bytes: Span<UInt8>, options: JSONReadingOptions
  ) -> Failure? {
    var i = 0
    var container = noContainer
    var isObject = false
    var count = 0
    var depth = 0

    skipWhiteSpace(bytes, &i)
    if i == bytes.count { return Failure(code: .empty, offset: i, container: container, count: 0) }

    while true {
      // One value starts at i, white space skipped.
      guard i < bytes.count else {
        return Failure(code: .unexpectedEnd, offset: i, container: container, count: count)
      }
      var opened = false
      let first = bytes[i]
      switch first {
      case UInt8(ascii: "\""):
        let start = i &+ 1
        var flags: UInt32 = 0
        if let code = scanString(bytes, &i, &flags) {
          return Failure(code: code, offset: i, container: container, count: count)
        }
        tape.append(
          JSONNode(kind: .string, start: start, end: i &- 1, next: tape.count &+ 1, flags: flags))
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        let start = i
        var flags: UInt32 = 0
        guard scanNumber(bytes, &i, &flags) else {
          let code: JSONError.Code = i >= bytes.count ? .unexpectedEnd : .invalidNumber
          return Failure(code: code, offset: i, container: container, count: count)
        }
        tape.append(JSONNode(kind: .number, start: start, end: i, next: tape.count &+ 1, flags: flags))
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard depth < options.maximumDepth else {
          return Failure(code: .tooDeep, offset: i, container: container, count: count)
        }
        depth &+= 1
        opened = true
        if container != noContainer { tape[container].end = UInt32(truncatingIfNeeded: count) }
        isObject = first == UInt8(ascii: "{")
        tape.append(JSONNode(kind: isObject ? .object : .array, start: i, end: 0, next: container))
        container = tape.count &- 1
        count = 0
        i &+= 1
      case UInt8(ascii: "t"):
        guard matches(bytes, &i, "true") else {
          return Failure(code: .expectedValue, offset: i, container: container, count: count)
        }
        tape.append(JSONNode(kind: .true, start: i &- 4, end: i, next: tape.count &+ 1))
      case UInt8(ascii: "f"):
        guard matches(bytes, &i, "false") else {
          return Failure(code: .expectedValue, offset: i, container: container, count: count)
        }
        tape.append(JSONNode(kind: .false, start: i &- 5, end: i, next: tape.count &+ 1))
      case UInt8(ascii: "n"):
        guard matches(bytes, &i, "null") else {
          return Failure(code: .expectedValue, offset: i, container: container, count: count)
        }
        tape.append(JSONNode(kind: .null, start: i &- 4, end: i, next: tape.count &+ 1))
      default:
        return Failure(code: .expectedValue, offset: i, container: container, count: count)
      }

      // Behind a value, or behind an opening bracket: close what closes, then find the start of the next value.
      var hasNext = false
      while !hasNext {
        skipWhiteSpace(bytes, &i)
        if container == noContainer {
          guard i == bytes.count else {
            return Failure(code: .trailingContent, offset: i, container: container, count: 0)
          }
          return nil
        }
        guard i < bytes.count else {
          return Failure(code: .unexpectedEnd, offset: i, container: container, count: count)
        }
        if !opened { count &+= 1 }
        let byte = bytes[i]
        if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          i &+= 1
          depth &-= 1
          let outer = Int(tape[container].next)
          tape[container].end = UInt32(truncatingIfNeeded: i)
          tape[container].next = UInt32(truncatingIfNeeded: tape.count)
          tape[container].bits |= UInt32(truncatingIfNeeded: min(count, JSONNode.maximumStoredCount)) << 8
          if isObject, count > 1, options.duplicateKeys == .reject,
            let offset = duplicateKeyOffset(in: tape, object: container, bytes: bytes)
          {
            let position = outer == noContainer ? 0 : Int(tape[outer].end)
            return Failure(code: .duplicateKey, offset: offset, container: outer, count: position)
          }
          container = outer
          opened = false
          if outer != noContainer {
            count = Int(tape[outer].end)
            isObject = tape[outer].kind == .object
          }
          continue
        }
        if !opened {
          guard byte == UInt8(ascii: ",") else {
            return Failure(
              code: isObject ? .expectedCommaOrBrace : .expectedCommaOrBracket, offset: i,
              container: container, count: count)
          }
          i &+= 1
          skipWhiteSpace(bytes, &i)
        }
        if isObject, let code = readKey(bytes, &i, into: &tape) {
          return Failure(code: code, offset: i, container: container, count: count)
        }
        hasNext = true
      }
    }
  }

  /// Reads a key and the colon and white space behind it.
  @inline(__always)
  private static func readKey(
    _ bytes: Span<UInt8>, _ i: inout Int, into tape: inout ContiguousArray<JSONNode>
  ) -> JSONError.Code? {
    guard i < bytes.count else { return .unexpectedEnd }
    guard bytes[i] == UInt8(ascii: "\"") else { return .expectedKey }
    let start = i &+ 1
    var flags: UInt32 = 0
    if let code = scanString(bytes, &i, &flags) { return code }
    let end = i &- 1
    let hash =
      flags & JSONNode.escapesFlag == 0
      ? jsonKeyHash(bytes, start, end) : jsonKeyHash(decodedJSONString(bytes.extracting(start..<end)).span)
    tape.append(JSONNode(kind: .key, start: start, end: end, next: Int(hash), flags: flags))
    skipWhiteSpace(bytes, &i)
    guard i < bytes.count else { return .unexpectedEnd }
    guard bytes[i] == UInt8(ascii: ":") else { return .expectedColon }
    i &+= 1
    skipWhiteSpace(bytes, &i)
    return nil
  }

  @inline(__always)
  private static func skipWhiteSpace(_ bytes: Span<UInt8>, _ i: inout Int) {
    while i < bytes.count {
      let byte = bytes[i]
      if byte > 0x20 { return }
      guard
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
          || byte == UInt8(ascii: "\t")
      else { return }
      i &+= 1
    }
  }

  @inline(__always)
  private static func matches(_ bytes: Span<UInt8>, _ i: inout Int, _ literal: StaticString) -> Bool {
    literal.withUTF8Buffer { expected in
      for byte in expected {
        guard i < bytes.count, bytes[i] == byte else { return false }
        i &+= 1
      }
      return true
    }
  }
}
