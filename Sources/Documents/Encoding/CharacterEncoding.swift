/// The character encoding of a document's bytes.
enum CharacterEncoding: Hashable, Sendable {
  case utf8
  case utf16(isBigEndian: Bool)
  case windows1252
  /// One byte a character, by the name that iconv knows the encoding by.
  case singleByte(String)
  case shiftJIS, eucJP, iso2022JP
  case big5
  case gb18030
  case eucKR
  /// Any other, by the name that iconv knows it by.
  case iconv(String)

  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16(let isBigEndian): isBigEndian ? "UTF-16BE" : "UTF-16LE"
    case .windows1252: "windows-1252"
    case .shiftJIS: "Shift_JIS"
    case .eucJP: "EUC-JP"
    case .iso2022JP: "ISO-2022-JP"
    case .big5: "Big5"
    case .gb18030: "GB18030"
    case .eucKR: "EUC-KR"
    case .singleByte(let name), .iconv(let name): name
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

/// The byte order of UTF-16 without a mark: one byte in two is 0 in Latin text, the spaces and line ends' are in any
/// other, and hardly ever the byte beside it.
private func bigEndianByNULs(_ bytes: [UInt8]) -> Bool? {
  let pairs = min(bytes.count, 4096) / 2
  var zeros = (even: 0, odd: 0)
  for pair in 0..<pairs {
    if bytes[2 * pair] == 0 { zeros.even += 1 }
    if bytes[2 * pair + 1] == 0 { zeros.odd += 1 }
  }
  let isBigEndian = zeros.even > zeros.odd
  let (more, fewer) = isBigEndian ? (zeros.even, zeros.odd) : (zeros.odd, zeros.even)
  guard more > 0, fewer <= more / 8 else { return nil }
  if more > pairs / 2 { return isBigEndian }
  let isText = fewer == 0 && more >= max(4, pairs / 50) && isUTF16Text(bytes[..<(2 * pairs)], isBigEndian)
  return isText ? isBigEndian : nil
}

/// True for whole characters without controls, as a file with a few NULs in it hardly gives.
private func isUTF16Text(_ bytes: ArraySlice<UInt8>, _ isBigEndian: Bool) -> Bool {
  var isHigh = false
  for index in stride(from: 0, to: bytes.count - 1, by: 2) {
    let unit = utf16Unit(bytes[index], bytes[index + 1], isBigEndian: isBigEndian)
    if isHigh != UTF16.isTrailSurrogate(unit) { return false }
    isHigh = UTF16.isLeadSurrogate(unit)
    if unit < 0x20, unit > 0x0D || unit < 0x09 { return false }
    if unit >= 0xFFFE || (0x80..<0xA0).contains(unit) { return false }
  }
  return true
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
