/// A day: year, month and day of the month.
struct CalendarDay: Hashable {
  var year: Int
  var month: Int
  var day: Int

  /// A day of the Gregorian calendar; nil where there is none such.
  init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day of `2024-03-05` or of a point in time that begins so (RFC 3339); nil for any other text.
  init?(isoText text: [UInt8]) {
    guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text.count == 10 || [UInt8(ascii: "T"), UInt8(ascii: "t"), 0x20].contains(text[10]),
      let year = valueOfDigits(text, 0..<4), let month = valueOfDigits(text, 5..<7),
      let day = valueOfDigits(text, 8..<10)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

/// The value of a few digits; nil where the part holds anything else.
func valueOfDigits(_ text: [UInt8], _ range: Range<Int>) -> Int? {
  guard !range.isEmpty, range.upperBound <= text.count, range.count < 10 else { return nil }
  var value = 0
  for i in range {
    guard isASCIIDigit(text[i]) else { return nil }
    value = value * 10 + Int(text[i] - UInt8(ascii: "0"))
  }
  return value
}
