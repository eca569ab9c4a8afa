/// A UUID (RFC 4122, section 3), of any version and variant.
func isUUID(_ text: Span<UInt8>) -> Bool {
  guard text.count == 36 else { return false }
  for i in 0..<36 {
    if i == 8 || i == 13 || i == 18 || i == 23 {
      guard text[i] == UInt8(ascii: "-") else { return false }
    } else {
      guard hexDigitValue(text[i]) != nil else { return false }
    }
  }
  return true
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
