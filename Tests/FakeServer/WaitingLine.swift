/// A server that works on so many requests at a time; the others wait in the order in which they came.
struct WaitingLine {
  private let slots: Int
  /// When each slot is free, the earliest first.
  private var free: [ContinuousClock.Instant] = []

  init(slots: Int) { self.slots = slots }

  /// How long the answer to a request takes that arrives now.
  mutating func wait(for work: Duration) -> Duration {
    guard slots < .max else { return work }
    let now = ContinuousClock.now
    let start = free.count < slots ? now : max(now, free.removeFirst())
    let end = start + work
    free.insert(end, at: free.firstIndex { $0 > end } ?? free.endIndex)
    return end - now
  }
}
