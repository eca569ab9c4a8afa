/// `full-date` of RFC 3339, section 5.6, with the days that the month has.
func isDate(_ text: Span<UInt8>) -> Bool { text.count == 10 && startsWithDate(text) }

/// `date-time` of RFC 3339.
func isDateTime(_ text: Span<UInt8>) -> Bool {
  text.count >= 20 && startsWithDate(text) && text[10] | 0x20 == UInt8(ascii: "t") && isTime(text, 11)
}

private func startsWithDate(_ text: Span<UInt8>) -> Bool {
  guard let century = twoDigits(text, 0), let year = twoDigits(text, 2), text[4] == UInt8(ascii: "-"),
    let month = twoDigits(text, 5), text[7] == UInt8(ascii: "-"), let day = twoDigits(text, 8)
  else { return false }
  let days: Int
  switch month {
  case 1, 3, 5, 7, 8, 10, 12: days = 31
  case 4, 6, 9, 11: days = 30
  case 2:
    let isLeapYear = year == 0 ? century % 4 == 0 : year % 4 == 0
    days = isLeapYear ? 29 : 28
  default: return false
  }
  return day >= 1 && day <= days
}

/// `full-time` of RFC 3339 from `start` to the end. A leap second is one only at 23:59:60 UTC.
func isTime(_ text: Span<UInt8>, _ start: Int) -> Bool {
  guard text.count >= start &+ 9, let hour = twoDigits(text, start), text[start &+ 2] == UInt8(ascii: ":"),
    let minute = twoDigits(text, start &+ 3), text[start &+ 5] == UInt8(ascii: ":"),
    let second = twoDigits(text, start &+ 6), hour <= 23, minute <= 59, second <= 60
  else { return false }
  var i = start &+ 8
  if text[i] == UInt8(ascii: ".") {
    let fraction = i &+ 1
    i = fraction
    while i < text.count, isASCIIDigit(text[i]) { i &+= 1 }
    guard i > fraction, i < text.count else { return false }
  }
  var offset = 0
  if text[i] | 0x20 == UInt8(ascii: "z") {
    guard i &+ 1 == text.count else { return false }
  } else {
    guard text[i] == UInt8(ascii: "+") || text[i] == UInt8(ascii: "-"), i &+ 6 == text.count,
      let hours = twoDigits(text, i &+ 1), text[i &+ 3] == UInt8(ascii: ":"),
      let minutes = twoDigits(text, i &+ 4),
      hours <= 23, minutes <= 59
    else { return false }
    offset = hours &* 60 &+ minutes
    if text[i] == UInt8(ascii: "-") { offset = 0 &- offset }
  }
  if second < 60 { return true }
  let minuteOfDay = (hour &* 60 &+ minute &- offset &+ 2880) % 1440
  return minuteOfDay == 1439
}

/// The two digits at an offset as a number, or nil.
@inline(__always)
private func twoDigits(_ text: Span<UInt8>, _ i: Int) -> Int? {
  let (high, low) = (text[i], text[i &+ 1])
  guard isASCIIDigit(high), isASCIIDigit(low) else { return nil }
  return Int(high &- UInt8(ascii: "0")) &* 10 &+ Int(low &- UInt8(ascii: "0"))
}

/// `duration` of RFC 3339, appendix A: units from large to small, none left out between, weeks alone.
func isDuration(_ text: Span<UInt8>) -> Bool {
  guard text.count >= 3, text[0] == UInt8(ascii: "P") else { return false }
  let dateUnits: [UInt8] = [UInt8(ascii: "Y"), UInt8(ascii: "M"), UInt8(ascii: "D")]
  let timeUnits: [UInt8] = [UInt8(ascii: "H"), UInt8(ascii: "M"), UInt8(ascii: "S")]
  var i = 1
  if let end = number(text, 1), end == text.count - 1, text[end] == UInt8(ascii: "W") { return true }
  guard text[1] == UInt8(ascii: "T") || takeUnits(text, &i, dateUnits) else { return false }
  if i == text.count { return true }
  guard text[i] == UInt8(ascii: "T") else { return false }
  i += 1
  return takeUnits(text, &i, timeUnits) && i == text.count
}

/// Takes one number with its unit or more, in order and without gaps.
private func takeUnits(_ text: Span<UInt8>, _ i: inout Int, _ units: [UInt8]) -> Bool {
  var last: Int?
  while let end = number(text, i), end < text.count {
    guard let unit = units.firstIndex(of: text[end]) else { return false }
    if let last, unit != last + 1 { return false }
    last = unit
    i = end + 1
  }
  return last != nil
}

/// The end of the digits at `start`, or nil where there are none.
private func number(_ text: Span<UInt8>, _ start: Int) -> Int? {
  var i = start
  while i < text.count, isASCIIDigit(text[i]) { i += 1 }
  return i > start ? i : nil
}
