/// GB18030 of two bytes by the pointers of the Encoding Standard, 190 to a lead byte. It holds GBK and GB2312.
///
/// The 24 characters that its edition of 2022 moved out of Unicode's private area are read as that edition says.
private let twoBytes: [UInt32]? = {
  var table = charactersOfIconv("GB18030", count: 126 * 190) { pointer, bytes in
    let trail = pointer % 190
    bytes.append(UInt8(pointer / 190 + 0x81))
    bytes.append(UInt8(trail < 0x3F ? trail + 0x40 : trail + 0x41))
  }
  // A3A0 is what old Chinese pages write a wide space as.
  table?[(0xA3 - 0x81) * 190 + 0xA0 - 0x41] = 0x3000
  return table
}()

/// GB18030 of four bytes for what is not beyond U+FFFF; read when the first such code is met.
private let fourBytes: [UInt32]? = {
  var table = charactersOfIconv("GB18030", count: 39420) { pointer, bytes in
    bytes.append(UInt8(pointer / 12600 + 0x81))
    bytes.append(UInt8(pointer / 1260 % 10 + 0x30))
    bytes.append(UInt8(pointer / 10 % 126 + 0x81))
    bytes.append(UInt8(pointer % 10 + 0x30))
  }
  // The same characters before they got two bytes; six of them lie beyond U+FFFF.
  for (pointer, characters) in [(19057, 0x9FB4...0x9FBB), (39076, 0xFE10...0xFE19)] {
    for (offset, character) in characters.enumerated() { table?[pointer + offset] = UInt32(character) }
  }
  return table
}()

/// https://encoding.spec.whatwg.org/#gb18030-decoder, which is that of gbk too.
func decodeGB18030(_ bytes: [UInt8]) -> [UInt8]? {
  guard let twoBytes else { return nil }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + bytes.count / 2)
  var i = 0
  while i < bytes.count {
    let lead = bytes[i]
    i += 1
    if lead < 0x80 {
      result.append(lead)
    } else if lead == 0x80 || lead == 0xFF {
      result.appendCharacter(lead == 0x80 ? 0x20AC : 0)
    } else if i == bytes.count {
      result.appendCharacter(0)
    } else if isDigit(bytes[i]) {
      let rest = bytes[(i + 1)...].prefix(2)
      guard rest.first.map(isLead) ?? true, rest.dropFirst().first.map(isDigit) ?? true else {
        result.appendCharacter(0)
        continue
      }
      guard rest.count == 2 else {
        // Cut at the end: what is there of it is one broken place.
        result.appendCharacter(0)
        return result
      }
      let pointer =
        Int(lead - 0x81) * 12600 + Int(bytes[i] - 0x30) * 1260 + Int(bytes[i + 1] - 0x81) * 10
        + Int(bytes[i + 2] - 0x30)
      i += 3
      switch pointer {
      case 0..<39420: result.appendCharacter(fourBytes?[pointer] ?? 0)
      case 189_000..<(189_000 + 0x10_0000): result.appendCharacter(UInt32(pointer - 189_000 + 0x1_0000))
      default: result.appendCharacter(0)
      }
    } else {
      let trail = bytes[i]
      var character: UInt32 = 0
      if (0x40...0x7E).contains(trail) || (0x80...0xFE).contains(trail) {
        character = twoBytes[Int(lead - 0x81) * 190 + Int(trail < 0x7F ? trail - 0x40 : trail - 0x41)]
      }
      result.appendCharacter(character)
      if character != 0 || trail >= 0x80 { i += 1 }
    }
  }
  return result
}

private func isLead(_ byte: UInt8) -> Bool { (0x81...0xFE).contains(byte) }
