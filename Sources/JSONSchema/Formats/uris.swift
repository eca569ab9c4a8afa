/// An absolute URI (RFC 3986, section 3), fragment allowed.
func isURI(_ text: Span<UInt8>) -> Bool { isAbsolute(text, isInternational: false) }

/// A URI or a relative reference (RFC 3986, section 4.1).
func isURIReference(_ text: Span<UInt8>) -> Bool { isReference(text, isInternational: false) }

/// An absolute IRI (RFC 3987, section 2.2), fragment allowed.
func isIRI(_ text: Span<UInt8>) -> Bool { isAbsolute(text, isInternational: true) }

/// An IRI or a relative reference (RFC 3987, section 2.2).
func isIRIReference(_ text: Span<UInt8>) -> Bool { isReference(text, isInternational: true) }

@inline(__always)
private func isAbsolute(_ text: Span<UInt8>, isInternational: Bool) -> Bool {
  guard let end = schemeEnd(text) else { return false }
  return isHierarchy(text, from: end &+ 1, isInternational)
}

@inline(__always)
private func isReference(_ text: Span<UInt8>, isInternational: Bool) -> Bool {
  if let end = schemeEnd(text) { return isHierarchy(text, from: end &+ 1, isInternational) }
  // A colon in the first segment of a relative path would make it a scheme.
  for i in text.indices {
    if text[i] == UInt8(ascii: "/") || text[i] == UInt8(ascii: "?") || text[i] == UInt8(ascii: "#") { break }
    if text[i] == UInt8(ascii: ":") { return false }
  }
  return isHierarchy(text, from: 0, isInternational)
}

/// The offset of the colon behind a scheme, or nil.
private func schemeEnd(_ text: Span<UInt8>) -> Int? {
  guard !text.isEmpty, isASCIILetter(text[0]) else { return nil }
  for i in text.indices {
    if text[i] == UInt8(ascii: ":") { return i }
    guard ASCIISet.scheme.contains(text[i]) else { return nil }
  }
  return nil
}

/// Authority, path, query and fragment.
@inline(__always)
private func isHierarchy(_ text: Span<UInt8>, from start: Int, _ isInternational: Bool) -> Bool {
  var i = start
  if i &+ 1 < text.count, text[i] == UInt8(ascii: "/"), text[i &+ 1] == UInt8(ascii: "/") {
    i &+= 2
    let authority = i
    while i < text.count, ASCIISet.name.contains(text[i]) { i &+= 1 }
    // Mostly that was it: the name of a host. Anything else is taken apart.
    if i < text.count, !endsAuthority(text[i]) {
      while i < text.count, !endsAuthority(text[i]) { i &+= 1 }
      guard isAuthority(text.extracting(authority..<i), isInternational) else { return false }
    }
  }
  var hasQuery = false
  var hasFragment = false
  while i < text.count {
    while i < text.count, ASCIISet.path.contains(text[i]) { i &+= 1 }
    if i == text.count { return true }
    let byte = text[i]
    // A question mark starts the query and may stand in query and fragment.
    if byte == UInt8(ascii: "?") {
      hasQuery = true
      i &+= 1
    } else if byte == UInt8(ascii: "%") {
      guard isPercentEncoded(text, i) else { return false }
      i &+= 3
    } else if byte == UInt8(ascii: "#") {
      guard !hasFragment else { return false }
      hasFragment = true
      i &+= 1
    } else {
      guard isInternational, byte >= 0x80 else { return false }
      let value = nextScalar(text, &i)
      guard isIRICharacter(value) || hasQuery && !hasFragment && isIRIPrivate(value) else { return false }
    }
  }
  return true
}

@inline(__always)
private func endsAuthority(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
}

private func isAuthority(_ text: Span<UInt8>, _ isInternational: Bool) -> Bool {
  var host = 0
  for i in text.indices where text[i] == UInt8(ascii: "@") {
    guard isName(text.extracting(0..<i), allowsColon: true, isInternational) else { return false }
    host = i &+ 1
    break
  }
  var end = host
  if host < text.count, text[host] == UInt8(ascii: "[") {
    while end < text.count, text[end] != UInt8(ascii: "]") { end &+= 1 }
    guard end < text.count, isAddressLiteral(text.extracting((host + 1)..<end)) else { return false }
    end &+= 1
  } else {
    while end < text.count, text[end] != UInt8(ascii: ":") { end &+= 1 }
    guard isName(text.extracting(host..<end), allowsColon: false, isInternational) else { return false }
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
  where !ASCIISet.name.contains(text[j]) && text[j] != UInt8(ascii: ":") { return false }
  return true
}

/// The part of an authority before its `@`, or the name of a host.
@inline(__always)
private func isName(_ text: Span<UInt8>, allowsColon: Bool, _ isInternational: Bool) -> Bool {
  var i = 0
  while i < text.count {
    let byte = text[i]
    if ASCIISet.name.contains(byte) || allowsColon && byte == UInt8(ascii: ":") {
      i &+= 1
    } else if byte == UInt8(ascii: "%") {
      guard isPercentEncoded(text, i) else { return false }
      i &+= 3
    } else {
      guard isInternational, byte >= 0x80, isIRICharacter(nextScalar(text, &i)) else { return false }
    }
  }
  return true
}

/// Whether `%` and two hexadecimal digits stand at an offset.
func isPercentEncoded(_ text: Span<UInt8>, _ i: Int) -> Bool {
  i + 2 < text.count && hexDigitValue(text[i + 1]) != nil && hexDigitValue(text[i + 2]) != nil
}

/// `ucschar` of RFC 3987, section 2.2.
func isIRICharacter(_ value: UInt32) -> Bool {
  switch value {
  case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
  // All planes up to 14 without their last two code points; of plane 14 not the first 4,096.
  case 0x10000...0xEFFFF: value & 0xFFFF <= 0xFFFD && !(0xE0000...0xE0FFF).contains(value)
  default: false
  }
}

/// `iprivate` of RFC 3987, section 2.2.
func isIRIPrivate(_ value: UInt32) -> Bool {
  switch value {
  case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: true
  default: false
  }
}
