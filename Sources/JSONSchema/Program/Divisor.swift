import JSON

/// The divisor of a `multipleOf`, as a whole number times a power of ten, so that `19.99` is a multiple of
/// `0.01` exactly.
struct Divisor: BitwiseCopyable, Sendable {
  /// The significant digits as a number.
  let digits: UInt64
  /// The power of ten to multiply them with.
  let exponent: Int

  /// A divisor from a number's text; nil for one that isn't positive or has more than 18 significant digits.
  init?(_ text: Span<UInt8>) {
    let decimal = JSONDecimal(text)
    guard decimal.digitCount > 0, !decimal.isNegative, decimal.digitCount <= 18 else { return nil }
    var digits: UInt64 = 0
    for position in 0..<decimal.digitCount { digits = digits * 10 + UInt64(decimal.digit(position, text)) }
    self.digits = digits
    self.exponent = decimal.magnitude - decimal.digitCount
  }

  /// Whether a number is a whole multiple, exactly.
  func divides(_ node: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    let text = bytes.extracting(node.range)
    let decimal = JSONDecimal(text)
    if decimal.digitCount == 0 { return true }
    let shift = decimal.magnitude - decimal.digitCount - exponent
    // The number's last significant digit isn't zero: what is finer than the divisor's last digit can't be a
    // multiple.
    if shift < 0 { return false }
    var remainder: UInt64 = 0
    for position in 0..<decimal.digitCount {
      remainder = reduced(remainder, times: 10, plus: UInt64(decimal.digit(position, text)))
    }
    var power = shift
    var base = 10 % digits
    var factor = 1 % digits
    while power > 0 {
      if power & 1 == 1 { factor = reduced(factor, times: base, plus: 0) }
      base = reduced(base, times: base, plus: 0)
      power >>= 1
    }
    return reduced(remainder, times: factor, plus: 0) == 0
  }

  /// `(value × factor + addend) mod digits`, without overflow.
  private func reduced(_ value: UInt64, times factor: UInt64, plus addend: UInt64) -> UInt64 {
    var (high, low) = value.multipliedFullWidth(by: factor)
    let (sum, overflow) = low.addingReportingOverflow(addend)
    low = sum
    if overflow { high += 1 }
    return digits.dividingFullWidth((high % digits, low)).remainder
  }
}
