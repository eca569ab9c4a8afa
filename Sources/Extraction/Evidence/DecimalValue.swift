/// The magnitude of a decimal number of up to 19 digits: `mantissa × 10^exponent`, without a zero at its end and without a sign.
struct DecimalValue: Hashable, BitwiseCopyable {
  private(set) var mantissa: UInt64 = 0
  private(set) var exponent: Int = 0

  /// The digits of some parts of a text one after the other, times a power of ten; nil where they are too many.
  init?(digitsOf text: [UInt8], in parts: some Sequence<Range<Int>>, exponent: Int) {
    for part in parts {
      for i in part where !append(text[i] &- UInt8(ascii: "0")) { return nil }
    }
    scale(by: exponent)
  }

  /// A JSON number in its text, sign left out; nil where its digits are too many.
  init?(jsonNumber text: [UInt8]) {
    var i = text.first == UInt8(ascii: "-") ? 1 : 0
    var decimals = 0
    var isFraction = false
    while i < text.count, isASCIIDigit(text[i]) || text[i] == UInt8(ascii: ".") {
      if isASCIIDigit(text[i]) {
        guard append(text[i] - UInt8(ascii: "0")) else { return nil }
        if isFraction { decimals += 1 }
      } else {
        isFraction = true
      }
      i += 1
    }
    var power = 0
    if i < text.count {
      guard let written = Int(String(decoding: text[(i + 1)...], as: UTF8.self)),
        (-9_999...9_999).contains(written)
      else { return nil }
      power = written
    }
    scale(by: power - decimals)
  }

  private mutating func append(_ digit: UInt8) -> Bool {
    let (tens, overflow) = mantissa.multipliedReportingOverflow(by: 10)
    let (sum, overflowed) = tens.addingReportingOverflow(UInt64(digit))
    mantissa = sum
    return !overflow && !overflowed
  }

  private mutating func scale(by power: Int) {
    guard mantissa != 0 else { return }
    exponent = power
    while mantissa % 10 == 0 {
      mantissa /= 10
      exponent += 1
    }
  }

  /// The value as a hundredth of it: what `19` is in `19%`.
  var percent: DecimalValue {
    var value = self
    if mantissa != 0 { value.exponent -= 2 }
    return value
  }
}
