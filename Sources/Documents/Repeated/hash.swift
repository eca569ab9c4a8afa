/// A 64-bit hash of a part of a text, the same on every machine and in every run.
///
/// Not for what an attacker may gain by: two texts of one hash can be made.
func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
  var hash = UInt64(truncatingIfNeeded: range.count) &+ 0x9E37_79B9_7F4A_7C15
  var position = range.lowerBound
  while position + 8 <= range.upperBound {
    hash = combined(
      hash, text.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian)
    position += 8
  }
  var rest: UInt64 = 0
  while position < range.upperBound {
    rest = rest << 8 | UInt64(text[position])
    position += 1
  }
  return combined(hash, rest)
}

/// One hash of two, in this order: the finaliser of SplitMix64 on their mixture.
func combined(_ first: UInt64, _ second: UInt64) -> UInt64 {
  var mixed = (first ^ (first >> 32)) &* 0xBF58_476D_1CE4_E5B9 ^ second
  mixed = (mixed ^ (mixed >> 29)) &* 0x94D0_49BB_1331_11EB
  return mixed ^ (mixed >> 31)
}
