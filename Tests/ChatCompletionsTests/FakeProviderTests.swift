import Foundation
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@testable import ChatCompletions
@testable import TestSupport

/// The tests' own tools.
@Suite(.timeLimit(.minutes(1))) struct FakeProviderTests {
  /// The size of the whole-run test: two thousand answers of 100 ms, 64 at a time, take 3.2 s at best.
  @Test func carriesTheLoadOfAWholeRun() async throws {
    let provider = try await FakeProvider(recording: .countsOnly) { _ in
      .completion("{}").after(.milliseconds(100))
    }
    let start = ContinuousClock.now
    try await withClient(provider.baseURL, options: ChatClientOptions(limits: PacingLimits(concurrency: 64)))
    { client in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<2000 {
          group.addTask { _ = try await client.complete(ChatRequest(messages: [], maxTokens: 1)) }
        }
        try await group.waitForAll()
      }
    }
    let took = ContinuousClock.now - start
    #expect(provider.requestCount == 2000)
    #expect(provider.peakInFlight <= 64)
    #expect(provider.requests.isEmpty)
    #expect(took > .seconds(3.1))
    try await provider.stop()
  }

  /// The bytes that a stream takes apart are those of one body.
  @Test func streamsACompletionToARequestThatAsksForIt() {
    let reply = FakeReply.completion("Grüße, {\"a\":1}", reasoning: "hm", cost: "0.5")
      .completed {
        $0.streaming.piece = 3
        $0.streaming.hasComments = true
      }
    let text = String(decoding: reply.asStream().body, as: UTF8.self)
    #expect(text.contains(#""delta":{"content":"Grü"}"#))
    #expect(text.contains(#""reasoning":"hm""#))
    #expect(text.contains("\n\n: OPENROUTER PROCESSING\n\ndata: {"))
    #expect(text.contains(#""choices":[],"usage":{"prompt_tokens":100"#))
    #expect(text.contains(#""cost":0.5"#))
    #expect(text.hasSuffix("data: [DONE]\n\n: OPENROUTER PROCESSING\n\n"))
    #expect(reply.asStream().isChunked)
    #expect(FakeReply.error(500).asStream().body == FakeReply.error(500).body)
  }

  @Test func makesALongBodyWhileItIsSent() {
    var reply = FakeReply.completion("a").completed { $0.loop = ("bcd", 3) }
    reply.body = Array("0".utf8)
    reply.more?.tail = Array("12".utf8)
    for step in 1...12 {
      var source = FakeBodySource(reply)
      #expect(source.count == 12)
      var bytes: [UInt8] = []
      while source.count > 0 { bytes += source.next(step) }
      #expect(bytes == Array("0bcdbcdbcd12".utf8))
    }
  }

  @Test func answersWhatIsLookedUpApart() async throws {
    try await FakeProvider.with(
      replies: [.completion("first")], lookup: { .json(#"{"data":[]}"#, headers: [("X-Path", $0.path)]) }
    ) { provider in
      let (data, response) = try await URLSession.shared.data(
        from: #require(URL(string: provider.baseURL + "/models")))
      #expect(String(decoding: data, as: UTF8.self) == #"{"data":[]}"#)
      #expect((response as? HTTPURLResponse)?.value(forHTTPHeaderField: "X-Path") == "/v1/models")
      #expect(provider.lookupCount == 1)
      #expect(provider.requestCount == 0)
      #expect(provider.billedCount == 0)
      try await withClient(provider.baseURL) { client in
        let response = try await client.complete(ChatRequest(messages: [], maxTokens: 1))
        #expect(response.content == "first")
      }
      #expect(provider.requestCount == 1)
      #expect(provider.billedCount == 1)
    }
  }

  @Test func refusesWhatIsBeyondItsCapacity() async throws {
    let provider = try await FakeProvider { _ in .completion("{}").after(.milliseconds(100)) }
    provider.setCapacity(2)
    try await withClient(provider.baseURL) { client in
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<6 {
          group.addTask { _ = try? await client.complete(ChatRequest(messages: [], maxTokens: 1)) }
        }
      }
    }
    #expect(provider.peakInFlight == 2)
    #expect(provider.refusedCount > 0)
    #expect(provider.requestCount == provider.refusedCount + provider.billedCount)
    try await provider.stop()
  }

  @Test func runsAProgramInAFolderOfItsOwnWithoutTheCallersEnvironment() async throws {
    let program = try RunningProgram(
      URL(filePath: "/bin/sh"),
      arguments: ["-c", "cat; pwd; env | grep -c SLUICE_SECRET; echo \"$GIVEN\" >&2; exit 3"],
      environment: ["GIVEN": "given"], input: Array("input\n".utf8))
    let result = try await program.wait()
    #expect(result.exitCode == 3)
    #expect(result.standardOutput.hasPrefix("input\n/"))
    #expect(result.standardOutput.hasSuffix("/work\n0\n"))
    #expect(result.standardError == "given\n")
  }

  @Test func killsAProgramThatRunsTooLong() async throws {
    let program = try RunningProgram(URL(filePath: "/bin/sleep"), arguments: ["60"])
    #expect(try await program.wait(limit: .milliseconds(50)).exitCode == 137)
  }

  @Test func makesAndRemovesAFolder() async throws {
    let path = try await TemporaryFolder.with { folder in
      try folder.write("text", to: "a/b.txt")
      #expect(try folder.readText("a/b.txt") == "text")
      #expect(folder.has("a/b.txt"))
      #expect(!folder.has("a/c.txt"))
      return folder.path("a/b.txt")
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
