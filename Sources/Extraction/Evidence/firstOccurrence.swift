/// The first place of a text in a part of another, or nil.
///
/// Looks for the first and the last byte at once, sixteen places a step; what fits both is compared.
///
/// - Parameter work: the bytes that may still be compared; the search gives up at zero, so that no text makes it quadratic.
func firstOccurrence(
  of needle: Span<UInt8>, in text: Span<UInt8>, _ area: Range<Int>, work: inout Int
) -> Int? {
  let length = needle.count
  guard length > 0, length <= area.count, work > 0 else { return nil }
  let bytes = text.bytes
  // Vector constants: a literal beside a SIMD operator is a hundred times slower.
  let first = SIMD16<UInt8>(repeating: needle[0])
  let last = SIMD16<UInt8>(repeating: needle[length - 1])
  var start = area.lowerBound
  while start &+ length &+ 15 <= area.upperBound {
    let starts = bytes.unsafeLoadUnaligned(fromByteOffset: start, as: SIMD16<UInt8>.self) .== first
    let ends =
      bytes.unsafeLoadUnaligned(fromByteOffset: start &+ length &- 1, as: SIMD16<UInt8>.self) .== last
    let both = unsafeBitCast(starts .& ends, to: SIMD2<UInt64>.self)
    if both.x | both.y != 0 {
      for half in 0..<2 {
        var lanes = UInt64(littleEndian: both[half])
        while lanes != 0 {
          let lane = lanes.trailingZeroBitCount >> 3
          lanes &= ~(0xFF << UInt64(lane &* 8))
          let candidate = start &+ half &* 8 &+ lane
          if isEqual(needle, text, candidate, &work) { return candidate }
        }
      }
      guard work > 0 else { return nil }
    }
    start &+= 16
  }
  while start &+ length <= area.upperBound, work > 0 {
    if isEqual(needle, text, start, &work) { return start }
    start &+= 1
  }
  return nil
}

private func isEqual(_ needle: Span<UInt8>, _ text: Span<UInt8>, _ start: Int, _ work: inout Int) -> Bool {
  var i = 0
  while i < needle.count, needle[i] == text[start &+ i] { i &+= 1 }
  work &-= i
  return i == needle.count
}
