/// What has come of the documents so far: prints it in their order, counts it, and shows the progress.
struct TextReport {
  private let total: Int?
  private let write: @Sendable ([UInt8]) -> Bool
  private var line: StatusLine?
  private(set) var succeeded = 0
  private(set) var failed = 0
  /// Why nothing can be written any more.
  private(set) var stop: CommandFailure?

  /// - Parameters:
  ///   - total: how many documents there are, where that is known.
  ///   - line: where the progress is shown.
  ///   - write: prints on standard output; false where that fails.
  init(total: Int?, line: StatusLine?, write: @escaping @Sendable ([UInt8]) -> Bool) {
    self.total = total
    self.line = line
    self.write = write
  }

  /// Prints and counts what has come of a document; false where the work is to stop.
  mutating func emit(_ block: TextBlock) -> Bool {
    switch block.failure {
    case .output(let failure):
      stop = failure
      return false
    case .document(let message):
      failed += 1
      line?.clear()
      printError("sluice: \(message)".printable)
    case nil:
      succeeded += 1
      if block.output.isEmpty == false {
        line?.makeRoomForOutput()
        guard write(block.output) else { return false }
      }
    }
    let (done, failed, total) = (succeeded + failed, failed, total)
    line?.show { Self.progress(done: done, failed: failed, total: total, seconds: $0) }
    return true
  }

  /// Takes the progress off the terminal.
  mutating func clearProgress() { line?.clear() }

  /// `312 of 5,000 documents, 2 failed, 250.0 a second, 19 s left`
  private static func progress(done: Int, failed: Int, total: Int?, seconds: Double) -> String {
    // Files may have come since they were counted.
    let total = total.map { max($0, done) }
    var parts = [total.map { "\(grouped(done)) of \(counted($0, "document"))" } ?? counted(done, "document")]
    if failed > 0 { parts.append("\(grouped(failed)) failed") }
    if done > 0, seconds > 0 {
      let rate = Double(done) / seconds
      parts.append("\(decimal(rate, places: 1)) a second")
      if let total { parts.append("\(duration(Double(total - done) / rate)) left") }
    }
    return parts.joined(separator: ", ")
  }
}
