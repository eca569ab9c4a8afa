/// The line on a terminal that says how far a long check has come. It appears after a second.
struct ValidationProgress {
  private let start = ContinuousClock.now
  private let totalBytes: Int?
  private var next: ContinuousClock.Instant
  private var isShown = false

  /// - Parameter totalBytes: bytes of all inputs; nil where that isn't known.
  init(totalBytes: Int?) {
    self.totalBytes = totalBytes
    next = start + .seconds(1)
  }

  /// Shows the line, at most ten times a second.
  mutating func show(_ counts: LineBlock.Counts, bytes: Int) {
    let now = ContinuousClock.now
    guard now >= next else { return }
    next = now + .milliseconds(100)
    isShown = true
    _ = writeAll(Array("\r\u{1B}[K\(text(counts, bytes: bytes, seconds: (now - start).seconds))".utf8), to: 2)
  }

  /// Takes the line off the terminal.
  mutating func clear() {
    if isShown { _ = writeAll(Array("\r\u{1B}[K".utf8), to: 2) }
    isShown = false
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
