/// How many bytes to keep of a character that no reader sees by itself: its own, those of the tags of a whole flag, or 0
/// where it has nothing to change.
///
/// Where it has not, it would be no more than a bit of hidden data: a message of thousands of them can stand behind one
/// letter.
///
/// - Parameters:
///   - kept: the text so far, which ends in the character before.
///   - i: where the character stands in `bytes`.
func dependentLength(after kept: [UInt8], _ bytes: Span<UInt8>, at i: Int) -> Int {
  guard let before = lastScalar(of: kept) else { return 0 }
  switch bytes[i] {
  case 0xE2: return joins(before.value) && isFollowedByLetter(bytes, i + 3) ? 3 : 0
  case 0xE1: return (0x1800...0x18AF).contains(before.value) ? 3 : 0
  case 0xEF: return selects(before.value, bytes, i) ? 3 : 0
  default: return before.value == 0x1F3F4 ? flagLength(bytes, i) : 0
  }
}

/// True if ZERO WIDTH JOINER or NON-JOINER behind a character means something: in the scripts that join letters, and
/// between the parts of an emoji.
private func joins(_ scalar: UInt32) -> Bool {
  switch scalar {
  // Arabic and its kin, the scripts of India and of the lands behind it.
  case 0x0600...0x109F, 0x1780...0x18AF, 0xA840...0xABFF, 0xFB50...0xFDFF, 0xFE70...0xFEFE: true
  case 0x10A00...0x11FFF, 0x1E900...0x1E95F: true
  // Symbols, an emoji's selector, emoji.
  case 0x2190...0x2BFF, 0xFE0F, 0x1F000...0x1FAFF: true
  default: false
  }
}

/// True unless the text goes on with ASCII or with another invisible character. Its end counts as going on.
private func isFollowedByLetter(_ bytes: Span<UInt8>, _ i: Int) -> Bool {
  guard i < bytes.count else { return true }
  return bytes[i] >= 0x80 && CharacterClass.at(i, in: bytes).class == .visible
}

/// True if a variation selector changes the character before it.
private func selects(_ scalar: UInt32, _ bytes: Span<UInt8>, _ i: Int) -> Bool {
  guard bytes[i + 2] >= 0x8E else {
    // U+FE00 to U+FE0D: signs of mathematics, ideographs, letters of Myanmar and Phags-pa.
    switch scalar {
    case 0x2200...0x22FF, 0x3000...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFF60: return true
    case 0x1000...0x109F, 0xA840...0xA87F, 0x20000...0x323AF: return true
    default: return false
    }
  }
  switch scalar {
  // U+FE0E and U+FE0F: as text or as a picture.
  case 0xA9, 0xAE, 0x203C...0x3299, 0x1F000...0x1FAFF: return true
  // A key: 1, selector, U+20E3.
  case 0x23, 0x2A, 0x30...0x39:
    return i + 5 < bytes.count && bytes[i + 3] == 0xE2 && bytes[i + 4] == 0x83 && bytes[i + 5] == 0xA3
  default: return false
  }
}

/// The length of the tags that make a black flag that of England, Scotland or Wales; 0 for all others.
private func flagLength(_ bytes: Span<UInt8>, _ start: Int) -> Int {
  var name: [UInt8] = []
  var i = start
  while i + 3 < bytes.count, bytes[i] == 0xF3, bytes[i + 1] == 0xA0, name.count < 6 {
    let letter = (bytes[i + 2] & 1) << 6 | bytes[i + 3] & 0x3F
    i += 4
    if letter == 0x7F {
      return ["gbeng", "gbsct", "gbwls"].contains { name.elementsEqual($0.utf8) } ? i - start : 0
    }
    name.append(letter)
  }
  return 0
}

private func lastScalar(of text: [UInt8]) -> Unicode.Scalar? {
  var start = text.count - 1
  while start >= 0, text[start] & 0xC0 == 0x80 { start -= 1 }
  guard start >= 0 else { return nil }
  return String(decoding: text[start...], as: UTF8.self).unicodeScalars.first
}
