/// A UUID (RFC 4122, section 3), of any version and variant. Eight bytes at a time: it stands in most records.
func isUUID(_ text: Span<UInt8>) -> Bool {
  guard text.count == 36 else { return false }
  func word(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
  // The hyphens at 8 and 13, and at 18 and 23, as places in a word; they are taken out and zeros put in.
  let (second, secondMask): (UInt64, UInt64) = (word(8), 0x0000_FF00_0000_00FF)
  let (third, thirdMask): (UInt64, UInt64) = (word(16), 0xFF00_0000_00FF_0000)
  let (hyphens, zeros): (UInt64, UInt64) = (0x2D2D_2D2D_2D2D_2D2D, 0x3030_3030_3030_3030)
  guard second & secondMask == hyphens & secondMask, third & thirdMask == hyphens & thirdMask else {
    return false
  }
  return areHexDigits(word(0)) && areHexDigits(second & ~secondMask | zeros & secondMask)
    && areHexDigits(third & ~thirdMask | zeros & thirdMask) && areHexDigits(word(24))
    && areHexDigits(word(28))
}

/// Whether all eight bytes are hexadecimal digits.
@inline(__always)
private func areHexDigits(_ word: UInt64) -> Bool {
  let highBits: UInt64 = 0x8080_8080_8080_8080
  // A digit has 0 to 9 in its low bits once 0x30 is gone, a letter of either case 1 to 6 once 0x60 is. Adding lifts what
  // is larger into the high bit; bytes that have it from the start are refused, so that nothing is carried over.
  let digit = (word ^ 0x3030_3030_3030_3030) &+ 0x7676_7676_7676_7676
  let letter = (word | 0x2020_2020_2020_2020) ^ 0x6060_6060_6060_6060
  let isLetter = (letter &+ 0x7F7F_7F7F_7F7F_7F7F) & ~(letter &+ 0x7979_7979_7979_7979)
  return word & highBits == 0 && (~digit | isLetter) & highBits == highBits
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
