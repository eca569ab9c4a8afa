/// Reads the numbers of a text in order, each with the values that it may stand for.
struct NumberScanner {
  /// A number as it stands in a text, in one of its readings.
  struct Shown {
    var value: DecimalValue
    var range: Range<Int>
  }

  private let text: [UInt8]
  private var position = 0
  /// Readings of the last number that were not handed out yet, last first.
  private var pending: [Shown] = []
  /// The parts of the current number and what stands before each but the first.
  private var groups: [Range<Int>] = []
  private var separators: [UInt8] = []
  /// Up to where groups were already joined over blanks.
  private var joinedEnd = 0

  /// Groups that are taken as one number at most. More of them are a list.
  private static let maximumGroups = 16

  init(_ text: [UInt8]) {
    self.text = text
  }

  mutating func next() -> Shown? {
    while pending.isEmpty {
      while position < text.count, !isASCIIDigit(text[position]) { position += 1 }
      guard position < text.count else { return nil }
      let start = position
      readGroups()
      position = groups.last!.upperBound
      if !isPartOfAWord(start) { addReadings() }
    }
    return pending.removeLast()
  }

  /// Digits, and further digits after single separators.
  private mutating func readGroups() {
    groups.removeAll(keepingCapacity: true)
    separators.removeAll(keepingCapacity: true)
    var end = digitsEnd(position)
    groups.append(position..<end)
    while groups.count < Self.maximumGroups, let separator = groupSeparator(at: end) {
      let start = end + separator.count
      guard start < text.count, isASCIIDigit(text[start]) else { return }
      end = digitsEnd(start)
      separators.append(separator.kind)
      groups.append(start..<end)
    }
  }

  private func digitsEnd(_ start: Int) -> Int {
    var end = start
    while end < text.count, isASCIIDigit(text[end]) { end += 1 }
    return end
  }

  private func groupSeparator(at offset: Int) -> (kind: UInt8, count: Int)? {
    guard offset < text.count else { return nil }
    switch text[offset] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"): return (text[offset], 1)
    case 0xE2 where text[offset...].starts(with: [0xE2, 0x80, 0x99]): return (UInt8(ascii: "'"), 3)
    default: return nil
    }
  }

  /// Whether letters run into the digits, as in `INV12`. A currency's code does not count: `EUR100`.
  private func isPartOfAWord(_ start: Int) -> Bool {
    guard start > 0, isASCIILetter(text[start - 1]) || text[start - 1] == UInt8(ascii: "_") else {
      return false
    }
    var first = start
    while first > 0, start - first < 4, isASCIILetter(text[first - 1]) { first -= 1 }
    return !Self.currencyCodes.contains(String(decoding: text[first..<start], as: UTF8.self))
  }

  private static let currencyCodes: Set = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HUF", "INR", "JPY", "KRW", "MXN", "NOK",
    "NZD",
    "PLN", "SEK", "SGD", "TRY", "USD", "ZAR", "Fr", "kr", "Kr", "R", "US",
  ]

  private mutating func addReadings() {
    joinOverBlanks()
    let count = groups.count
    if count == 1 {
      add(groups[0...], decimals: 0)
      return
    }
    let last = separators[count - 2]
    let areEqual = separators.allSatisfy { $0 == separators[0] }
    let isDecimalMark = last != UInt8(ascii: "'")
    let found = pending.count
    if areEqual, isGrouped(count) { add(groups[0...], decimals: 0) }
    if isDecimalMark, count == 2 || !separators.dropLast().contains(last) && isGrouped(count - 1) {
      add(groups[0...], decimals: groups[count - 1].count)
    }
    // A date, a version, a list: each part for itself.
    if pending.count == found {
      for group in groups { add([group], decimals: 0) }
    }
  }

  /// Whether the first groups are the thousands of one number: `1,234,567`, or `12,34,567` as in India.
  private func isGrouped(_ count: Int) -> Bool {
    guard count > 1 else { return true }
    let first = groups[0]
    guard first.count <= 3, text[first.lowerBound] != UInt8(ascii: "0") || first.count > 1 else {
      return false
    }
    guard separators[0..<count - 1].allSatisfy({ $0 == separators[0] }), groups[count - 1].count == 3 else {
      return false
    }
    let between = groups[1..<count - 1]
    return between.allSatisfy { $0.count == 3 }
      || separators[0] == UInt8(ascii: ",") && first.count <= 2 && between.allSatisfy { $0.count == 2 }
  }

  /// `1 234 567,50`: groups of three digits after single blanks, no-break and thin spaces.
  private mutating func joinOverBlanks() {
    guard groups.count == 1, groups[0].count <= 3, groups[0].lowerBound >= joinedEnd else { return }
    var parts = groups
    var end = groups[0].upperBound
    var decimals = 0
    while parts.count < 6, let blank = blankLength(at: end) {
      let group = end + blank..<digitsEnd(end + blank)
      guard group.count == 3 else { break }
      parts.append(group)
      end = group.upperBound
      guard let mark = groupSeparator(at: end), mark.kind != UInt8(ascii: "'") else { continue }
      let fraction = end + 1..<digitsEnd(end + 1)
      if !fraction.isEmpty {
        parts.append(fraction)
        decimals = fraction.count
        end = fraction.upperBound
      }
      break
    }
    guard parts.count > 1 else { return }
    joinedEnd = end
    add(parts[0...], decimals: decimals)
  }

  private func blankLength(at offset: Int) -> Int? {
    guard offset + 3 < text.count else { return nil }
    return switch (text[offset], text[offset + 1], text[offset + 2]) {
    case (0x20, _, _): 1
    case (0xC2, 0xA0, _): 2
    case (0xE2, 0x80, 0xAF), (0xE2, 0x80, 0x89): 3
    default: nil
    }
  }

  private mutating func add(_ parts: ArraySlice<Range<Int>>, decimals: Int) {
    guard let value = DecimalValue(digitsOf: text, in: parts, exponent: -decimals) else { return }
    let range = parts.first!.lowerBound..<parts.last!.upperBound
    pending.append(Shown(value: value, range: range))
    var next = range.upperBound
    if next < text.count, text[next] == 0x20 { next += 1 }
    if next < text.count, text[next] == UInt8(ascii: "%") {
      pending.append(Shown(value: value.percent, range: range))
    }
  }
}
