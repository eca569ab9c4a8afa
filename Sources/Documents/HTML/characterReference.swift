/// What the character reference at an index stands for and where the text goes on behind it; nil if the `&` there is
/// only itself.
///
/// By https://html.spec.whatwg.org/#character-reference-state: numbers of C1 controls stand for windows-1252, and some
/// names need no semicolon.
///
/// - Parameters:
///   - bytes: valid UTF-8.
///   - end: where the text or the attribute's value ends.
///   - isAttribute: in an address, `&copy=` is a parameter.
func characterReference(in bytes: [UInt8], at start: Int, end: Int, isAttribute: Bool) -> (
  text: [UInt8], end: Int
)? {
  if start + 1 < end, bytes[start + 1] == UInt8(ascii: "#") {
    return numericReference(in: bytes, at: start, end: end)
  }
  var i = start + 1
  while i < end, isASCIILetter(bytes[i]) || isDigit(bytes[i]) { i += 1 }
  let name = bytes[(start + 1)..<i]
  if i < end, bytes[i] == UInt8(ascii: ";"), let text = entity(name) { return (text, i + 1) }
  guard let (length, text) = entityWithoutSemicolon(name) else { return nil }
  let isWhole = length == name.count && (i == end || bytes[i] != UInt8(ascii: "="))
  return isAttribute == false || isWhole ? (text, start + 1 + length) : nil
}

private func numericReference(in bytes: [UInt8], at start: Int, end: Int) -> (text: [UInt8], end: Int)? {
  var i = start + 2
  var radix: UInt32 = 10
  if i < end, bytes[i] | 0x20 == UInt8(ascii: "x") {
    radix = 16
    i += 1
  }
  let digits = i
  var value: UInt32 = 0
  while i < end, let digit = hexadecimalDigit(bytes[i]), digit < radix {
    value = min(value * radix + digit, 0x11_0000)
    i += 1
  }
  guard i > digits else { return nil }
  if i < end, bytes[i] == UInt8(ascii: ";") { i += 1 }
  let scalar: Unicode.Scalar? =
    switch value {
    case 0: nil
    case 0x80...0x9F: windows1252Scalar(UInt8(value))
    default: Unicode.Scalar(value)
    }
  return (Array(UTF8.encode(scalar ?? "\u{FFFD}")!), i)
}

/// A text with its character references decoded.
func decodedReferences(_ bytes: [UInt8], _ range: Range<Int>, isAttribute: Bool = true) -> [UInt8] {
  guard var next = bytes[range].firstIndex(of: UInt8(ascii: "&")) else { return Array(bytes[range]) }
  var result: [UInt8] = []
  var start = range.lowerBound
  while true {
    if let (text, end) = characterReference(
      in: bytes, at: next, end: range.upperBound, isAttribute: isAttribute)
    {
      result.append(contentsOf: bytes[start..<next])
      result.append(contentsOf: text)
      start = end
    }
    let after = max(start, next + 1)
    guard let found = bytes[after..<range.upperBound].firstIndex(of: UInt8(ascii: "&")) else { break }
    next = found
  }
  result.append(contentsOf: bytes[start..<range.upperBound])
  return result
}
