/// White space as HTML knows it: space, tab, line feed, form feed, carriage return.
func isHTMLSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
}

func isASCIILetter(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- UInt8(ascii: "a") < 26
}

func isDigit(_ byte: UInt8) -> Bool {
  byte &- UInt8(ascii: "0") < 10
}

/// The value of a hexadecimal digit, nil for what is none.
func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
  if isDigit(byte) { return UInt32(byte - UInt8(ascii: "0")) }
  let letter = byte | 0x20
  guard letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "f") else { return nil }
  return UInt32(letter - UInt8(ascii: "a") + 10)
}

/// The byte with an ASCII capital made small.
func lowercased(_ byte: UInt8) -> UInt8 {
  byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
}

extension [UInt8] {
  /// Appends a scalar in UTF-8.
  mutating func append(_ scalar: Unicode.Scalar) {
    append(contentsOf: UTF8.encode(scalar)!)
  }
}
