import Foundation
import TestSupport
import Testing

@testable import ChatCompletions

/// The tests' own tools.
@Suite(.timeLimit(.minutes(1))) struct FakeProviderTests {
  /// The size of the whole-run test: two thousand answers of 100 ms, 64 at a time, take 3.2 s at best.
  @Test func carriesTheLoadOfAWholeRun() async throws {
    let provider = try await FakeProvider(recording: .countsOnly) { _ in
      .completion("{}").after(.milliseconds(100))
    }
    let start = ContinuousClock.now
    try await withClient(provider.baseURL, options: ChatClientOptions(concurrency: 64)) { client in
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
