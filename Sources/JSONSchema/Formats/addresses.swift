/// An IPv4 address in four decimal numbers without leading zeros (RFC 2673, section 3.2).
func isIPv4Address(_ text: Span<UInt8>) -> Bool {
  var i = 0
  for part in 0..<4 {
    if part > 0 {
      guard i < text.count, text[i] == UInt8(ascii: ".") else { return false }
      i += 1
    }
    let start = i
    var value = 0
    while i < text.count, isASCIIDigit(text[i]), i - start < 3 {
      value = value * 10 + Int(text[i] - UInt8(ascii: "0"))
      i += 1
    }
    guard i > start, value <= 255, i - start == 1 || text[start] != UInt8(ascii: "0") else { return false }
  }
  return i == text.count
}

/// An IPv6 address (RFC 4291, section 2.2), an IPv4 address at its end allowed, a zone not.
func isIPv6Address(_ text: Span<UInt8>) -> Bool {
  var i = 0
  var groups = 0
  var isShortened = false
  if text.count >= 2, text[0] == UInt8(ascii: ":") {
    guard text[1] == UInt8(ascii: ":") else { return false }
    isShortened = true
    i = 2
  }
  while i < text.count {
    let start = i
    while i < text.count, i - start < 4, hexDigitValue(text[i]) != nil { i += 1 }
    guard i > start else { return false }
    if i < text.count, text[i] == UInt8(ascii: ".") {
      guard isIPv4Address(text.extracting(start..<text.count)) else { return false }
      groups += 2
      return isShortened ? groups <= 7 : groups == 8
    }
    groups += 1
    if i == text.count { break }
    guard text[i] == UInt8(ascii: ":"), i + 1 < text.count else { return false }
    i += 1
    if text[i] == UInt8(ascii: ":") {
      guard !isShortened else { return false }
      isShortened = true
      i += 1
    }
  }
  return isShortened ? groups <= 7 : groups == 8
}

/// `Mailbox` of RFC 5321, section 4.1.2: dot-string or quoted string, `@`, domain or address in brackets.
func isEmailAddress(_ text: Span<UInt8>) -> Bool { isMailbox(text, isInternational: false) }

/// The same with characters beyond ASCII in the local part and the domain (RFC 6531, section 3.3).
func isInternationalEmailAddress(_ text: Span<UInt8>) -> Bool { isMailbox(text, isInternational: true) }

@inline(__always)
private func isMailbox(_ text: Span<UInt8>, isInternational: Bool) -> Bool {
  guard let at = localPartEnd(text, isInternational), at < text.count, text[at] == UInt8(ascii: "@") else {
    return false
  }
  let domain = text.extracting((at + 1)..<text.count)
  guard !domain.isEmpty else { return false }
  if domain[0] == UInt8(ascii: "[") {
    guard domain.count > 2, domain[domain.count - 1] == UInt8(ascii: "]") else { return false }
    let literal = domain.extracting(1..<(domain.count - 1))
    let tag: StaticString = "ipv6:"
    guard startsWith(literal, tag) else { return isIPv4Address(literal) }
    return isIPv6Address(literal.extracting(tag.utf8CodeUnitCount..<literal.count))
  }
  if isInternational, !isASCII(domain) { return isInternationalMailDomain(domain) }
  return domainNameKind(domain) != nil
}

/// Labels of letters, digits, inner hyphens and anything beyond ASCII (`sub-domain` of RFC 6531).
private func isInternationalMailDomain(_ text: Span<UInt8>) -> Bool {
  var labelStart = 0
  for i in 0...text.count {
    if i == text.count || text[i] == UInt8(ascii: ".") {
      guard i > labelStart, text[labelStart] != UInt8(ascii: "-"), text[i - 1] != UInt8(ascii: "-") else {
        return false
      }
      labelStart = i + 1
    } else if text[i] < 0x80, !ASCIISet.label.contains(text[i]) {
      return false
    }
  }
  return true
}

/// Where the part before the `@` ends, or nil where it is malformed.
@inline(__always)
private func localPartEnd(_ text: Span<UInt8>, _ isInternational: Bool) -> Int? {
  guard !text.isEmpty else { return nil }
  if text[0] == UInt8(ascii: "\"") { return quotedLocalPartEnd(text, isInternational) }
  var i = 0
  var atomStart = 0
  while i < text.count, text[i] != UInt8(ascii: "@") {
    if text[i] == UInt8(ascii: ".") {
      guard i > atomStart else { return nil }
      atomStart = i &+ 1
    } else if !ASCIISet.atom.contains(text[i]), !(isInternational && text[i] >= 0x80) {
      return nil
    }
    i &+= 1
  }
  return i > atomStart ? i : nil
}

private func quotedLocalPartEnd(_ text: Span<UInt8>, _ isInternational: Bool) -> Int? {
  var i = 1
  while i < text.count, text[i] != UInt8(ascii: "\"") {
    if text[i] == UInt8(ascii: "\\") {
      i += 1
      guard i < text.count, text[i] < 0x80 else { return nil }
    }
    guard text[i] >= 0x20, text[i] < 0x7F || isInternational && text[i] >= 0x80 else { return nil }
    i += 1
  }
  return i < text.count ? i + 1 : nil
}

/// Whether a text starts with ASCII letters given in lower case, in any case.
private func startsWith(_ text: Span<UInt8>, _ prefix: StaticString) -> Bool {
  guard text.count >= prefix.utf8CodeUnitCount else { return false }
  return prefix.withUTF8Buffer { expected in
    for i in expected.indices {
      let byte = isASCIILetter(text[i]) ? text[i] | 0x20 : text[i]
      guard byte == expected[i] else { return false }
    }
    return true
  }
}
