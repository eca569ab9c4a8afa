import JSON

/// The plainest reader of RFC 8259 that one can write: one byte at a time, recursive, with nothing shared with
/// ``JSONReader``. It is what the fast one is compared with.
struct ReferenceReader {
  /// One value or key, as ``JSONNode`` tells it.
  struct Node: Equatable {
    var kind: JSONKind
    var range: Range<Int>
    /// The node behind the subtree; for a key the hash of the decoded key.
    var next: Int
    var count = 0
    var hasEscapes = false
    var isASCII = true
    var isIntegerLiteral = true
  }

  struct Failure: Error, Equatable {
    var code: JSONError.Code
    var offset: Int
    var pointer: String
  }

  private let bytes: [UInt8]
  private let maximumDepth: Int
  private var i = 0
  private var path: [String?] = []
  private(set) var nodes: [Node] = []

  init(_ bytes: [UInt8], maximumDepth: Int = 512) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  mutating func read() throws(Failure) {
    skipWhiteSpace()
    if byte == nil { throw failure(.empty) }
    if i == 0,
      bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFF, 0xFE])
        || bytes.starts(with: [0xFE, 0xFF])
    {
      throw failure(.byteOrderMark)
    }
    try readValue()
    skipWhiteSpace()
    if byte != nil { throw failure(.trailingContent) }
  }

  private var byte: UInt8? { i < bytes.count ? bytes[i] : nil }

  private func has(_ character: Unicode.Scalar) -> Bool { byte == UInt8(ascii: character) }

  private func failure(_ code: JSONError.Code) -> Failure {
    var code = code
    let comma = bytes[..<min(i, bytes.count)].last { !" \n\r\t".utf8.contains($0) } == UInt8(ascii: ",")
    if comma, code == .expectedKey && has("}") || code == .expectedValue && has("]") { code = .trailingComma }
    return Failure(code: code, offset: i, pointer: JSONPointer(path.compactMap { $0 }).description)
  }

  private mutating func skipWhiteSpace() {
    while has(" ") || has("\n") || has("\r") || has("\t") { i += 1 }
  }

  private mutating func readValue() throws(Failure) {
    guard let byte else { throw failure(.unexpectedEnd) }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): try readContainer(isObject: has("{"))
    case UInt8(ascii: "\""): try readString(.string)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
    case UInt8(ascii: "t"): try readLiteral("true", .true)
    case UInt8(ascii: "f"): try readLiteral("false", .false)
    case UInt8(ascii: "n"): try readLiteral("null", .null)
    default: throw failure(.expectedValue)
    }
  }

  private mutating func readContainer(isObject: Bool) throws(Failure) {
    if path.count == maximumDepth { throw failure(.tooDeep) }
    let node = nodes.count
    nodes.append(Node(kind: isObject ? .object : .array, range: i..<i, next: 0))
    i += 1
    var count = 0
    // An object is on the path as its latest key, an array as the position of the latest element.
    path.append(isObject ? nil : "0")
    skipWhiteSpace()
    while !has(isObject ? "}" : "]") {
      if byte == nil { throw failure(.unexpectedEnd) }
      if count > 0 {
        if !isObject { path[path.count - 1] = String(count) }
        guard has(",") else { throw failure(isObject ? .expectedCommaOrBrace : .expectedCommaOrBracket) }
        i += 1
        skipWhiteSpace()
      }
      if isObject { try readKey() }
      try readValue()
      count += 1
      skipWhiteSpace()
    }
    i += 1
    path.removeLast()
    nodes[node].range = nodes[node].range.lowerBound..<i
    nodes[node].next = nodes.count
    nodes[node].count = count
  }

  private mutating func readKey() throws(Failure) {
    guard byte != nil else { throw failure(.unexpectedEnd) }
    guard has("\"") else { throw failure(.expectedKey) }
    try readString(.key)
    let key = decodedJSONString(bytes[nodes[nodes.count - 1].range].span)
    nodes[nodes.count - 1].next = Int(jsonKeyHash(key.span))
    path[path.count - 1] = String(decoding: key, as: UTF8.self)
    skipWhiteSpace()
    guard byte != nil else { throw failure(.unexpectedEnd) }
    guard has(":") else { throw failure(.expectedColon) }
    i += 1
    skipWhiteSpace()
  }

  private mutating func readString(_ kind: JSONKind) throws(Failure) {
    i += 1
    var node = Node(kind: kind, range: i..<i, next: nodes.count + 1)
    let start = i
    while !has("\"") {
      guard let byte else { throw failure(.unexpectedEnd) }
      switch byte {
      case UInt8(ascii: "\\"):
        node.hasEscapes = true
        try readEscape()
      case 0..<0x20:
        throw failure(.controlCharacter)
      case 0..<0x80:
        i += 1
      default:
        node.isASCII = false
        // The standard library's decoder is the judge of UTF-8.
        let length = (2...4).first { length in
          i + length <= bytes.count && String(validating: bytes[i..<i + length], as: UTF8.self) != nil
        }
        guard let length else { throw failure(.invalidUTF8) }
        i += length
      }
    }
    node.range = start..<i
    nodes.append(node)
    i += 1
  }

  private mutating func readEscape() throws(Failure) {
    let start = i
    func stop(_ code: JSONError.Code) -> Failure {
      var failure = failure(code)
      failure.offset = code == .unexpectedEnd ? bytes.count : start
      return failure
    }
    func unit(at offset: Int) -> UInt16? {
      guard offset + 6 <= bytes.count, bytes[offset] == UInt8(ascii: "\\"),
        bytes[offset + 1] == UInt8(ascii: "u"), bytes[offset + 2] != UInt8(ascii: "+"),
        bytes[offset + 2] != UInt8(ascii: "-")
      else { return nil }
      return UInt16(String(decoding: bytes[offset + 2..<offset + 6], as: UTF8.self), radix: 16)
    }
    // An escape that the text ends in, unless its string ends before.
    func isCut(_ length: Int) -> Bool {
      start + length > bytes.count && !bytes[start...].contains(UInt8(ascii: "\""))
    }
    guard i + 1 < bytes.count else { throw stop(.unexpectedEnd) }
    if bytes[i + 1] != UInt8(ascii: "u") {
      guard #""\/bfnrt"#.utf8.contains(bytes[i + 1]) else { throw stop(.invalidEscape) }
      i += 2
      return
    }
    guard let first = unit(at: i) else { throw stop(isCut(6) ? .unexpectedEnd : .invalidEscape) }
    i += 6
    if UTF16.isTrailSurrogate(first) { throw stop(.loneSurrogate) }
    if UTF16.isLeadSurrogate(first) {
      guard let second = unit(at: i), UTF16.isTrailSurrogate(second) else {
        throw stop(isCut(12) ? .unexpectedEnd : .loneSurrogate)
      }
      i += 6
    }
  }

  private mutating func readNumber() throws(Failure) {
    let start = i
    var node = Node(kind: .number, range: i..<i, next: nodes.count + 1)
    if has("-") { i += 1 }
    if has("0") {
      i += 1
      if isAtDigit { throw failure(.invalidNumber) }
    } else {
      try readDigits()
    }
    if has(".") {
      node.isIntegerLiteral = false
      i += 1
      try readDigits()
    }
    if has("e") || has("E") {
      node.isIntegerLiteral = false
      i += 1
      if has("+") || has("-") { i += 1 }
      try readDigits()
    }
    node.range = start..<i
    nodes.append(node)
  }

  private var isAtDigit: Bool {
    switch byte {
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")): true
    default: false
    }
  }

  private mutating func readDigits() throws(Failure) {
    guard isAtDigit else { throw failure(byte == nil ? .unexpectedEnd : .invalidNumber) }
    while isAtDigit { i += 1 }
  }

  private mutating func readLiteral(_ literal: String, _ kind: JSONKind) throws(Failure) {
    let start = i
    for expected in literal.utf8 {
      guard byte == expected else { throw failure(byte == nil ? .unexpectedEnd : .expectedValue) }
      i += 1
    }
    nodes.append(Node(kind: kind, range: start..<i, next: nodes.count + 1))
  }
}
