/// Counts what is left out, by reason.
struct DroppedTally: Sendable {
  private var counts = [Int](repeating: 0, count: DroppedText.Reason.allCases.count)
  private var byteCounts = [Int](repeating: 0, count: DroppedText.Reason.allCases.count)

  init(_ dropped: [DroppedText] = []) {
    for part in dropped { add(part.reason, count: part.count, byteCount: part.byteCount) }
  }

  mutating func add(_ reason: DroppedText.Reason, count: Int = 1, byteCount: Int) {
    let index = DroppedText.Reason.allCases.firstIndex(of: reason)!
    counts[index] += count
    byteCounts[index] += byteCount
  }

  mutating func add(_ other: DroppedTally) {
    for index in counts.indices {
      counts[index] += other.counts[index]
      byteCounts[index] += other.byteCounts[index]
    }
  }

  /// The reasons that occurred.
  var dropped: [DroppedText] {
    DroppedText.Reason.allCases.enumerated().compactMap { index, reason in
      counts[index] == 0
        ? nil : DroppedText(reason: reason, count: counts[index], byteCount: byteCounts[index])
    }
  }
}
