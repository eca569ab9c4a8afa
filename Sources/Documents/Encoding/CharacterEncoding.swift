/// The character encoding of a document's bytes.
enum CharacterEncoding: Equatable, Sendable {
  case utf8
  case utf16(isBigEndian: Bool)
  case windows1252
  /// Any other, by the name that iconv knows it by.
  case iconv(String)

  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16(let isBigEndian): isBigEndian ? "UTF-16BE" : "UTF-16LE"
    case .windows1252: "windows-1252"
    case .iconv(let name): name
    }
  }

  /// Decides by byte order mark, then by the NULs of UTF-16, then by what an HTML page declares, then by whether the
  /// bytes are UTF-8; else it is windows-1252.
  init(of bytes: [UInt8], format: DocumentFormat) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16(isBigEndian: false)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16(isBigEndian: true)
    } else if let isBigEndian = bigEndianByNULs(bytes) {
      self = .utf16(isBigEndian: isBigEndian)
    } else if format == .html, let declared = declaredEncoding(in: bytes), declared != .utf8 {
      self = declared
    } else {
      self = isMostlyUTF8(bytes) ? .utf8 : .windows1252
    }
  }
}

/// The byte order of UTF-16 without a mark: in text of most scripts one byte in two is 0, and hardly ever the other.
private func bigEndianByNULs(_ bytes: [UInt8]) -> Bool? {
  let pairs = min(bytes.count, 4096) / 2
  guard pairs > 0 else { return nil }
  var zeros = (even: 0, odd: 0)
  for pair in 0..<pairs {
    if bytes[2 * pair] == 0 { zeros.even += 1 }
    if bytes[2 * pair + 1] == 0 { zeros.odd += 1 }
  }
  if zeros.odd > pairs / 2, zeros.even <= zeros.odd / 8 { return false }
  if zeros.even > pairs / 2, zeros.odd <= zeros.even / 8 { return true }
  return nil
}

/// True for valid UTF-8, and for UTF-8 with fewer broken places than whole characters outside ASCII.
///
/// A file cut in the middle of a character, or with one broken byte, stays UTF-8. A windows-1252 text that claims to
/// be UTF-8 has hardly a place that could be a character of it.
private func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
  if isValidUTF8(bytes) { return true }
  var whole = 0
  var broken = 0
  var i = 0
  while i < bytes.count {
    let length = utf8Length(bytes, i)
    if length == 0 {
      broken += 1
      i += 1
    } else {
      if length > 1 { whole += 1 }
      i += length
    }
  }
  return whole > broken
}

/// The length of the UTF-8 sequence at an index by its lead byte and continuations, 0 if it is broken.
private func utf8Length(_ bytes: [UInt8], _ index: Int) -> Int {
  let length: Int
  switch bytes[index] {
  case 0..<0x80: return 1
  case 0xC2..<0xE0: length = 2
  case 0xE0..<0xF0: length = 3
  case 0xF0..<0xF5: length = 4
  default: return 0
  }
  guard index + length <= bytes.count else { return 0 }
  for offset in 1..<length where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
  return length
}

func isValidUTF8(_ bytes: [UInt8]) -> Bool {
  (try? UTF8Span(validating: bytes.span)) != nil
}
