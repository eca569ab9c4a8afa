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
    var i = start
    var closers: [UInt8] = []
    var expected = Expected.value
    // A bracket may stand in prose, and even `{name: value}`. A key in quotes, or a bracket inside a bracket, doesn't.
    var isJSON = false
    var isEmpty = true
    while true {
      if let trouble = skipBlanks(text, &i) {
        return trouble == .end ? .cut(isJSON: isJSON || !isEmpty) : .malformed(i, isJSON: isJSON)
      }
      guard i < text.count else { return .cut(isJSON: isJSON || !isEmpty) }
      let byte = text[i]
      var closes = false
      switch expected {
      case .value: break
      case .element(let isFirst), .key(let isFirst):
        closes = byte == closers[closers.count - 1]
        if !isFirst { if closes { mends.insert(.trailingComma) } else { append(",") } }
      case .separator:
        closes = byte == closers[closers.count - 1]
        if !closes {
          guard byte == UInt8(ascii: ",") else { return .malformed(i, isJSON: isJSON) }
          i += 1
          let isObject = closers[closers.count - 1] == UInt8(ascii: "}")
          expected = isObject ? .key(isFirst: false) : .element(isFirst: false)
          continue
        }
      }
      if closes {
        i += 1
        written.append(closers.removeLast())
        if closers.isEmpty { return .whole(i) }
        expected = .separator
        continue
      }
      if case .key = expected {
        if let trouble = readKey(text, &i) {
          return trouble == .end ? .cut(isJSON: isJSON || !isEmpty) : .malformed(i, isJSON: isJSON)
        }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { isJSON = true }
        isEmpty = false
        expected = .value
        continue
      }
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        if !closers.isEmpty { isJSON = true }
        guard closers.count < Self.maximumDepth else { return .malformed(i, isJSON: true) }
        i += 1
        written.append(byte)
        closers.append(byte + 2)
        expected = byte == UInt8(ascii: "{") ? .key(isFirst: true) : .element(isFirst: true)
        continue
      }
      if let trouble = readScalar(text, &i) {
        return trouble == .end ? .cut(isJSON: isJSON || !isEmpty) : .malformed(i, isJSON: isJSON)
      }
      isEmpty = false
      expected = .separator
    }
  }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { written.append(contentsOf: $0) }
  }

  mutating func append(_ byte: UInt8) { written.append(byte) }
}
