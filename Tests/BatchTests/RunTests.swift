import ChatCompletions
import Documents
import Extraction
import JSON
import JSONSchema
import Synchronization
import TestSupport
import Testing

@testable import Batch

@Suite struct RunTests {
  /// A model that answers with the number in the document, after what `delay` says for it.
  private final class NumberModel: ChatModel {
    let delay: @Sendable (Int) async throws -> Void
    let asked = Mutex<(now: Int, peak: Int, all: Int)>((0, 0, 0))

    init(delay: @escaping @Sendable (Int) async throws -> Void) {
      self.delay = delay
    }

    func complete(_ request: ChatRequest) async throws(ChatError) -> ChatResponse {
      asked.withLock {
        $0.now += 1
        $0.all += 1
        $0.peak = max($0.peak, $0.now)
      }
      defer { asked.withLock { $0.now -= 1 } }
      let text = request.messages[1].content
      let number = text.firstMatch(of: /number ([0-9]+)/).flatMap { Int($0.1) } ?? -1
      do {
        try await delay(number)
      } catch {
        throw ChatError(kind: .cancelled, message: "Cancelled.", attempts: 1)
      }
      return ChatResponse(
        content: #"{"n":\#(number)}"#, finishReason: "stop",
        usage: Usage(requests: 1, promptTokens: 10, completionTokens: 2))
    }
  }

  private func run(
    _ folder: TemporaryFolder, documents: Int, concurrency: Int, model: NumberModel,
    stop: StopRequest = StopRequest(),
    progress: (RunSummary) -> Void = { _ in }
  ) async throws -> (RunSummary, RunOptions) {
    for number in 0..<documents {
      let name = String(repeating: "0", count: 5 - String(number).utf8.count) + String(number)
      try folder.write("number \(number)", to: "in/\(name).txt")
    }
    let schema = try JSONDocument(
      #"{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}"#)
    let job = ExtractionJob(
      try JSONSchema(schema), document: schema, options: .init(contextTokens: 4000, maxOutputTokens: 100))
    let options = RunOptions(output: folder.path("out.jsonl"), concurrency: concurrency)
    let run = Run(extractor: Extractor(job: job, model: model), options: options)
    let discovery = try DocumentDiscovery(roots: [folder.path("in")])
    return (try await run(discovery, stop: stop, progress: progress), options)
  }

  private func numbers(_ folder: TemporaryFolder, _ name: String) throws -> [Int?] {
    try folder.readText(name).split(separator: "\n").map {
      try JSONDocument(String($0)).root["record"]?["n"]?.intValue
    }
  }

  /// Promise 8: the same order, whatever the concurrency and the delays.
  @Test(arguments: [1, 7, 64])
  func recordsComeOutInOrder(concurrency: Int) async throws {
    try await TemporaryFolder.with { folder in
      let model = NumberModel { number in
        try await Task.sleep(for: .milliseconds(number % 7 == 0 ? 20 : (number * 37) % 5))
      }
      let (summary, _) = try await run(folder, documents: 200, concurrency: concurrency, model: model)
      #expect(try numbers(folder, "out.jsonl") == Array(0..<200))
      #expect(summary.succeeded == 200 && summary.records == 200 && summary.unfinished == 0)
      #expect(summary.usage.promptTokens == 2000)
      #expect(model.asked.withLock { $0.peak } <= concurrency)
    }
  }

  /// Promise 5: while one document is slow, finished ones wait for it only up to a bound.
  @Test func memoryIsBoundedWhileOneDocumentIsSlow() async throws {
    try await TemporaryFolder.with { folder in
      let released = StopRequest()
      let model = NumberModel { number in
        while number == 0, !released.isRequested { try await Task.sleep(for: .milliseconds(5)) }
      }
      var seen = 0
      let (summary, _) = try await run(folder, documents: 300, concurrency: 4, model: model) { _ in
        seen += 1
        // 67 others are done: with the slow one that is the whole window of 4 × 17.
        if seen > 67 { released.request() }
        if !released.isRequested { #expect(model.asked.withLock { $0.all } <= 68) }
      }
      #expect(summary.succeeded == 300)
      #expect(try numbers(folder, "out.jsonl") == Array(0..<300))
    }
  }

  /// Files that come and go while a run goes on are neither lost nor waited for.
  @Test func filesMayComeAndGoDuringARun() async throws {
    try await TemporaryFolder.with { folder in
      var isFirst = true
      let (summary, _) = try await run(folder, documents: 40, concurrency: 1, model: NumberModel { _ in }) {
        _ in
        guard isFirst else { return }
        isFirst = false
        // A folder is listed when the walk comes to it.
        for number in 40..<45 { _ = try? folder.write("number \(number)", to: "in/z/\(number).txt") }
      }
      #expect(summary.found == summary.succeeded)
      #expect(summary.stop == nil)
      #expect(Array(try numbers(folder, "out.jsonl").prefix(40)) == Array(0..<40))
    }
  }

  @Test func aStopWaitsForWhatIsOnItsWay() async throws {
    try await TemporaryFolder.with { folder in
      let stop = StopRequest()
      let model = NumberModel { _ in try await Task.sleep(for: .milliseconds(20)) }
      let (summary, _) = try await run(folder, documents: 100, concurrency: 3, model: model, stop: stop) {
        summary in
        if summary.succeeded >= 10 { stop.request() }
      }
      #expect(summary.succeeded >= 10 && summary.succeeded < 100)
      #expect(summary.succeeded + summary.failed + summary.unfinished == summary.found)
      #expect(model.asked.withLock { $0.all } == summary.succeeded)
      #expect(try numbers(folder, "out.jsonl.partial").count == summary.succeeded)
      #expect(!folder.has("out.jsonl"))
      guard case .requested = summary.stop else {
        Issue.record("the summary doesn't say that the stop was asked for")
        return
      }
    }
  }

  /// Answers may be paid for although a server doesn't count their tokens: what was done with them is kept.
  @Test func uncountedAnswersAreKept() {
    var summary = RunSummary()
    #expect(!summary.hasResults)
    summary.count(.success([]))
    #expect(summary.hasResults)
    summary = RunSummary()
    summary.usage.uncountedAnswers = 1
    #expect(summary.hasResults)
  }

  /// A stop before anything is done leaves no file in the way of the next run.
  @Test func anEarlyStopLeavesNothing() async throws {
    try await TemporaryFolder.with { folder in
      let stop = StopRequest()
      stop.request()
      let (summary, _) = try await run(
        folder, documents: 3, concurrency: 2, model: NumberModel { _ in }, stop: stop)
      #expect(summary.unfinished == 3)
      #expect(
        !folder.has("out.jsonl.partial") && !folder.has("out.failures.jsonl.partial")
          && !folder.has("out.jsonl"))
    }
  }

  @Test func cancellingEndsAtOnceAndKeepsWhatIsDone() async throws {
    try await TemporaryFolder.with { folder in
      let model = NumberModel { number in try await Task.sleep(for: number < 5 ? .zero : .seconds(600)) }
      let finished = StopRequest()
      let task = Task {
        try await run(folder, documents: 20, concurrency: 4, model: model) {
          if $0.succeeded == 5 { finished.request() }
        }
      }
      while !finished.isRequested { try await Task.sleep(for: .milliseconds(5)) }
      task.cancel()
      let (summary, _) = try await task.value
      #expect(summary.succeeded == 5)
      #expect(try numbers(folder, "out.jsonl.partial") == Array(0..<5))
    }
  }
}
