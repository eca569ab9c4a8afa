/// JIS X 0208 with the additions of NEC and IBM, by the pointers of the Encoding Standard: row × 94 + cell.
///
/// Shift_JIS reaches behind its 94 rows, to private characters and those of IBM again; EUC-JP and ISO-2022-JP don't.
private let jis0208: [UInt32]? = charactersOfIconv("CP932", count: 60 * 188) { pointer, bytes in
  let (lead, trail) = (pointer / 188, pointer % 188)
  bytes.append(UInt8(lead < 0x1F ? lead + 0x81 : lead + 0xC1))
  bytes.append(UInt8(trail < 0x3F ? trail + 0x40 : trail + 0x41))
}

private let jis0212: [UInt32]? = charactersOfIconv("EUC-JP", count: 94 * 94) { pointer, bytes in
  bytes.append(0x8F)
  bytes.append(UInt8(pointer / 94 + 0xA1))
  bytes.append(UInt8(pointer % 94 + 0xA1))
}

/// The first half-width katakana, which stands for 0xA1 in Shift_JIS and EUC-JP.
private let halfWidth: UInt32 = 0xFF61

/// https://encoding.spec.whatwg.org/#shift_jis-decoder
func decodeShiftJIS(_ bytes: [UInt8]) -> [UInt8]? {
  guard let jis0208 else { return nil }
  return decodePairs(
    bytes,
    single: { byte in
      switch byte {
      case 0x80: 0x80
      case 0xA1...0xDF: halfWidth + UInt32(byte - 0xA1)
      default: 0
      }
    },
    isLead: { (0x81...0x9F).contains($0) || (0xE0...0xFC).contains($0) },
    pair: { lead, trail in
      guard (0x40...0x7E).contains(trail) || (0x80...0xFC).contains(trail) else { return 0 }
      return jis0208[
        Int(lead < 0xA0 ? lead - 0x81 : lead - 0xC1) * 188 + Int(trail < 0x7F ? trail - 0x40 : trail - 0x41)]
    })
}

/// https://encoding.spec.whatwg.org/#euc-jp-decoder
func decodeEUCJP(_ bytes: [UInt8]) -> [UInt8]? {
  guard let jis0208, let jis0212 else { return nil }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + bytes.count / 2)
  var i = 0
  while i < bytes.count {
    var lead = bytes[i]
    i += 1
    if lead < 0x80 {
      result.append(lead)
      continue
    }
    guard lead == 0x8E || lead == 0x8F || (0xA1...0xFE).contains(lead) else {
      result.appendCharacter(0)
      continue
    }
    var table = jis0208
    if lead == 0x8F, i < bytes.count, (0xA1...0xFE).contains(bytes[i]) {
      table = jis0212
      lead = bytes[i]
      i += 1
    }
    var character: UInt32 = 0
    if i < bytes.count {
      let trail = bytes[i]
      if lead == 0x8E, (0xA1...0xDF).contains(trail) {
        character = halfWidth + UInt32(trail - 0xA1)
      } else if lead >= 0xA1, (0xA1...0xFE).contains(trail) {
        character = table[Int(lead - 0xA1) * 94 + Int(trail - 0xA1)]
      }
      if character != 0 || trail >= 0x80 { i += 1 }
    }
    result.appendCharacter(character)
  }
  return result
}

/// https://encoding.spec.whatwg.org/#iso-2022-jp-decoder
func decodeISO2022JP(_ bytes: [UInt8]) -> [UInt8]? {
  guard let jis0208 else { return nil }
  enum Set { case ascii, roman, katakana, jis0208 }
  var result: [UInt8] = []
  var set = Set.ascii
  // An escape right behind another has changed nothing: by the standard that is a broken place.
  var followsEscape = false
  var i = 0
  while i < bytes.count {
    let byte = bytes[i]
    i += 1
    if byte == 0x1B {
      let next: Set? =
        switch bytes[i...].prefix(2) {
        case [0x28, 0x42]: .ascii
        case [0x28, 0x4A]: .roman
        case [0x28, 0x49]: .katakana
        case [0x24, 0x40], [0x24, 0x42]: .jis0208
        default: nil
        }
      if let next {
        i += 2
        set = next
        if followsEscape { result.appendCharacter(0) }
        followsEscape = true
      } else {
        result.appendCharacter(0)
        followsEscape = false
      }
      continue
    }
    followsEscape = false
    switch set {
    case .ascii where byte < 0x80 && byte != 0x0E && byte != 0x0F: result.append(byte)
    case .roman where byte < 0x80 && byte != 0x0E && byte != 0x0F:
      if byte == 0x5C {
        result.append("\u{A5}")
      } else if byte == 0x7E {
        result.append("\u{203E}")
      } else {
        result.append(byte)
      }
    case .katakana where (0x21...0x5F).contains(byte): result.appendCharacter(halfWidth + UInt32(byte - 0x21))
    case .jis0208 where (0x21...0x7E).contains(byte):
      guard i < bytes.count, bytes[i] != 0x1B else {
        result.appendCharacter(0)
        continue
      }
      let trail = bytes[i]
      i += 1
      let isPair = (0x21...0x7E).contains(trail)
      result.appendCharacter(isPair ? jis0208[Int(byte - 0x21) * 94 + Int(trail - 0x21)] : 0)
    default: result.appendCharacter(0)
    }
  }
  return result
}
