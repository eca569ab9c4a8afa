/// Up to eight strings of a text that all differ.
struct FewStrings {
  private var starts = InlineArray<8, Int>(repeating: 0)
  private var ends = InlineArray<8, Int>(repeating: 0)
  private var count = 0

  /// Adds a string, quotes included. False where it is there already, or that can't be told: for the ninth string, for one
  /// with escapes and for other values.
  mutating func insert(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    guard count < 8, bytes[range.lowerBound] == UInt8(ascii: "\"") else { return false }
    for i in range where bytes[i] == UInt8(ascii: "\\") { return false }
    for other in 0..<count where ends[other] - starts[other] == range.count {
      var i = range.lowerBound
      var j = starts[other]
      while i < range.upperBound, bytes[i] == bytes[j] {
        i += 1
        j += 1
      }
      if i == range.upperBound { return false }
    }
    starts[count] = range.lowerBound
    ends[count] = range.upperBound
    count += 1
    return true
  }
}
