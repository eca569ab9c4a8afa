/// Appends a hash of each word of a text: two texts have the same words in the same order if their hashes are the same.
///
/// Words are runs of letters and digits; case and punctuation don't count, as they don't to a reader who compares.
/// No hash is 0.
///
/// - Parameter text: valid UTF-8.
func appendWordHashes(_ text: Span<UInt8>, to hashes: inout [UInt32]) {
  var hash: UInt32 = 0
  var i = 0
  while i < text.count {
    let byte = text[i]
    if byte < 0x80 {
      i += 1
      if isASCIILetter(byte) {
        hash = mix(hash, byte | 0x20)
      } else if isDigit(byte) {
        hash = mix(hash, byte)
      } else if hash != 0 {
        hashes.append(hash)
        hash = 0
      }
      continue
    }
    let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    if isSeparator(text, i) {
      if hash != 0 {
        hashes.append(hash)
        hash = 0
      }
    } else if length == 2 {
      let (first, second) = smallLetter(byte, text[i + 1])
      hash = mix(mix(hash, first), second)
    } else {
      for offset in 0..<length { hash = mix(hash, text[i + offset]) }
    }
    i += length
  }
  if hash != 0 { hashes.append(hash) }
}

@inline(__always)
private func mix(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
  let mixed = (hash ^ UInt32(byte)) &* 0x0100_0193 &+ 0x9E37_79B9
  return (mixed ^ mixed >> 15) | 1
}

/// The small letter of a Latin-1 or Cyrillic capital.
@inline(__always)
private func smallLetter(_ first: UInt8, _ second: UInt8) -> (UInt8, UInt8) {
  switch first {
  case 0xC3 where second < 0x9F: (first, second | 0x20)
  case 0xD0 where second >= 0x90 && second < 0xA0: (first, second + 0x20)
  case 0xD0 where second >= 0xA0 && second < 0xB0: (0xD1, second - 0x20)
  default: (first, second)
  }
}

/// True for spaces, punctuation and symbols outside ASCII.
@inline(__always)
private func isSeparator(_ text: Span<UInt8>, _ i: Int) -> Bool {
  switch text[i] {
  case 0xC2:
    // Letters and figures among U+00A0 to U+00BF.
    switch text[i + 1] {
    case 0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA, 0xBC...0xBE: return false
    default: return true
    }
  case 0xC3: return text[i + 1] == 0x97 || text[i + 1] == 0xB7
  case 0xE2:
    let second = text[i + 1]
    return second == 0x80 || (second == 0x82 && text[i + 2] >= 0xA0) || (0x86...0xAF).contains(second)
  case 0xE3: return text[i + 1] == 0x80 && text[i + 2] <= 0x84
  case 0xF0: return text[i + 1] == 0x9F
  default: return false
  }
}
