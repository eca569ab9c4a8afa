/// The line on a terminal that says how far a long check has come. It appears after a second.
struct ValidationProgress {
  private let start = ContinuousClock.now
  private let totalBytes: Int?
  private let sharesTerminal: Bool
  private let write: @Sendable ([UInt8]) -> Void
  private var next: ContinuousClock.Instant
  private var isShown = false

  /// - Parameters:
  ///   - totalBytes: bytes of all inputs; nil where that isn't known.
  ///   - sharesTerminal: whether what is found is printed on the same terminal.
  ///   - delay: after which it appears.
  ///   - write: prints on the terminal.
  init(
    totalBytes: Int?, sharesTerminal: Bool, delay: Duration = .seconds(1),
    write: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.totalBytes = totalBytes
    self.sharesTerminal = sharesTerminal
    self.write = write
    next = start + delay
  }

  /// Shows the line, at most ten times a second.
  mutating func show(_ counts: LineBlock.Counts, bytes: Int) {
    let now = ContinuousClock.now
    guard now >= next else { return }
    next = now + .milliseconds(100)
    isShown = true
    write(Array("\r\u{1B}[K\(text(counts, bytes: bytes, seconds: (now - start).seconds))".utf8))
  }

  /// Makes room for output, where that goes to the same terminal.
  mutating func makeRoomForOutput() {
    if sharesTerminal { clear() }
  }

  /// Takes the line off the terminal. It comes back with the next state.
  ///
  /// At once: where something is found all the time, a line that waited for its turn would never be seen.
  mutating func clear() {
    guard isShown else { return }
    write(Array("\r\u{1B}[K".utf8))
    isShown = false
    next = .now
  }

  private func text(_ counts: LineBlock.Counts, bytes: Int, seconds: Double) -> String {
    var parts = [size(bytes) + (totalBytes.map { " of \(size($0))" } ?? "")]
    if let totalBytes, totalBytes > 0 { parts[0] += " (\(min(100, bytes * 100 / totalBytes)) %)" }
    parts.append(counts.description)
    parts.append("\(decimal(Double(bytes) / 1e6 / seconds, places: 0)) MB/s")
    return parts.joined(separator: ", ")
  }

  private func size(_ bytes: Int) -> String {
    bytes < 10_000_000_000
      ? "\(decimal(Double(bytes) / 1e6, places: 0)) MB" : "\(decimal(Double(bytes) / 1e9, places: 1)) GB"
  }
}
