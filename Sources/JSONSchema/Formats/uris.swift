/// An absolute URI (RFC 3986, section 3), fragment allowed.
func isURI(_ text: Span<UInt8>) -> Bool {
  guard let end = schemeEnd(text) else { return false }
  return isHierarchy(text, from: end + 1)
}

/// A URI or a relative reference (RFC 3986, section 4.1).
func isURIReference(_ text: Span<UInt8>) -> Bool {
  if isURI(text) { return true }
  // A colon in the first segment of a relative path would make it a scheme.
  for i in text.indices {
    if text[i] == UInt8(ascii: "/") || text[i] == UInt8(ascii: "?") || text[i] == UInt8(ascii: "#") { break }
    if text[i] == UInt8(ascii: ":") { return false }
  }
  return isHierarchy(text, from: 0)
}

/// The offset of the colon behind a scheme, or nil.
private func schemeEnd(_ text: Span<UInt8>) -> Int? {
  guard !text.isEmpty, isASCIILetter(text[0]) else { return nil }
  for i in text.indices {
    let byte = text[i]
    if byte == UInt8(ascii: ":") { return i }
    guard
      isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".")
    else { return nil }
  }
  return nil
}

/// Authority, path, query and fragment.
private func isHierarchy(_ text: Span<UInt8>, from start: Int) -> Bool {
  var i = start
  if i + 1 < text.count, text[i] == UInt8(ascii: "/"), text[i + 1] == UInt8(ascii: "/") {
    i += 2
    let authority = i
    while i < text.count, text[i] != UInt8(ascii: "/"), text[i] != UInt8(ascii: "?"),
      text[i] != UInt8(ascii: "#")
    {
      i += 1
    }
    guard isAuthority(text.extracting(authority..<i)) else { return false }
  }
  var hasFragment = false
  while i < text.count {
    let byte = text[i]
    switch byte {
    case UInt8(ascii: "#"):
      guard !hasFragment else { return false }
      hasFragment = true
    // A question mark starts the query and may stand in query and fragment.
    case UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "?"):
      break
    case UInt8(ascii: "%"):
      guard isPercentEncoded(text, i) else { return false }
      i += 2
    default:
      guard isUnreserved(byte) || isSubDelimiter(byte) else { return false }
    }
    i += 1
  }
  return true
}

private func isAuthority(_ text: Span<UInt8>) -> Bool {
  var host = 0
  for i in text.indices where text[i] == UInt8(ascii: "@") {
    guard areNameBytes(text.extracting(0..<i), allowColon: true) else { return false }
    host = i + 1
    break
  }
  var end = host
  if host < text.count, text[host] == UInt8(ascii: "[") {
    while end < text.count, text[end] != UInt8(ascii: "]") { end += 1 }
    guard end < text.count, isAddressLiteral(text.extracting((host + 1)..<end)) else { return false }
    end += 1
  } else {
    while end < text.count, text[end] != UInt8(ascii: ":") { end += 1 }
    guard areNameBytes(text.extracting(host..<end), allowColon: false) else { return false }
  }
  if end == text.count { return true }
  guard text[end] == UInt8(ascii: ":") else { return false }
  for i in (end + 1)..<text.count where !isASCIIDigit(text[i]) { return false }
  return true
}

/// An IPv6 address, or `v1.anything`.
private func isAddressLiteral(_ text: Span<UInt8>) -> Bool {
  guard !text.isEmpty, text[0] | 0x20 == UInt8(ascii: "v") else { return isIPv6Address(text) }
  var i = 1
  while i < text.count, hexDigitValue(text[i]) != nil { i += 1 }
  guard i > 1, i + 1 < text.count, text[i] == UInt8(ascii: ".") else { return false }
  for j in (i + 1)..<text.count
  where !isUnreserved(text[j]) && !isSubDelimiter(text[j]) && text[j] != UInt8(ascii: ":") { return false }
  return true
}

private func areNameBytes(_ text: Span<UInt8>, allowColon: Bool) -> Bool {
  var i = 0
  while i < text.count {
    let byte = text[i]
    if byte == UInt8(ascii: "%") {
      guard isPercentEncoded(text, i) else { return false }
      i += 2
    } else if !isUnreserved(byte), !isSubDelimiter(byte), !(allowColon && byte == UInt8(ascii: ":")) {
      return false
    }
    i += 1
  }
  return true
}

private func isPercentEncoded(_ text: Span<UInt8>, _ i: Int) -> Bool {
  i + 2 < text.count && hexDigitValue(text[i + 1]) != nil && hexDigitValue(text[i + 2]) != nil
}

private func isUnreserved(_ byte: UInt8) -> Bool {
  isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
}

private func isSubDelimiter(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
    UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
    UInt8(ascii: "="):
    true
  default:
    false
  }
}
