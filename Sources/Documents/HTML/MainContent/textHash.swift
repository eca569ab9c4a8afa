/// FNV-1a of a text's bytes, without white space and case.
func textHash(_ text: some StringProtocol) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { $1 <= 0x20 ? $0 : textHash($0, $1) }
}

/// The same with one more byte.
func textHash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
  (hash ^ UInt64(lowercased(byte))) &* 0x100_0000_01b3
}
