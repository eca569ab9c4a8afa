/// The bytes as valid UTF-8 without a byte order mark; what is no character becomes U+FFFD.
///
/// The characters are those of https://encoding.spec.whatwg.org, and so is what a broken place becomes: an ASCII byte
/// behind it is always kept, since it may be the quote or the bracket that ends the markup.
///
/// Nil if the system has no converter for the encoding.
func decode(_ bytes: [UInt8], as encoding: CharacterEncoding) -> [UInt8]? {
  switch encoding {
  case .utf8:
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if isValidUTF8(bytes) { return start == 0 ? bytes : Array(bytes[start...]) }
    return Array(String(decoding: bytes[start...], as: UTF8.self).utf8)
  case .utf16(let isBigEndian): return decodeUTF16(bytes, isBigEndian: isBigEndian)
  case .windows1252: return decodeSingleBytes(bytes, windows1252Characters)
  case .singleByte(let name): return singleByteCharacters(name).map { decodeSingleBytes(bytes, $0) }
  case .shiftJIS: return decodeShiftJIS(bytes)
  case .eucJP: return decodeEUCJP(bytes)
  case .iso2022JP: return decodeISO2022JP(bytes)
  case .big5: return decodeBig5(bytes)
  case .gb18030: return decodeGB18030(bytes)
  case .eucKR: return decodeEUCKR(bytes)
  case .iconv(let name): return decodeWithIconv(bytes, name: name)
  }
}

private func decodeUTF16(_ bytes: [UInt8], isBigEndian: Bool) -> [UInt8] {
  var units: [UInt16] = []
  units.reserveCapacity(bytes.count / 2 + 1)
  for index in stride(from: 0, to: bytes.count - 1, by: 2) {
    units.append(utf16Unit(bytes[index], bytes[index + 1], isBigEndian: isBigEndian))
  }
  if units.first == 0xFEFF { units.removeFirst() }
  // Half a unit at the end is a character that was cut, together with half a pair before it.
  if bytes.count % 2 == 1, units.last.map(UTF16.isLeadSurrogate) != true { units.append(0xFFFD) }
  return Array(String(decoding: units, as: UTF16.self).utf8)
}

func utf16Unit(_ first: UInt8, _ second: UInt8, isBigEndian: Bool) -> UInt16 {
  isBigEndian ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first)
}

/// Decodes an encoding of one or two bytes a character.
///
/// - Parameters:
///   - single: the character of a byte alone, 0 if it is none; asked for bytes from 0x80.
///   - isLead: whether a byte is the first of two.
///   - pair: the character of two bytes, 0 if they are none.
@inline(__always)
func decodePairs(
  _ bytes: [UInt8], single: (UInt8) -> UInt32, isLead: (UInt8) -> Bool, pair: (UInt8, UInt8) -> UInt32
) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + bytes.count / 2)
  var i = 0
  while i < bytes.count {
    let byte = bytes[i]
    i += 1
    if byte < 0x80 {
      result.append(byte)
    } else if isLead(byte) == false {
      result.appendCharacter(single(byte))
    } else if i == bytes.count {
      result.appendCharacter(0)
    } else {
      let character = pair(byte, bytes[i])
      result.appendCharacter(character)
      if character != 0 || bytes[i] >= 0x80 { i += 1 }
    }
  }
  return result
}

extension [UInt8] {
  /// Appends the UTF-8 of a character of a table, where 0 is none and a number over 0x10FFFF two characters in 16 bits each.
  @inline(__always)
  mutating func appendCharacter(_ value: UInt32) {
    var value = value == 0 ? 0xFFFD : value
    if value > 0x10_FFFF {
      append(Unicode.Scalar(UInt16(value >> 16))!)
      value &= 0xFFFF
    }
    if value < 0x80 {
      append(UInt8(value))
      return
    }
    if value < 0x800 {
      append(UInt8(0xC0 | value >> 6))
    } else {
      if value < 0x1_0000 {
        append(UInt8(0xE0 | value >> 12))
      } else {
        append(UInt8(0xF0 | value >> 18))
        append(UInt8(0x80 | value >> 12 & 0x3F))
      }
      append(UInt8(0x80 | value >> 6 & 0x3F))
    }
    append(UInt8(0x80 | value & 0x3F))
  }
}
