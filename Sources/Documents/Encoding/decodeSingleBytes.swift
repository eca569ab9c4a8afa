/// Decodes an encoding of one byte a character.
///
/// - Parameter characters: those of the bytes from 0x80, 0 where there is none.
func decodeSingleBytes(_ bytes: [UInt8], _ characters: [UInt32]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + bytes.count / 8)
  for byte in bytes {
    if byte < 0x80 { result.append(byte) } else { result.appendCharacter(characters[Int(byte) - 0x80]) }
  }
  return result
}

/// The characters of an encoding's bytes from 0x80, 0 where there is none; nil if iconv hasn't got the encoding.
func singleByteCharacters(_ name: String) -> [UInt32]? {
  guard var characters = charactersOfIconv(name, count: 128, code: { $1.append(UInt8(0x80 + $0)) }) else {
    return nil
  }
  // Browsers read the bytes that Microsoft's code pages leave open as the controls of ISO 8859.
  if name.hasPrefix("CP125") || name == "CP874" {
    for index in 0..<0x20 where characters[index] == 0 { characters[index] = UInt32(0x80 + index) }
  }
  for (byte, character) in newerCharacters[name] ?? [] { characters[byte - 0x80] = character }
  return characters
}

/// Where the Encoding Standard has another character than glibc.
private let newerCharacters: [String: [(byte: Int, character: UInt32)]] = [
  "CP1255": [(0xCA, 0x05BA)],
  "KOI8-U": [(0xAE, 0x045E), (0xBE, 0x040E)],
  "MAC-CYRILLIC": [(0xFF, 0x20AC)],
  "MACINTOSH": [(0xC6, 0x2206), (0xF0, 0xF8FF)],
]

/// The character of a byte in windows-1252 as browsers read it: the five bytes it leaves open are C1 controls.
func windows1252Scalar(_ byte: UInt8) -> Unicode.Scalar {
  byte < 0x80 ? Unicode.Scalar(byte) : Unicode.Scalar(windows1252Characters[Int(byte) - 0x80])!
}

/// The bytes from 0x80, from https://encoding.spec.whatwg.org/index-windows-1252.txt
let windows1252Characters: [UInt32] =
  [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
  ] + Array(0xA0...0xFF)
