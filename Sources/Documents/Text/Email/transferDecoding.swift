/// The bytes of base64. What belongs to no base64 is passed over, and several pieces with their own padding are read on.
func decodedBase64(_ text: ArraySlice<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count / 4 * 3 + 3)
  var bits: UInt32 = 0
  var count = 0
  for byte in text {
    let value: UInt8
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
    case UInt8(ascii: "="):
      // What is left over of the four characters before is padding's.
      count = 0
      continue
    default: continue
    }
    bits = bits << 6 | UInt32(value)
    count += 1
    // A byte is whole with the second, third and fourth character.
    switch count {
    case 2: result.append(UInt8(truncatingIfNeeded: bits >> 4))
    case 3: result.append(UInt8(truncatingIfNeeded: bits >> 2))
    case 4:
      result.append(UInt8(truncatingIfNeeded: bits))
      count = 0
    default: break
    }
  }
  return result
}

/// How many bytes base64 stands for, without decoding it.
func base64ByteCount(_ text: ArraySlice<UInt8>) -> Int {
  var characters = 0
  for byte in text where byte > 0x20 && byte != UInt8(ascii: "=") { characters += 1 }
  return characters * 3 / 4
}

/// The bytes of quoted-printable. An equals sign that begins no code is text.
func decodedQuotedPrintable(_ text: ArraySlice<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count)
  var i = text.startIndex
  while i < text.endIndex {
    guard text[i] == UInt8(ascii: "=") else {
      result.append(text[i])
      i += 1
      continue
    }
    if let byte = hexadecimalByte(text, i + 1) {
      result.append(byte)
      i += 3
      continue
    }
    // An equals sign at a line's end, blanks behind it or not, joins the line with the next.
    var end = i + 1
    while end < text.endIndex, isBlank(text[end]) || text[end] == 0x0D { end += 1 }
    if end == text.endIndex || text[end] == 0x0A {
      i = min(end + 1, text.endIndex)
    } else {
      result.append(contentsOf: text[i..<end])
      i = end
    }
  }
  return result
}

/// The byte that two hexadecimal digits at an index stand for.
func hexadecimalByte(_ text: ArraySlice<UInt8>, _ index: Int) -> UInt8? {
  guard index + 1 < text.endIndex, let high = hexadecimalDigit(text[index]),
    let low = hexadecimalDigit(text[index + 1])
  else { return nil }
  return UInt8(high << 4 | low)
}
