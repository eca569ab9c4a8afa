import JSON

/// Whether a number is a whole multiple of another that is above zero, exactly, whatever the number of digits: long
/// division on decimal digits. ``Divisor`` does the same for short divisors, and a hundred times as fast.
func isLongMultiple(_ number: Span<UInt8>, of divisor: Span<UInt8>) -> Bool {
  let (dividend, unit) = (JSONDecimal(number), JSONDecimal(divisor))
  if dividend.digitCount == 0 { return true }
  let shift =
    (dividend.magnitude - dividend.digitCount) - (unit.magnitude - unit.digitCount)
  // What is finer than the divisor's last digit, which isn't zero, can't be a multiple.
  if shift < 0 { return false }
  var remainder: [UInt8] = []
  let digits = (0..<unit.digitCount).map { unit.digit($0, divisor) }
  for position in 0..<dividend.digitCount {
    bringDown(dividend.digit(position, number), &remainder, digits)
  }
  // Zeros that follow multiply by tens. Once they outnumber the twos and fives of the divisor, which are fewer than its
  // digits times log₂ 10, more of them change nothing.
  for _ in 0..<min(shift, unit.digitCount * 4) where !remainder.isEmpty { bringDown(0, &remainder, digits) }
  return remainder.isEmpty
}

/// One step of a long division: puts a digit behind the remainder and takes the divisor off as often as it goes. Both have
/// their highest digit first, and no zeros before it.
private func bringDown(_ digit: UInt8, _ remainder: inout [UInt8], _ divisor: [UInt8]) {
  if digit > 0 || !remainder.isEmpty { remainder.append(digit) }
  while remainder.count > divisor.count
    || remainder.count == divisor.count && !remainder.lexicographicallyPrecedes(divisor)
  {
    var borrow: Int8 = 0
    for place in 1...remainder.count {
      let subtrahend = place <= divisor.count ? Int8(divisor[divisor.count - place]) : 0
      let difference = Int8(remainder[remainder.count - place]) - subtrahend - borrow
      borrow = difference < 0 ? 1 : 0
      remainder[remainder.count - place] = UInt8(difference < 0 ? difference + 10 : difference)
    }
    remainder.removeFirst(remainder.firstIndex { $0 > 0 } ?? remainder.count)
  }
}
