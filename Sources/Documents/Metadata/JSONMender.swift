/// Makes JSON of what a page wrote in its place.
///
/// One page of thirty has JSON-LD that no JSON reader takes: wrapped in comments, with line breaks or quotes in its
/// strings, with commas too many or too few, cut off. What can be told is mended; a member that can't is left out, and
/// nothing is made up. The values found stand in one array.
struct JSONMender {
  struct Container {
    var isObject: Bool
    var count = 0
  }

  let bytes: [UInt8]
  var i = 0
  var output: [UInt8] = [UInt8(ascii: "[")]
  var containers: [Container] = []
  private var rootCount = 0

  /// As deep as data of real pages goes, several times over.
  static let maximumDepth = 64

  /// - Parameter bytes: valid UTF-8.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    output.reserveCapacity(bytes.count + 16)
  }

  /// The values of the text as one array, always well-formed.
  mutating func mended() -> [UInt8] {
    while true {
      skipSpace()
      guard i < bytes.count, containers.count < JSONMender.maximumDepth else { break }
      switch containers.last?.isObject {
      case nil:
        if bytes[i] == UInt8(ascii: "{") || bytes[i] == UInt8(ascii: "[") {
          if rootCount > 0 { output.append(UInt8(ascii: ",")) }
          rootCount += 1
          open()
        } else {
          i += 1
        }
      case true?: member()
      case false?: element()
      }
    }
    while containers.isEmpty == false { close() }
    output.append(UInt8(ascii: "]"))
    return output
  }

  private mutating func open() {
    let isObject = bytes[i] == UInt8(ascii: "{")
    output.append(bytes[i])
    containers.append(Container(isObject: isObject))
    i += 1
  }

  private mutating func close() {
    output.append(UInt8(ascii: containers.removeLast().isObject ? "}" : "]"))
  }

  /// Reads one member of an object, or its end.
  private mutating func member() {
    switch bytes[i] {
    case UInt8(ascii: ","):
      i += 1
      return
    case UInt8(ascii: "}"):
      i += 1
      close()
      return
    case UInt8(ascii: "]"):
      closeArray()
      return
    default: break
    }
    let start = output.count
    if containers[containers.count - 1].count > 0 { output.append(UInt8(ascii: ",")) }
    if bytes[i] == UInt8(ascii: "{") || bytes[i] == UInt8(ascii: "[") {
      // A value without a name.
      output.append(contentsOf: "\"\"".utf8)
    } else if key() == false {
      output.removeSubrange(start...)
      return
    }
    output.append(UInt8(ascii: ":"))
    containers[containers.count - 1].count += 1
    let depth = containers.count
    if value() == false {
      output.removeSubrange(start...)
      containers[depth - 1].count -= 1
    }
  }

  /// Reads one element of an array, or its end.
  private mutating func element() {
    switch bytes[i] {
    case UInt8(ascii: ","), UInt8(ascii: ":"):
      i += 1
      return
    case UInt8(ascii: "]"):
      i += 1
      close()
      return
    case UInt8(ascii: "}"):
      closeObject()
      return
    default: break
    }
    let start = output.count
    let depth = containers.count
    let place = i
    if containers[depth - 1].count > 0 { output.append(UInt8(ascii: ",")) }
    containers[depth - 1].count += 1
    if value() == false {
      output.removeSubrange(start...)
      containers[depth - 1].count -= 1
      if i == place { i += 1 }
    }
  }

  /// A `]` inside an object: the object was not ended.
  private mutating func closeArray() {
    i += 1
    guard let array = containers.lastIndex(where: { $0.isObject == false }) else { return }
    while containers.count > array { close() }
  }

  /// A `}` inside an array: either the array was not ended or the bracket is one too many.
  private mutating func closeObject() {
    i += 1
    guard let object = containers.lastIndex(where: \.isObject) else { return }
    var next = spaceEnd(i)
    if next < bytes.count, bytes[next] == UInt8(ascii: ",") { next = spaceEnd(next + 1) }
    if next < bytes.count, bytes[next] == UInt8(ascii: "{") || bytes[next] == UInt8(ascii: "]") { return }
    while containers.count > object { close() }
  }

  /// Reads a name and the colon behind it. False, with the place moved on, where there is no name.
  private mutating func key() -> Bool {
    if let quote = JSONQuote(bytes, i) {
      guard string(quote, isKey: true) else { return false }
    } else {
      let start = i
      while i < bytes.count, isKeyByte(bytes[i]) { i += 1 }
      guard i > start else {
        i += 1
        return false
      }
      output.append(UInt8(ascii: "\""))
      output.append(contentsOf: bytes[start..<i])
      output.append(UInt8(ascii: "\""))
      skipSpace()
      guard i < bytes.count, bytes[i] == UInt8(ascii: ":") else { return false }
    }
    skipSpace()
    guard i < bytes.count else { return false }
    switch bytes[i] {
    case UInt8(ascii: ":"): i += 1
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return false
    default: break
    }
    return true
  }

  /// Reads or begins a value. False where there is none that is whole.
  private mutating func value() -> Bool {
    skipSpace()
    guard i < bytes.count else { return false }
    if let quote = JSONQuote(bytes, i) { return string(quote, isKey: false) }
    switch bytes[i] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      open()
      return true
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return false
    default: return bareValue()
    }
  }

  /// Reads a number, a word, or other text without quotes up to the end of the member.
  private mutating func bareValue() -> Bool {
    let start = i
    while i < bytes.count {
      let byte = bytes[i]
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") || byte == 0x0A || byte == 0x0D { break }
      // A name can't begin with a digit: in an object, `1,299.00` is one number.
      let isInNumber =
        containers.last?.isObject == true && i > start && isDigit(bytes[i - 1]) && i + 1 < bytes.count
        && isDigit(bytes[i + 1])
      if byte == UInt8(ascii: ","), isInNumber == false { break }
      if byte == UInt8(ascii: "/"), i > start, bytes[i - 1] == 0x20 || bytes[i - 1] == 0x09 { break }
      i += 1
    }
    // At the end of the text nobody knows how it went on.
    guard i < bytes.count else { return false }
    let token = trimmed(bytes[start..<i])
    switch String(decoding: token.prefix(10).map(lowercased), as: UTF8.self) {
    case "", "null", "undefined", "nan", "none", "nil": return false
    case "true": output.append(contentsOf: "true".utf8)
    case "false": output.append(contentsOf: "false".utf8)
    default:
      if isJSONNumber(token) {
        output.append(contentsOf: token)
      } else {
        output.append(UInt8(ascii: "\""))
        for byte in token { appendInString(byte) }
        output.append(UInt8(ascii: "\""))
      }
    }
    return true
  }

  /// Writes a byte of a string as JSON wants it.
  mutating func appendInString(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
    case 0x0A, 0x0D: output.append(contentsOf: "\\n".utf8)
    case 0x09: output.append(contentsOf: "\\t".utf8)
    case 0..<0x20: break
    default: output.append(byte)
    }
  }
}

/// True for a whole number of JSON's grammar (RFC 8259, section 6).
private func isJSONNumber(_ token: ArraySlice<UInt8>) -> Bool {
  var rest = token
  func takeDigits() -> Int {
    let digits = rest.prefix(while: isDigit).count
    rest = rest.dropFirst(digits)
    return digits
  }
  if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
  let isZero = rest.first == UInt8(ascii: "0")
  let digits = takeDigits()
  guard digits > 0, isZero == false || digits == 1 else { return false }
  if rest.first == UInt8(ascii: ".") {
    rest.removeFirst()
    guard takeDigits() > 0 else { return false }
  }
  if let exponent = rest.first, exponent | 0x20 == UInt8(ascii: "e") {
    rest.removeFirst()
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
    guard takeDigits() > 0 else { return false }
  }
  return rest.isEmpty
}
