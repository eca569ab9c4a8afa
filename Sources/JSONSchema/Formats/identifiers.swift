/// A UUID (RFC 4122, section 3), of any version and variant.
func isUUID(_ text: Span<UInt8>) -> Bool {
  guard text.count == 36, text[8] == UInt8(ascii: "-"), text[13] == UInt8(ascii: "-"),
    text[18] == UInt8(ascii: "-"), text[23] == UInt8(ascii: "-")
  else { return false }
  // Eight bytes at once, with a digit in the place of each hyphen. The last words overlap.
  func word(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
  return areHexDigits(word(0)) && areHexDigits(word(9) ^ 0x1D << 32)
    && areHexDigits(word(17) ^ (0x1D << 8 | 0x1D << 48)) && areHexDigits(word(25)) && areHexDigits(word(28))
}

/// Whether eight bytes are hexadecimal digits.
@inline(__always)
private func areHexDigits(_ word: UInt64) -> Bool {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let (low, top) = (ones &* 0x7F, ones &* 0x80)
  // A digit becomes 0 to 9: then, and only then, adding 0x76 leaves the top bit of its byte alone. A letter of either
  // case becomes 1 to 6.
  let digit = word ^ (ones &* 0x30)
  let letter = (word | (ones &* 0x20)) ^ (ones &* 0x60)
  let noDigit = ((digit & low) &+ (ones &* 0x76)) | digit
  let noLetter = ((letter & low) &+ (ones &* 0x79)) | ~((letter & low) &+ low) | letter
  return noDigit & noLetter & top == 0
}

/// A JSON Pointer (RFC 6901, section 5) from `start` to the end.
func isJSONPointer(_ text: Span<UInt8>, _ start: Int) -> Bool {
  if start == text.count { return true }
  guard text[start] == UInt8(ascii: "/") else { return false }
  for i in start..<text.count where text[i] == UInt8(ascii: "~") {
    guard i + 1 < text.count, text[i + 1] == UInt8(ascii: "0") || text[i + 1] == UInt8(ascii: "1") else {
      return false
    }
  }
  return true
}

/// A relative JSON Pointer (draft-bhutton-relative-json-pointer-00): a number, then `#` or a JSON Pointer.
func isRelativeJSONPointer(_ text: Span<UInt8>) -> Bool {
  var i = 0
  while i < text.count, isASCIIDigit(text[i]) { i += 1 }
  guard i > 0, i == 1 || text[0] != UInt8(ascii: "0") else { return false }
  if i == text.count - 1, text[i] == UInt8(ascii: "#") { return true }
  return isJSONPointer(text, i)
}

/// An ECMA-262 regular expression, whether or not PCRE2 can match it.
func isRegularExpression(_ text: Span<UInt8>) -> Bool {
  let source = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  do {
    _ = try ECMAPattern.translate(source)
    return true
  } catch {
    return false
  }
}
