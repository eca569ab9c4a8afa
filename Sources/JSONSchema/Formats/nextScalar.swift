/// The code point at an offset of valid UTF-8, which is moved behind it.
@inline(__always)
func nextScalar(_ text: Span<UInt8>, _ i: inout Int) -> UInt32 {
  let first = text[i]
  i &+= 1
  if first < 0x80 { return UInt32(first) }
  let count = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
  var value = UInt32(first) & (0x3F >> UInt32(count))
  for _ in 0..<count where i < text.count {
    value = value << 6 | UInt32(text[i] & 0x3F)
    i &+= 1
  }
  return value
}
