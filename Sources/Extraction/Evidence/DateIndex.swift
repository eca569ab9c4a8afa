/// The dates that a text shows, each with the days that it may stand for.
///
/// Found are `2024-03-05` (also with `/` and `.`), `05.03.2024`, `5/3/2024` and `5/3/24` in both orders of day and month, and days with a month's
/// name in English, German, Spanish or French: `5 March 2024`, `March 5th, 2024`, `5. März 2024`, `5 de marzo de 2024`, `1er mars 2024`.
struct DateIndex {
  private var places: [CalendarDay: [Range<Int>]] = [:]

  init(_ text: [UInt8]) {
    var i = 0
    while i < text.count {
      guard isASCIIDigit(text[i]) else {
        i += 1
        continue
      }
      let start = i
      while i < text.count, isASCIIDigit(text[i]) { i += 1 }
      guard i - start == 4 || i - start == 2, let year = valueOfDigits(text, start..<i) else { continue }
      if i - start == 4 {
        guard (1000..<3000).contains(year) else { continue }
        addDate(startingWith: year, start..<i, text)
        addDate(endingWith: [year], start..<i, text)
      } else {
        addDate(endingWith: [1900 + year, 2000 + year], start..<i, text)
      }
    }
  }

  /// The first places of a day inside a part of the text.
  func places(of day: CalendarDay, in area: Range<Int>) -> [Range<Int>] {
    let inside = (places[day] ?? []).lazy.filter {
      $0.lowerBound >= area.lowerBound && $0.upperBound <= area.upperBound
    }
    return Array(inside.prefix(EvidenceFinder.maximumPlaces))
  }

  private mutating func add(_ day: CalendarDay?, _ range: Range<Int>) {
    guard let day, places[day]?.last != range else { return }
    places[day, default: []].append(range)
  }

  /// Year, month, day: all digits, the same mark between them.
  private mutating func addDate(startingWith year: Int, _ range: Range<Int>, _ text: [UInt8]) {
    guard range.upperBound < text.count, isDateMark(text[range.upperBound]) else { return }
    let mark = text[range.upperBound]
    var parts: [Int] = []
    var end = range.upperBound
    while parts.count < 2, end < text.count, text[end] == mark {
      var partEnd = end + 1
      while partEnd < text.count, partEnd < end + 3, isASCIIDigit(text[partEnd]) { partEnd += 1 }
      guard let part = valueOfDigits(text, end + 1..<partEnd) else { return }
      parts.append(part)
      end = partEnd
    }
    guard parts.count == 2, end == text.count || !isASCIIDigit(text[end]) else { return }
    add(CalendarDay(year: year, month: parts[0], day: parts[1]), range.lowerBound..<end)
  }

  /// Day and month, or month and day, and then the year.
  private mutating func addDate(endingWith years: [Int], _ range: Range<Int>, _ text: [UInt8]) {
    guard let second = datePart(before: range.lowerBound, text),
      let first = datePart(before: second.range.lowerBound, text)
    else { return }
    let whole = first.range.lowerBound..<range.upperBound
    for year in years {
      switch (first.value, second.value) {
      case (.number(let a), .number(let b)):
        guard first.mark == second.mark, let mark = second.mark, isDateMark(mark) else { return }
        add(CalendarDay(year: year, month: b, day: a), whole)
        add(CalendarDay(year: year, month: a, day: b), whole)
      // A year of two digits is one only among numbers.
      case (.number(let day), .month(let month)) where years.count == 1,
        (.month(let month), .number(let day)) where years.count == 1:
        add(CalendarDay(year: year, month: month, day: day), whole)
      default: return
      }
    }
  }

  private func isDateMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-")
  }
}

/// A day's number or a month's name on the way back from a year.
private struct DatePart {
  enum Value {
    case number(Int)
    case month(Int)
  }

  var value: Value
  var range: Range<Int>
  /// The mark between the part and what follows, where there is nothing but that and blanks.
  var mark: UInt8?
}

/// The number of one or two digits or the month's name that ends before an offset, with only punctuation, blanks, ordinals (`5th`) and
/// `of` or `de` between.
private func datePart(before offset: Int, _ text: [UInt8]) -> DatePart? {
  var end = offset
  for _ in 0..<4 {
    let gapEnd = end
    while end > 0, gapEnd - end < 4, isGap(text[end - 1], text, end - 1) { end -= 1 }
    guard end > 0 else { return nil }
    var start = end
    if isASCIIDigit(text[end - 1]) {
      while start > 0, end - start < 3, isASCIIDigit(text[start - 1]) { start -= 1 }
      guard end - start < 3, let value = valueOfDigits(text, start..<end) else { return nil }
      let marks = text[end..<offset].filter { !isASCIIBlank($0) }
      let mark = marks.count == 1 ? marks[0] : nil
      return DatePart(value: .number(value), range: start..<end, mark: mark)
    }
    while start > 0, end - start < 24, isASCIILetter(text[start - 1]) || text[start - 1] >= 0x80 {
      // A no-break space ends the word.
      if text[start - 1] == 0xA0, start > 1, text[start - 2] == 0xC2 { break }
      start -= 1
    }
    guard start < end, end - start < 24 else { return nil }
    let word = String(decoding: foldedCase(Array(text[start..<end])), as: UTF8.self)
    if let month = monthNumbers[word] { return DatePart(value: .month(month), range: start..<end, mark: nil) }
    guard ["st", "nd", "rd", "th", "er", "of", "de", "del", "º", "ª"].contains(word) else { return nil }
    end = start
  }
  return nil
}

/// Whether a byte may stand between the parts of a date.
private func isGap(_ byte: UInt8, _ text: [UInt8], _ offset: Int) -> Bool {
  switch byte {
  case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "-"):
    true
  // A no-break space, from its end.
  case 0xA0: offset > 0 && text[offset - 1] == 0xC2
  case 0xC2: offset + 1 < text.count && text[offset + 1] == 0xA0
  default: false
  }
}

/// The months' names and their usual short forms in English, German, Spanish and French, in small letters.
private let monthNumbers: [String: Int] = {
  let names = [
    "january jan januar jänner janvier janv enero ene",
    "february feb februar février fevrier févr fév febrero",
    "march mar märz maerz mär mrz mars marzo", "april apr avril avr abril abr", "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio", "august aug août aout agosto ago",
    "september sep sept septembre septiembre setiembre", "october oct oktober okt octobre octubre",
    "november nov novembre noviembre", "december dec dezember dez décembre decembre déc diciembre dic",
  ]
  var numbers: [String: Int] = [:]
  for (position, list) in names.enumerated() {
    for name in list.split(separator: " ") { numbers[String(name)] = position + 1 }
  }
  return numbers
}()
