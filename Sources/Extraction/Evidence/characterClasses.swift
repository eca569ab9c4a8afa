/// Whether a byte is ASCII white space.
func isASCIIBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

/// Whether a byte is an ASCII digit.
func isASCIIDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

/// Whether a byte is an ASCII letter.
func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

/// The bytes without the white space around them.
func withoutOuterBlanks(_ bytes: [UInt8]) -> [UInt8] {
  guard let first = bytes.firstIndex(where: { !isASCIIBlank($0) }) else { return [] }
  return Array(bytes[first...bytes.lastIndex { !isASCIIBlank($0) }!])
}

/// The parts of a text between white space, no-break spaces included.
func wordsBetweenBlanks(of bytes: [UInt8]) -> [[UInt8]] {
  var words: [[UInt8]] = []
  var word: [UInt8] = []
  for (i, byte) in bytes.enumerated() {
    let isNoBreakSpace =
      byte == 0xC2 && i + 1 < bytes.count && bytes[i + 1] == 0xA0
      || byte == 0xA0 && i > 0 && bytes[i - 1] == 0xC2
    guard isASCIIBlank(byte) || isNoBreakSpace else {
      word.append(byte)
      continue
    }
    if !word.isEmpty { words.append(word) }
    word = []
  }
  if !word.isEmpty { words.append(word) }
  return words
}

/// A text with small letters for the capitals of ASCII, Latin-1, Greek and Russian: as many bytes as before, each character at its place.
func foldedCase(_ text: [UInt8]) -> [UInt8] {
  var folded = text
  var lead: UInt8 = 0
  for i in folded.indices {
    let byte = folded[i]
    if byte < 0x80 {
      if byte &- UInt8(ascii: "A") < 26 { folded[i] = byte | 0x20 }
    } else {
      switch (lead, byte) {
      case (0xC3, 0x80...0x96), (0xC3, 0x98...0x9E): folded[i] = byte + 0x20
      case (0xCE, 0x91...0x9F), (0xD0, 0x90...0x9F): folded[i] = byte + 0x20
      case (0xCE, 0xA0...0xA9), (0xD0, 0xA0...0xAF):
        folded[i - 1] = lead + 1
        folded[i] = byte - 0x20
      case (0xD0, 0x80...0x8F):
        folded[i - 1] = 0xD1
        folded[i] = byte + 0x10
      default: break
      }
    }
    lead = byte
  }
  return folded
}

/// Whether a part of a text neither begins nor ends inside a word or a number.
///
/// A letter must not touch another letter, nor a digit another digit, also with a point or comma between them (`12` in `12.50`); a
/// first digit no letter before it. `kg` stands alone in `500kg`, but
/// `12` doesn't in `INV12`. Scripts without blanks between words (Han, kana, Hangul, Thai) have no boundaries to keep.
func standsAlone(_ range: Range<Int>, in text: [UInt8]) -> Bool {
  if range.lowerBound > 0 {
    let before = text[range.lowerBound - 1]
    let first = text[range.lowerBound]
    let isAfterLetter =
      isASCIILetter(before)
      || before & 0xC0 == 0x80 && range.lowerBound > 1 && isLetterLead(text, range.lowerBound - 2)
    let isAfterPoint =
      isDecimalMark(before) && range.lowerBound > 1 && isASCIIDigit(text[range.lowerBound - 2])
    if isASCIIDigit(first)
      ? isASCIIDigit(before) || isAfterLetter || isAfterPoint
      : isAfterLetter && startsWithLetter(text, range.lowerBound)
    {
      return false
    }
  }
  if range.upperBound < text.count {
    let last = text[range.upperBound - 1]
    if isASCIIDigit(last) {
      let next = text[range.upperBound]
      let goesOn =
        isDecimalMark(next) && range.upperBound + 1 < text.count && isASCIIDigit(text[range.upperBound + 1])
      return !isASCIIDigit(next) && !goesOn
    }
    let endsWithLetter =
      isASCIILetter(last)
      || last & 0xC0 == 0x80 && range.count > 1 && isLetterLead(text, range.upperBound - 2)
    if endsWithLetter, startsWithLetter(text, range.upperBound) { return false }
  }
  return true
}

private func isDecimalMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") }

private func startsWithLetter(_ text: [UInt8], _ offset: Int) -> Bool {
  isASCIILetter(text[offset]) || isLetterLead(text, offset)
}

/// Whether a two-byte letter (or a mark on the letter before) starts at an offset: U+00C0–07FF but for × and ÷.
private func isLetterLead(_ text: [UInt8], _ offset: Int) -> Bool {
  let lead = text[offset]
  guard lead >= 0xC3, lead < 0xE0, offset + 1 < text.count else { return false }
  return lead != 0xC3 || text[offset + 1] & 0xDF != 0x97
}
