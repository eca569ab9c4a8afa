import NIOHTTP1

/// How long a server asks to wait, from `retry-after-ms` (OpenAI), else `Retry-After` in seconds or as a date (RFC 9110,
/// section 10.2.3). A date is read against the answer's own `Date` where there is one, so that a wrong clock on either side
/// does no harm.
/// - Parameter now: seconds since 1970 by our clock.
func retryAfter(in headers: HTTPHeaders, now: Int) -> Duration? {
  if let text = headers.first(name: "retry-after-ms"), let value = Double(text), value.isFinite, value >= 0 {
    return .milliseconds(min(value, 1e9))
  }
  guard let text = headers.first(name: "retry-after") else { return nil }
  if let value = Double(text) {
    return value.isFinite && value >= 0 ? .seconds(min(value, 1e9)) : nil
  }
  guard let then = secondsSince1970(httpDate: text) else { return nil }
  let start = headers.first(name: "date").flatMap(secondsSince1970(httpDate:)) ?? now
  return .seconds(max(then - start, 0))
}

/// Reads an HTTP date in any of its three forms (RFC 9110, section 5.6.7); `nil` when it is none.
func secondsSince1970(httpDate text: String) -> Int? {
  // "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994": the words are the same,
  // in two orders.
  let words = text.split { $0 == " " || $0 == "-" || $0 == "," }
  let isC = words.count == 5 && Int(words[4]) != nil
  guard isC || words.count == 6 else { return nil }
  let (dayWord, monthWord) = isC ? (words[2], words[1]) : (words[1], words[2])
  let (yearWord, timeWord) = isC ? (words[4], words[3]) : (words[3], words[4])
  let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  let time = timeWord.split(separator: ":").map { Int($0) ?? -1 }
  guard let monthIndex = months.firstIndex(of: String(monthWord)), let day = Int(dayWord),
    var year = Int(yearWord), (1...31).contains(day), (0...9999).contains(year),
    time.count == 3, (0..<24).contains(time[0]), (0..<60).contains(time[1]), (0...60).contains(time[2])
  else { return nil }
  if yearWord.count == 2 { year += year < 70 ? 2000 : 1900 }
  // Days from the civil date, counted in eras of 400 years that begin in March.
  let month = monthIndex + 1
  let y = month <= 2 ? year - 1 : year
  let era = (y >= 0 ? y : y - 399) / 400
  let yearOfEra = y - era * 400
  let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  let days = era * 146_097 + dayOfEra - 719_468
  return days * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
}
