/// Reads one JSON value that is written loosely, and writes it strictly.
///
/// Taken as what they mean: comments, a trailing comma, single quotes, keys without quotes, Python's `True`, `False` and
/// `None`, raw control characters in strings, the escapes `\'` and `\xA0`, the numbers `+1`, `.5` and `5.`, and blanks that
/// JSON doesn't have. Refused is all that no reading is sure of: an unescaped quote inside a string, a comma that is
/// missing, `NaN`, a list that says `...`, and whatever the text ends in the middle of.
///
/// One pass without recursion. What is written still has to pass the strict reader, which judges surrogates and keys.
struct TolerantReader {
  /// How a reading ended.
  enum Ending: Equatable {
    /// The value is whole; the offset behind it.
    case whole(Int)
    /// The text ended inside the value. `isJSON` where something of it had been read.
    case cut(isJSON: Bool)
    /// Something is there that no reading is sure of. `isJSON` where it had been JSON so far, not just a bracket in prose.
    case malformed(Int, isJSON: Bool)
  }

  /// Containers inside one another that are still read.
  static let maximumDepth = 256

  /// The value read last, as strict JSON.
  var written: [UInt8] = []
  /// What was mended in it.
  var mends: Mends = []

  /// Whether what is being read must be JSON. A bracket may stand in prose; a string or a bracket in a bracket doesn't.
  private var isJSON = false
  /// Whether a key or an element has been read. What is cut behind one was JSON, too.
  private var hasContent = false

  /// What may come next.
  private enum Expected {
    case value
    case element(isFirst: Bool)
    case key(isFirst: Bool)
    case separator
  }

  /// Reads the array or object that begins at an offset.
  mutating func read(_ text: Span<UInt8>, from start: Int) -> Ending {
    written.removeAll(keepingCapacity: true)
    mends = []
    isJSON = false
    hasContent = false
    var i = start
    var closers: [UInt8] = []
    var expected = Expected.value
    while true {
      if let trouble = skipBlanks(text, &i) { return ending(trouble, at: i) }
      guard i < text.count else { return ending(.end, at: i) }
      let byte = text[i]
      switch expected {
      case .value: break
      case .element(let isFirst), .key(let isFirst):
        if byte == closers.last {
          if !isFirst { mends.insert(.trailingComma) }
          expected = .separator
          continue
        }
        if !isFirst { append(",") }
      case .separator:
        i += 1
        if byte == closers.last {
          written.append(closers.removeLast())
          if closers.isEmpty { return .whole(i) }
        } else if byte == UInt8(ascii: ",") {
          expected = closers.last == UInt8(ascii: "}") ? .key(isFirst: false) : .element(isFirst: false)
        } else {
          return ending(.unclear, at: i - 1)
        }
        continue
      }
      if case .key = expected {
        // `{name: value}` may stand in prose; quotes don't.
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { isJSON = true }
        if let trouble = readKey(text, &i) { return ending(trouble, at: i) }
        hasContent = true
        expected = .value
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        if !closers.isEmpty { isJSON = true }
        guard closers.count < Self.maximumDepth else { return .malformed(i, isJSON: true) }
        i += 1
        written.append(byte)
        closers.append(byte + 2)
        expected = byte == UInt8(ascii: "{") ? .key(isFirst: true) : .element(isFirst: true)
      } else {
        if byte == UInt8(ascii: "\"") { isJSON = true }
        if let trouble = readScalar(text, &i) { return ending(trouble, at: i) }
        // An apostrophe may stand behind a bracket in prose; a whole string doesn't.
        if byte == UInt8(ascii: "'") { isJSON = true }
        hasContent = true
        expected = .separator
      }
    }
  }

  /// How a value ends that is not whole.
  private func ending(_ trouble: Trouble, at offset: Int) -> Ending {
    switch trouble {
    case .end: .cut(isJSON: isJSON || hasContent)
    case .unclear: .malformed(offset, isJSON: isJSON)
    }
  }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { written.append(contentsOf: $0) }
  }

  mutating func append(_ byte: UInt8) { written.append(byte) }
}
