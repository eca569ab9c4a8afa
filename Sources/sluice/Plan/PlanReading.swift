import ChatCompletions
import Chunking
import Documents
import Extraction

/// Reads all documents for a plan, on all cores. Memory is bounded by a few documents a core and by the census of lines.
struct PlanReading: Sendable {
  let documents: DocumentDiscovery
  private let forecaster: Forecaster
  private let vocabulary: TokenVocabulary
  /// As asked for, but for what repeats.
  private let reading: DocumentReading
  private let dropsRepeated: Bool
  private let isPriced: Bool

  /// Of pages their main content is read too, for the first of them and then for one in this many: reading a page again takes
  /// as long as reading it.
  private static let mainContentShare = 16

  init(
    documents: DocumentDiscovery, readingOptions: ReadingOptionGroup, job: ExtractionJob,
    vocabulary: TokenVocabulary, prices: TokenPrices?
  ) {
    self.documents = documents
    self.vocabulary = vocabulary
    forecaster = Forecaster(job: job, vocabulary: vocabulary, prices: prices)
    reading = readingOptions.reading(textTokens: job.textBudget(vocabulary))
    dropsRepeated = readingOptions.dropRepeated
    isPriced = prices != nil
  }

  /// Reads the documents once, and once more where lines repeat in their folders.
  func findings() -> PlanFindings {
    let (findings, lines) = firstPass()
    guard !lines.isEmpty else { return findings }
    var shorter = reading
    shorter.repeatedLines = lines
    let with = secondPass(shorter)
    var result = findings
    result.repeated = (without: findings.chosen, with: with)
    if dropsRepeated { result.chosen = with }
    return result
  }

  private struct State: Sendable {
    var findings = PlanFindings()
    var census = RepeatedLineCensus()
  }

  private enum Outcome: Sendable {
    case read(Forecast, PageLines, main: (full: Forecast, main: Forecast)?)
    case failed(DocumentError.Kind)
  }

  private func firstPass() -> (PlanFindings, RepeatedLines) {
    let state = Monitor(State())
    readInOrder(documents, jobs: availableCores()) { number, source in
      read(source, number: number)
    } emit: { outcome in
      state.withLock { state in
        switch outcome {
        case .failed(let kind): state.findings.unreadable[kind, default: 0] += 1
        case .read(let forecast, let lines, let main):
          state.findings.chosen += forecast
          state.census.add(lines)
          if let main { state.findings.add(main) }
        }
      }
    }
    let passedOver = documents.passedOver
    return state.withLock { [isPriced] state in
      state.findings.passedOver = passedOver
      state.findings.isPriced = isPriced
      return (state.findings, state.census.repeatedLines())
    }
  }

  private func read(_ source: DocumentSource, number: Int) -> Outcome {
    do throws(DocumentError) {
      let document = try reading(source, vocabulary: vocabulary)
      let forecast = forecaster.forecast(document)
      var main: (full: Forecast, main: Forecast)?
      let isCompared = number < Self.mainContentShare || number % Self.mainContentShare == 0
      if isCompared, document.format == .html, reading.options.content == .full, reading.fullTokenLimit == nil
      {
        var options = reading.options
        options.content = .main
        // A page without main content is one that `main` would not read.
        main = (
          forecast, (try? readDocument(source, options: options)).map(forecaster.forecast) ?? Forecast()
        )
      }
      return .read(forecast, PageLines(document), main: main)
    } catch {
      return .failed(error.kind)
    }
  }

  private func secondPass(_ reading: DocumentReading) -> Forecast {
    let sum = Monitor(Forecast())
    let (forecaster, vocabulary) = (forecaster, vocabulary)
    readInOrder(documents, jobs: availableCores()) { _, source in
      (try? reading(source, vocabulary: vocabulary)).map(forecaster.forecast)
    } emit: { forecast in
      if let forecast { sum.withLock { $0 += forecast } }
    }
    return sum.withLock { $0 }
  }
}

extension PlanFindings {
  fileprivate mutating func add(_ compared: (full: Forecast, main: Forecast)) {
    var sums = mainContent ?? (pages: 0, full: Forecast(), main: Forecast())
    sums.pages += 1
    sums.full += compared.full
    sums.main += compared.main
    mainContent = sums
  }
}
