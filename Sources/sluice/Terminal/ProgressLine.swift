import Batch
import ChatCompletions

/// Shows on standard error how a run stands: one line rewritten on a terminal, a line a minute elsewhere.
struct ProgressLine {
  private let isTerminal = isErrorTerminal()
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private var isShown = false

  /// Shows the state, at most ten times a second.
  mutating func show(_ summary: RunSummary) {
    let now = ContinuousClock.now
    let interval: Duration = isTerminal ? .milliseconds(100) : .seconds(60)
    let isLast = summary.succeeded + summary.failed == summary.found
    if let last, now - last < interval, !(isLast && isTerminal) { return }
    if last == nil, !isTerminal {
      // The first line of a quiet log comes after a minute.
      last = now
      return
    }
    last = now
    let line = text(summary, seconds: (now - start).seconds)
    if isTerminal {
      _ = writeAll(Array("\r\u{1B}[K\(line)".utf8), to: 2)
      isShown = true
    } else {
      printError(line)
    }
  }

  /// Takes the line off the terminal.
  mutating func clear() {
    if isShown { _ = writeAll(Array("\r\u{1B}[K".utf8), to: 2) }
    isShown = false
  }

  /// Seconds since the start.
  var elapsedSeconds: Double { (ContinuousClock.now - start).seconds }

  private func text(_ summary: RunSummary, seconds: Double) -> String {
    let done = summary.succeeded + summary.failed
    var parts = ["\(done) of \(summary.found) documents"]
    if summary.failed > 0 { parts.append("\(summary.failed) failed") }
    parts.append("\(summary.inFlight) in flight")
    if done > 0, seconds > 0 {
      let rate = Double(done) / seconds
      parts.append(
        rate < 1 ? "\(decimal(rate * 60, places: 1)) a minute" : "\(decimal(rate, places: 1)) a second")
      parts.append("\(duration(Double(summary.found - done) / rate)) left")
    }
    let tokens = summary.usage.promptTokens + summary.usage.completionTokens
    if tokens > 0 { parts.append("\(grouped(tokens)) tokens") }
    if summary.usage.knownCost > 0 { parts.append("$\(decimal(summary.usage.knownCost, places: 4))") }
    return parts.joined(separator: ", ")
  }
}
