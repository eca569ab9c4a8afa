import Foundation
import JSON
import Synchronization
import TestSupport
import Testing

/// Whole runs against servers that fail in ways which last.
@Suite(.serialized, .timeLimit(.minutes(2))) struct WireServerTests {
  /// Requests that hang are given up long before their time limit once it is known how fast the server is.
  @Test func hungRequestsDontHoldARunUp() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try Self.invoices(100, in: folder)
      let hung = Mutex<Set<String>>([])
      try await FakeProvider.with(handler: { request in
        let reply = InvoiceFolder.answer(request)
        let text = String(decoding: reply.body, as: UTF8.self)
        // After the first fifty, so that the answers before have told how fast it is.
        let hangs =
          request.index > 50 && request.index % 25 == 0 && hung.withLock { $0.insert(text).inserted }
        return hangs ? .never : reply.after(.milliseconds(20))
      }) { provider in
        let start = ContinuousClock.now
        let result = try await runSluice(
          invoices.arguments(provider, "--concurrency", "8"), currentFolder: folder.path, limit: .seconds(60))
        #expect(result.exitCode == 0, "\(result.standardError)")
        #expect(ContinuousClock.now - start < .seconds(20))
        try Self.expectEach(100, in: folder)
        #expect(hung.withLock { $0.count } > 0)
        #expect(provider.billedCount == 100)
        #expect(provider.abandonedCount == 0)
      }
    }
  }

  /// A server that is merely slow is not asked twice.
  @Test func aSlowServerIsNotAskedTwice() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try Self.invoices(60, in: folder)
      try await FakeProvider.with(handler: { request in
        InvoiceFolder.answer(request).after(.milliseconds(request.index < 40 ? 20 : 2000))
      }) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--concurrency", "20"), currentFolder: folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
        try Self.expectEach(60, in: folder)
        // A few may be asked again before it is known that this server is slow now.
        #expect(provider.requestCount <= 64, "\(provider.requestCount) requests for 60 documents")
      }
    }
  }

  /// A server that goes away for a while and comes back: nothing is lost, and it is not hammered meanwhile.
  @Test func aServerThatComesBackLosesNothing() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try Self.invoices(80, in: folder)
      let first = try await FakeProvider { InvoiceFolder.answer($0).after(.milliseconds(50)) }
      let program = try startSluice(
        invoices.arguments(first, "--concurrency", "8"), currentFolder: folder.path)
      while first.requestCount < 24 { try await Task.sleep(for: .milliseconds(5)) }
      try await first.stop()
      try await Task.sleep(for: .seconds(4))
      let second = try await FakeProvider(port: first.port) {
        InvoiceFolder.answer($0).after(.milliseconds(50))
      }
      let result = try await program.wait(limit: .seconds(60))
      #expect(result.exitCode == 0, "\(result.standardError)")
      try Self.expectEach(80, in: folder)
      // Those under way when it went may have been billed; no others twice.
      #expect(first.billedCount + second.billedCount <= 80 + 8)
      try await second.stop()
    }
  }

  /// As above, but what stands before the server says 503 to all.
  @Test func aServerThatFailsForAWhileLosesNothing() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try Self.invoices(80, in: folder)
      let began = Mutex<ContinuousClock.Instant?>(nil)
      try await FakeProvider.with(handler: { request in
        if request.index < 24 { return InvoiceFolder.answer(request).after(.milliseconds(50)) }
        let isDown = began.withLock { began in
          if began == nil { began = .now }
          return ContinuousClock.now - began! < .seconds(6)
        }
        return isDown ? .error(502, "bad gateway") : InvoiceFolder.answer(request).after(.milliseconds(50))
      }) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--concurrency", "8"), currentFolder: folder.path, limit: .seconds(90))
        #expect(result.exitCode == 0, "\(result.standardError)")
        try Self.expectEach(80, in: folder)
        #expect(provider.billedCount == 80)
        #expect(
          provider.requestCount <= 80 + 40, "\(provider.requestCount) requests in six seconds of refusals")
      }
    }
  }

  /// No credit in the middle of a run ends it, and what is done is kept.
  @Test func noCreditInTheMiddleEndsTheRun() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try Self.invoices(80, in: folder)
      try await FakeProvider.with(handler: { request in
        request.index < 30 ? InvoiceFolder.answer(request) : .error(402, "requires more credits")
      }) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--concurrency", "4"), currentFolder: folder.path)
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("402"))
        #expect(provider.requestCount <= 38)
        #expect(try folder.readText("out.jsonl.partial").split(separator: "\n").count >= 26)
      }
    }
  }

  /// A request is sent only if its worst case fits what is left.
  @Test func theCostLimitIsNeverExceeded() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try Self.invoices(60, in: folder)
      let reply = Mutex(0)
      // Prompt and answer at a dollar a million tokens: 100 + 900 tokens cost 0.001, and 1,000 output tokens are allowed.
      try await FakeProvider.with(handler: { request in
        reply.withLock { $0 += 1 }
        let good = InvoiceFolder.answer(request)
        return FakeReply.completion(good.completion?.content, promptTokens: 100, completionTokens: 900)
          .after(.milliseconds(20))
      }) { provider in
        let result = try await runSluice(
          invoices.arguments(
            provider, "--prices", "1/1", "--max-cost", "0.02", "--max-output-tokens", "1000", "--concurrency",
            "16"),
          currentFolder: folder.path)
        #expect(result.exitCode == 3, "\(result.standardError)")
        #expect(provider.billedCount <= 20, "\(provider.billedCount) answers of 0.001 were paid with 0.02")
        #expect(provider.billedCount >= 15)
        let lines = try folder.readText("out.jsonl.partial").split(separator: "\n").count
        #expect(lines == provider.billedCount)
        #expect(result.standardError.contains("0.02"))
      }
    }
  }

  /// A redirect never carries the key, or the document, elsewhere.
  @Test(arguments: [301, 302, 307, 308])
  func aRedirectIsNotFollowed(status: Int) async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try Self.invoices(3, in: folder)
      try await FakeProvider.with(handler: InvoiceFolder.answer) { other in
        try await FakeProvider.with(handler: { _ in
          FakeReply(status: status, headers: [("Location", other.baseURL + "/chat/completions")])
        }) { provider in
          let result = try await runSluice(
            invoices.arguments(provider, "--api-key-env", "TEST_KEY"),
            environment: ["TEST_KEY": "sk-very-secret"], currentFolder: folder.path)
          #expect(result.exitCode != 0)
          #expect(other.requestCount == 0)
          #expect(other.connectionCount == 0)
          #expect(!result.standardError.contains("sk-very-secret"))
        }
      }
    }
  }

  private static func invoices(_ count: Int, in folder: TemporaryFolder) throws -> InvoiceFolder {
    try folder.write(InvoiceFolder.schema, to: "schema.json")
    for number in 0..<count {
      try folder.write("Invoice A-\(number)\n\nTotal \(number)", to: "in/\(1000 + number).txt")
    }
    return InvoiceFolder(in: folder)
  }

  /// Each document has one record, its own.
  private static func expectEach(_ count: Int, in folder: TemporaryFolder) throws {
    let lines = try folder.readText("out.jsonl").split(separator: "\n").map { try JSONDocument(String($0)) }
    #expect(
      lines.map { $0.root["document"]?.stringValue } == (0..<count).map { "\(1000 + $0).txt" })
    #expect(lines.map { $0.root["record"]?["number"]?.stringValue } == (0..<count).map { "A-\($0)" })
  }
}
