/// Events by time, and by the order they were added where the times are the same.
struct EventQueue<Event> {
  private var heap: [(time: Duration, number: Int, event: Event)] = []
  private var count = 0

  mutating func add(_ event: Event, at time: Duration) {
    count += 1
    heap.append((time, count, event))
    var index = heap.count - 1
    while index > 0, isBefore(index, (index - 1) / 2) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func next() -> (Duration, Event)? {
    guard let first = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count && isBefore(child, least) {
        least = child
      }
      if least == index { break }
      heap.swapAt(index, least)
      index = least
    }
    return (first.time, first.event)
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    (heap[left].time, heap[left].number) < (heap[right].time, heap[right].number)
  }
}
