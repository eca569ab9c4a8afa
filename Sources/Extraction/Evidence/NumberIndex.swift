/// The numbers that a text shows, by value: collected in one pass, found by binary search. 16 bytes a number.
///
/// `1,234.50`, `1.234,50`, `1 234,50` and `1'234.50` have the value of `1234.5`. What can be read in two ways (`1,234`, `1.234`) is found by
/// both, and `19%` is found as 19 and as 0.19. Signs are left out: `-5`, `(5)` and `5-10` all show 5.
struct NumberIndex {
  private struct Entry: BitwiseCopyable {
    var mantissa: UInt64
    var start: UInt32
    var length: UInt16
    var exponent: Int8
  }

  private var entries: ContiguousArray<Entry> = []

  init(_ text: [UInt8]) {
    var scanner = NumberScanner(text)
    while let shown = scanner.next() {
      guard let exponent = Int8(exactly: shown.value.exponent),
        let length = UInt16(exactly: shown.range.count)
      else { continue }
      entries.append(
        Entry(
          mantissa: shown.value.mantissa, start: UInt32(shown.range.lowerBound), length: length,
          exponent: exponent))
    }
    entries.sort { ($0.mantissa, $0.exponent, $0.start) < ($1.mantissa, $1.exponent, $1.start) }
  }

  /// The first places of a value inside a part of the text.
  func places(of value: DecimalValue, in area: Range<Int>) -> [Range<Int>] {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = low + (high - low) / 2
      let entry = entries[middle]
      if (entry.mantissa, Int(entry.exponent), Int(entry.start))
        < (value.mantissa, value.exponent, area.lowerBound)
      {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var places: [Range<Int>] = []
    while low < entries.count, places.count < EvidenceFinder.maximumPlaces {
      let entry = entries[low]
      let range = Int(entry.start)..<Int(entry.start) + Int(entry.length)
      guard entry.mantissa == value.mantissa, Int(entry.exponent) == value.exponent,
        range.upperBound <= area.upperBound
      else { break }
      if places.last != range { places.append(range) }
      low += 1
    }
    return places
  }
}
