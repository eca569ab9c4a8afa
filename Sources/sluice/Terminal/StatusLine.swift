/// A line on a terminal that is written over again and again while something takes long. It appears after a second.
struct StatusLine {
  private let start = ContinuousClock.now
  private let sharesTerminal: Bool
  private let write: @Sendable ([UInt8]) -> Void
  private var next: ContinuousClock.Instant
  private var isShown = false

  /// - Parameters:
  ///   - sharesTerminal: whether the output is printed on the same terminal.
  ///   - delay: after which it appears.
  ///   - write: prints on the terminal.
  init(
    sharesTerminal: Bool, delay: Duration = .seconds(1), write: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.sharesTerminal = sharesTerminal
    self.write = write
    next = start + delay
  }

  /// Shows what the closure returns for the seconds since the start, at most ten times a second.
  mutating func show(_ text: (Double) -> String) {
    let now = ContinuousClock.now
    guard now >= next else { return }
    next = now + .milliseconds(100)
    isShown = true
    write(Array("\r\u{1B}[K\(text((now - start).seconds))".utf8))
  }

  /// Makes room for output, where that goes to the same terminal.
  mutating func makeRoomForOutput() {
    if sharesTerminal { clear() }
  }

  /// Takes the line off the terminal. It comes back with the next state.
  ///
  /// At once: where something is printed all the time, a line that waited for its turn would never be seen.
  mutating func clear() {
    guard isShown else { return }
    write(Array("\r\u{1B}[K".utf8))
    isShown = false
    next = .now
  }
}
