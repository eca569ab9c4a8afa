/// The line on a terminal that says how far a long check has come.
struct ValidationProgress {
  private let totalBytes: Int?
  private var line: StatusLine

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
    line = StatusLine(sharesTerminal: sharesTerminal, delay: delay, write: write)
  }

  /// Shows the line.
  mutating func show(_ counts: LineBlock.Counts, bytes: Int) {
    let state = self
    line.show { state.text(counts, bytes: bytes, seconds: $0) }
  }

  /// Makes room for output, where that goes to the same terminal.
  mutating func makeRoomForOutput() { line.makeRoomForOutput() }

  /// Takes the line off the terminal. It comes back with the next state.
  mutating func clear() { line.clear() }

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
