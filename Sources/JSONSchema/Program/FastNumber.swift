import JSON

/// The correctly rounded double of a short number's text, or NaN where the quick way can't tell (exponents,
/// more than 15 digits, more than 22 places).
///
/// Up to 15 digits fit in a double's 53 bits and powers of ten up to 10²² are exact, so that one division
/// rounds once. And decimals of up to 15 digits that differ have doubles that differ, so that two numbers compare like
/// their doubles, equal ones included.
@inline(__always)
func quickDouble(_ node: JSONNode, _ bytes: Span<UInt8>) -> Double {
  var i = Int(node.start)
  let end = Int(node.end)
  let isNegative = bytes[i] == UInt8(ascii: "-")
  if isNegative { i &+= 1 }
  guard end &- i <= 16 else { return .nan }
  var value: Double
  if node.isIntegerLiteral {
    guard end &- i <= 15, let digits = digitsValue(bytes, i, end) else { return .nan }
    value = Double(digits)
  } else {
    let point = pointOffset(bytes, i, end)
    // Without a point there is an exponent.
    guard point < end, let whole = digitsValue(bytes, i, point),
      let fraction = digitsValue(bytes, point &+ 1, end)
    else { return .nan }
    // Below 10¹⁵ there is nothing to round; both summands are whole, and so is their sum.
    let power = powerOfTen(end &- point &- 1)
    value = (Double(whole) * power + Double(fraction)) / power
  }
  return isNegative ? -value : value
}

/// The first `.` from `i` on, or `end`.
@inline(__always)
private func pointOffset(_ bytes: Span<UInt8>, _ i: Int, _ end: Int) -> Int {
  var i = i
  if i &+ 8 <= bytes.count {
    let word = UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self))
    let others = word ^ 0x2E2E_2E2E_2E2E_2E2E
    let points = (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080
    i &+= points.trailingZeroBitCount >> 3
  }
  while i < end, bytes[i] != UInt8(ascii: ".") { i &+= 1 }
  return min(i, end)
}

/// The number that up to sixteen bytes are, or nil where one of them is no digit.
@inline(__always)
private func digitsValue(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64? {
  let count = end &- start
  guard end >= 8, count <= 8 else { return longDigitsValue(bytes, start, end) }
  // The word that ends where the digits do, with zeros in the place of what stands before them.
  let word = UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: end &- 8, as: UInt64.self))
  var value = (word ^ 0x3030_3030_3030_3030) & ~0 &<< UInt64(truncatingIfNeeded: 64 &- count &* 8)
  guard ((value &+ 0x7676_7676_7676_7676) | value) & 0x8080_8080_8080_8080 == 0 else { return nil }
  // Two, four and eight digits at once: the first is the lowest byte and counts most.
  value = (value &* (10 << 8 | 1)) >> 8 & 0x00FF_00FF_00FF_00FF
  value = (value &* (100 << 16 | 1)) >> 16 & 0x0000_FFFF_0000_FFFF
  return (value &* (10_000 << 32 | 1)) >> 32
}

private func longDigitsValue(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64? {
  var value: UInt64 = 0
  for i in start..<end {
    let digit = bytes[i] &- UInt8(ascii: "0")
    guard digit < 10 else { return nil }
    value = value &* 10 &+ UInt64(digit)
  }
  return value
}

@inline(__always)
private func powerOfTen(_ exponent: Int) -> Double {
  switch exponent {
  case 1: 10
  case 2: 100
  case 3: 1000
  case 4: 10_000
  default: slowPowerOfTen(exponent)
  }
}

private func slowPowerOfTen(_ exponent: Int) -> Double {
  var power = 1.0
  for _ in 0..<exponent { power *= 10 }
  return power
}
