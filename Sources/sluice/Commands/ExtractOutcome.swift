import Batch
import ChatCompletions
import Documents
import Extraction

/// How a run of `extract` ended, for the exit code and the last words.
struct ExtractOutcome {
  let summary: RunSummary
  /// 130 or 143 where a signal asked for the end.
  let signalExitCode: Int32?

  /// The exit code; nil for success.
  var exitCode: Int32? {
    switch summary.stop {
    case .provider: return 2
    case .limit: return 3
    case .requested: return signalExitCode ?? 130
    case nil: return summary.failed > 0 ? 1 : nil
    }
  }

  /// Says on standard error what was done, what failed, and where it is.
  func report(_ options: RunOptions, passedOver: PassedOverFiles, seconds: Double, isQuiet: Bool) {
    switch summary.stop {
    case .provider(let error), .limit(let error): printError("sluice: \(error.message)".printable)
    case .requested, nil: break
    }
    if summary.stop != nil {
      let kept =
        summary.hasResults
        ? "; what is done is in \(options.output).partial" : ", nothing is written"
      printError(
        "sluice: stopped with \(grouped(summary.unfinished)) of \(counted(summary.found, "document")) to do\(kept)"
      )
    }
    guard !isQuiet else { return }
    printError(counts)
    printError(usage + ", " + duration(seconds))
    if let sentence = passedOver.sentence { printError(sentence) }
    if summary.stop == nil {
      printError("records: \(options.output)")
      if summary.failed > 0 { printError("failures: \(options.failuresPath)") }
    }
  }

  private var counts: String {
    var text = "\(counted(summary.found, "document")): \(grouped(summary.succeeded)) succeeded with "
    text += counted(summary.records, "record")
    if summary.salvaged > 0 {
      text +=
        " (\(counted(summary.salvaged, "document")) from a mended answer: \(Self.listed(summary.mends)))"
    }
    if summary.failed > 0 {
      let kinds = Dictionary(uniqueKeysWithValues: summary.failures.map { ($0.key.rawValue, $0.value) })
      text += ", \(grouped(summary.failed)) failed (\(Self.listed(kinds)))"
    }
    if summary.unfinished > 0 { text += ", \(grouped(summary.unfinished)) unfinished" }
    return text
  }

  /// Names with their counts, the most frequent first.
  private static func listed(_ counts: [String: Int]) -> String {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\(grouped($0.value)) \($0.key)" }
      .joined(separator: ", ")
  }

  private var usage: String {
    let usage = summary.usage
    var text = "\(counted(usage.requests, "request")), \(grouped(usage.promptTokens)) tokens in, "
    text += "\(grouped(usage.completionTokens)) out"
    if let cost = usage.cost, cost > 0 {
      text += ", $\(decimal(cost, places: 4))"
    } else if usage.knownCost > 0 {
      text +=
        ", $\(decimal(usage.knownCost, places: 4)) and \(counted(usage.unpricedAnswers, "answer")) of unknown cost"
    } else if usage.unpricedAnswers > 0 {
      text += ", cost unknown (hint: --prices)"
    }
    return text
  }
}
