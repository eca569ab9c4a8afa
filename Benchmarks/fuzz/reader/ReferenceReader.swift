import JSON

/// RFC 8259 read the plain way, by recursion and byte by byte: what ``JSONReader`` must agree with, node by node.
struct ReferenceReader {
  /// What a node must say.
  struct Value: Equatable {
    var kind: JSONKind
    var start: Int
    var end: Int
    /// The index behind the subtree; for a key the hash of its text.
    var next: Int
    var count = 0
    var hasEscapes = false
    var isASCII = true
    var isIntegerLiteral = true
  }

  let bytes: [UInt8]
  private(set) var values: [Value] = []
  /// The most containers that were open at once.
  private(set) var depth = 0
  private(set) var hasDuplicateKey = false
  private var i = 0
  private var open = 0
  /// Recursion ends here; deeper texts are given up.
  static let depthLimit = 600

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Whether the bytes are one JSON text.
  mutating func read() -> Bool {
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    space()
    guard value() else { return false }
    space()
    return i == bytes.count
  }

  private var byte: UInt8? { i < bytes.count ? bytes[i] : nil }

  private mutating func take(_ expected: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: expected) else { return false }
    i += 1
    return true
  }

  private mutating func space() {
    while let byte, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { i += 1 }
  }

  private mutating func value() -> Bool {
    switch byte {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""):
      let index = append(.string)
      guard string(index) else { return false }
      values[index].next = index + 1
      return true
    case UInt8(ascii: "t"): return literal("true", .true)
    case UInt8(ascii: "f"): return literal("false", .false)
    case UInt8(ascii: "n"): return literal("null", .null)
    default: return number()
    }
  }

  private mutating func append(_ kind: JSONKind) -> Int {
    values.append(Value(kind: kind, start: i, end: i, next: 0))
    return values.count - 1
  }

  private mutating func literal(_ text: String, _ kind: JSONKind) -> Bool {
    let index = append(kind)
    for scalar in text.unicodeScalars {
      guard take(scalar) else { return false }
    }
    values[index].end = i
    values[index].next = index + 1
    return true
  }

  private mutating func number() -> Bool {
    let index = append(.number)
    _ = take("-")
    if !take("0") {
      guard digits() else { return false }
    }
    if take(".") {
      values[index].isIntegerLiteral = false
      guard digits() else { return false }
    }
    if take("e") || take("E") {
      values[index].isIntegerLiteral = false
      if !take("+") { _ = take("-") }
      guard digits() else { return false }
    }
    values[index].end = i
    values[index].next = index + 1
    return true
  }

  private mutating func digits() -> Bool {
    let start = i
    while let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { i += 1 }
    return i > start
  }

  /// Reads a string or key into a node, whose range is between the quotes.
  private mutating func string(_ index: Int) -> Bool {
    guard take("\"") else { return false }
    values[index].start = i
    while let byte, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { return false }
      if byte >= 0x80 { values[index].isASCII = false }
      i += 1
      guard byte == UInt8(ascii: "\\") else { continue }
      values[index].hasEscapes = true
      guard let escape = self.byte else { return false }
      i += 1
      if escape == UInt8(ascii: "u") {
        guard let unit = hexadecimal() else { return false }
        guard !(0xDC00...0xDFFF).contains(unit) else { return false }
        if (0xD800...0xDBFF).contains(unit) {
          guard take("\\"), take("u"), let low = hexadecimal(), (0xDC00...0xDFFF).contains(low) else {
            return false
          }
        }
      } else if !"\"\\/bfnrt".utf8.contains(escape) {
        return false
      }
    }
    values[index].end = i
    return take("\"")
  }

  private mutating func hexadecimal() -> Int? {
    guard i + 4 <= bytes.count else { return nil }
    var unit = 0
    for byte in bytes[i..<i + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      unit = unit * 16 + digit
    }
    i += 4
    return unit
  }

  /// Counts a container in; false where recursion would go too deep.
  private mutating func enter() -> Bool {
    open += 1
    depth = max(depth, open)
    i += 1
    space()
    return open <= Self.depthLimit
  }

  private mutating func leave(_ index: Int) -> Bool {
    open -= 1
    values[index].end = i
    values[index].next = values.count
    return true
  }

  private mutating func array() -> Bool {
    let index = append(.array)
    guard enter() else { return false }
    if take("]") { return leave(index) }
    while true {
      guard value() else { return false }
      values[index].count += 1
      space()
      if take("]") { return leave(index) }
      guard take(",") else { return false }
      space()
    }
  }

  private mutating func object() -> Bool {
    let index = append(.object)
    var keys: Set<[UInt8]> = []
    guard enter() else { return false }
    if take("}") { return leave(index) }
    while true {
      let key = append(.key)
      guard string(key) else { return false }
      let text = decoded(bytes[values[key].start..<values[key].end])
      values[key].next = Int(jsonKeyHash(text.span))
      if !keys.insert(text).inserted { hasDuplicateKey = true }
      space()
      guard take(":") else { return false }
      space()
      guard value() else { return false }
      values[index].count += 1
      space()
      if take("}") { return leave(index) }
      guard take(",") else { return false }
      space()
    }
  }

  /// What the inside of a well-formed string stands for, by way of UTF-16.
  func decoded(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    var units: [UInt16] = []
    var characters = Array(String(decoding: raw, as: UTF8.self).utf16)[...]
    while let unit = characters.popFirst() {
      guard unit == 0x5C, let escape = characters.popFirst() else {
        units.append(unit)
        continue
      }
      switch UInt8(escape) {
      case UInt8(ascii: "u"):
        let digits = String(decoding: characters.prefix(4), as: UTF16.self)
        characters.removeFirst(4)
        units.append(UInt16(digits, radix: 16) ?? 0)
      case UInt8(ascii: "b"): units.append(8)
      case UInt8(ascii: "f"): units.append(12)
      case UInt8(ascii: "n"): units.append(10)
      case UInt8(ascii: "r"): units.append(13)
      case UInt8(ascii: "t"): units.append(9)
      default: units.append(escape)
      }
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
