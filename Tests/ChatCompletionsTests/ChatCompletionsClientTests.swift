import NIOHTTP1
import TestSupport
import Testing

@testable import ChatCompletions

/// The client against a server that behaves well and badly.
@Suite(.timeLimit(.minutes(1))) struct ChatCompletionsClientTests {
  static let request = ChatRequest(
    messages: [ChatMessage(role: .user, content: "the document's text")], maxTokens: 10)

  // MARK: What is sent

  @Test func sendsTheBodyAndOnlyTheHeadersThatAServerKnows() async throws {
    try await FakeProvider.with(handler: { _ in .completion("{}") }) { provider in
      try await withClient(provider.baseURL) { client in
        let response = try await client.complete(Self.request)
        #expect(response.content == "{}")
        #expect(response.attempts == 1)
        #expect(response.finishReason == "stop")
        #expect(
          response.usage
            == Usage(requests: 1, promptTokens: 100, completionTokens: 20, unpricedAnswers: 1))
      }
      let sent = try #require(provider.requests.first)
      #expect(sent.method == "POST")
      #expect(sent.path == "/v1/chat/completions")
      let profile = try ProviderProfile.forBaseURL(provider.baseURL)
      #expect(
        sent.body
          == Self.request.body(
            model: "m", profile: profile, shape: RequestShape(profile: profile, model: "m")))
      #expect(sent.header("content-type") == "application/json")
      for name in ["authorization", "http-referer", "x-title"] { #expect(sent.header(name) == nil) }
    }
  }

  @Test func sendsOpenRouterItsOwnFieldsAndHeaders() async throws {
    try await FakeProvider.with(handler: { _ in .completion("{}", cost: "0.25") }) { provider in
      let key = Secret("sk-1", source: "KEY")
      try await withClient(provider.baseURL, openRouter: true, key: key) { client in
        let cost = try await client.complete(Self.request).usage.cost
        #expect(cost == 0.25)
      }
      let sent = try #require(provider.requests.first)
      #expect(sent.header("authorization") == "Bearer sk-1")
      #expect(sent.header("x-title") == "Sluice")
      #expect(sent.header("http-referer") != nil)
      #expect(sent.bodyText.contains(#""provider":{"require_parameters":true}"#))
      #expect(sent.bodyText.contains(#""plugins":[{"id":"context-compression","enabled":false}]"#))
    }
  }

  /// What was paid once is not paid again; what was no good is not given again.
  @Test func openRouterCachesAnswersThatWereGood() async throws {
    let replies: [FakeReply] = [.error(500), .json("no JSON")]
    try await FakeProvider.with(replies: replies, then: .completion("{}")) { provider in
      try await withClient(provider.baseURL, openRouter: true) { client in
        _ = try await client.complete(Self.request)
        var again = Self.request
        again.isRepeat = true
        _ = try await client.complete(again)
      }
      #expect(provider.requests.map { $0.header("x-openrouter-cache") } == ["true", "true", "true", "true"])
      #expect(provider.requests.map { $0.header("x-openrouter-cache-clear") } == [nil, nil, "true", "true"])
    }
  }

  /// A cache keeps an error in a success too, and a request that fails has cleared nothing for sure.
  @Test func theCacheIsClearedUntilAnAnswerIsGood() async throws {
    let replies: [FakeReply] = [.json(#"{"error":{"code":502,"message":"x"}}"#), .error(500)]
    try await FakeProvider.with(replies: replies, then: .completion("{}")) { provider in
      try await withClient(provider.baseURL, openRouter: true) { _ = try await $0.complete(Self.request) }
      #expect(provider.requests.map { $0.header("x-openrouter-cache-clear") } == [nil, "true", "true"])
    }
  }

  // MARK: Trying again

  @Test(arguments: [408, 409, 429, 500, 502, 503, 504, 524, 529])
  func triesAgainAfter(status: Int) async throws {
    let waits = Waits()
    let replies: [FakeReply] = [.error(status), .error(status), .completion("{}")]
    try await FakeProvider.with(replies: replies) { provider in
      try await withClient(provider.baseURL, waits: waits) { client in
        let response = try await client.complete(Self.request)
        #expect(response.attempts == 3)
        #expect(response.usage.requests == 3)
        #expect(response.usage.promptTokens == 100)
      }
      #expect(provider.requestCount == 3)
      #expect(Set(provider.requests.map(\.bodyText)).count == 1)
    }
    // A server that refuses for load when nothing else is in flight is then looked at again after a second.
    #expect(waits.all.prefix(2) == [.milliseconds(50), .milliseconds(150)])
  }

  @Test(arguments: [400, 401, 402, 403, 404, 413, 422])
  func neverTriesAgainAfter(status: Int) async throws {
    try await FakeProvider.with(replies: [], then: .error(status, "no")) { provider in
      try await withClient(provider.baseURL, key: Secret("sk-1", source: "MY_KEY")) { client in
        let error = try #require(await chatError(client))
        #expect(error.attempts == 1)
        #expect(error.status == status)
        #expect(error.usage == Usage(requests: 1))
        #expect(error.endsRun == [401, 402, 403, 404].contains(status))
      }
      #expect(provider.requestCount == 1)
    }
  }

  @Test func givesUpAfterTheLastAttempt() async throws {
    try await FakeProvider.with(replies: [], then: .error(500, "it broke")) { provider in
      try await withClient(provider.baseURL) { client in
        let error = try #require(await chatError(client))
        #expect(error.kind == .serverError)
        #expect(error.attempts == 5)
        #expect(error.usage.requests == 5)
        #expect(!error.endsRun)
        #expect(error.message.hasSuffix("failed (500): it broke (after 5 attempts)"))
        #expect(error.lastAnswer == Array(#"{"error":{"code":500,"message":"it broke"}}"#.utf8))
      }
      #expect(provider.requestCount == 5)
    }
  }

  @Test(arguments: [
    ("Retry-After", "7", Duration.seconds(7)), ("retry-after-ms", "40", .milliseconds(40)),
    ("Retry-After", "100000", .seconds(60)),
  ])
  func waitsAsTold(name: String, value: String, wait: Duration) async throws {
    let waits = Waits()
    let replies: [FakeReply] = [.error(429, headers: [(name, value)]), .completion("{}")]
    try await FakeProvider.with(replies: replies) { provider in
      _ = try await withClient(provider.baseURL, waits: waits) { try await $0.complete(Self.request) }
    }
    #expect(waits.all == [wait])
  }

  /// A budget for what is in flight is full; that is no lack of credit.
  @Test func waitsForCreditThatIsSaidToComeBack() async throws {
    let full = FakeReply.error(402, "in-flight budget", headers: [("Retry-After", "1")])
    try await FakeProvider.with(replies: Array(repeating: full, count: 5), then: .completion("{}")) {
      provider in
      let response = try await withClient(provider.baseURL) { try await $0.complete(Self.request) }
      #expect(response.attempts == 6)
    }
  }

  @Test func waitsForAModelToLoad() async throws {
    let loading = FakeReply.error(503, "Loading model")
    try await FakeProvider.with(replies: Array(repeating: loading, count: 20), then: .completion("{}")) {
      provider in
      let response = try await withClient(provider.baseURL) { try await $0.complete(Self.request) }
      #expect(response.attempts == 21)
    }
  }

  @Test func addsUpWhatFailedAnswersCost() async throws {
    let empty = FakeReply.json(
      #"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,"cost":0.25}}"#)
    try await FakeProvider.with(replies: [empty, .completion("{}", cost: "0.5")]) { provider in
      let usage = try await withClient(provider.baseURL) { try await $0.complete(Self.request) }.usage
      #expect(usage == Usage(requests: 2, promptTokens: 109, completionTokens: 22, knownCost: 0.75))
    }
  }

  @Test func anUnreadableAnswerIsAskedForOnceMore() async throws {
    try await FakeProvider.with(replies: [], then: .json("no JSON")) { provider in
      try await withClient(provider.baseURL) { client in
        let error = try #require(await chatError(client))
        #expect(error.kind == .badResponse)
        #expect(error.attempts == 2)
        #expect(error.usage == Usage(requests: 2, unpricedAnswers: 2, uncountedAnswers: 2))
      }
    }
  }

  // MARK: Broken connections, slow and endless answers

  @Test(arguments: [
    FakeReply.close, .completion("{}").delivered(.cut(afterBodyBytes: 20)),
    .completion("{}").delivered(.cut(afterBodyBytes: 0)),
  ])
  func aLostConnectionIsTriedAgain(reply: FakeReply) async throws {
    try await FakeProvider.with(replies: [reply, reply, .completion("{}")]) { provider in
      let response = try await withClient(provider.baseURL) { try await $0.complete(Self.request) }
      #expect(response.attempts == 3)
      #expect(response.usage.unansweredRequests == 2)
      #expect(provider.requestCount == 3)
    }
  }

  @Test(arguments: [
    FakeReply.never, .completion("{}").after(.seconds(60)),
    .completion("{}").delivered(.drip(every: .milliseconds(50))),
  ])
  func theDeadlineCoversTheWholeAnswer(reply: FakeReply) async throws {
    var options = ChatClientOptions(requestTimeout: .milliseconds(200))
    options.retry.maximumTimeouts = 2
    let start = ContinuousClock.now
    try await FakeProvider.with(replies: [], then: reply) { provider in
      try await withClient(provider.baseURL, options: options) { client in
        let error = try #require(await chatError(client))
        #expect(error.kind == .timeout)
        #expect(error.attempts == 2)
        #expect(error.usage.unansweredRequests == 2)
        #expect(error.message.contains("did not answer within 0.2 s"))
      }
    }
    // Far from what the bytes would take; a busy machine may take its time.
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test func aSlowAnswerWithinTheDeadlineIsRead() async throws {
    let slow = FakeReply.completion("{}").delivered(.drip(every: .milliseconds(1)))
    try await FakeProvider.with(replies: [slow]) { provider in
      let response = try await withClient(provider.baseURL) { try await $0.complete(Self.request) }
      #expect(response.content == "{}")
    }
  }

  /// What a hundred tokens can't be is not read to its end.
  @Test func anAnswerThatIsTooLongIsCutOff() async throws {
    let large = FakeReply.completion(String(repeating: "x y z ", count: 200_000))
    try await FakeProvider.with(replies: [large]) { provider in
      try await withClient(provider.baseURL) { client in
        let response = try await client.complete(Self.request)
        #expect(response.cut != nil)
        #expect(response.usage.uncountedAnswers == 1)
      }
    }
  }

  @Test func aCompressedAnswerIsUnpacked() async throws {
    let gzip = [("Content-Encoding", "gzip")]
    let packed: [UInt8] = [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 74, 206, 200, 207, 76, 78, 45, 86, 178, 138, 174, 86, 202, 77,
      45, 46, 78, 76, 79, 85, 178, 170, 86, 74, 206, 207, 43, 73, 205, 43, 81, 178, 82, 42, 205, 43, 72, 76,
      206, 78, 77, 81, 170, 173, 141, 173, 5, 0, 200, 119, 193, 227, 48, 0, 0, 0,
    ]
    try await FakeProvider.with(replies: [], then: FakeReply(headers: gzip, body: packed)) { provider in
      let response = try await withClient(provider.baseURL) { try await $0.complete(Self.request) }
      #expect(response.content == "unpacked")
    }
  }

  // MARK: Servers that aren't there

  @Test func aServerThatIsNotThereEndsTheRun() async throws {
    let provider = try await FakeProvider(replies: [])
    let baseURL = provider.baseURL
    try await provider.stop()
    let waits = Waits()
    try await withClient(baseURL, waits: waits) { client in
      let error = try #require(await chatError(client))
      #expect(error.kind == .connection)
      #expect(error.endsRun)
      #expect(error.attempts == 3)
      #expect(error.message.contains("can't be reached: the connection was refused (after 3 attempts)"))
      #expect(error.message.contains("hint: is the server running"))
      #expect(error.usage.unansweredRequests == 0)
    }
    #expect(waits.all.count == 2)
  }

  /// Something else listens on that port.
  @Test func aServerThatOnlyHangsUpEndsTheRun() async throws {
    try await FakeProvider.with(replies: [], then: .close) { provider in
      try await withClient(provider.baseURL) { client in
        let error = try #require(await chatError(client))
        #expect(error.kind == .connection)
        #expect(error.endsRun)
        #expect(error.attempts == 3)
        #expect(error.message.contains("hint: it has answered nothing yet"))
      }
    }
  }

  /// A head is an answer: the server is there, and only this request goes wrong.
  @Test func aServerThatBreaksOffItsAnswersIsThere() async throws {
    let broken = FakeReply.completion("{}").delivered(.cut(afterBodyBytes: 5))
    try await FakeProvider.with(replies: [], then: broken) { provider in
      try await withClient(provider.baseURL) { client in
        let error = try #require(await chatError(client))
        #expect(error.kind == .connection)
        #expect(!error.endsRun)
        #expect(error.attempts == 5)
      }
    }
  }

  /// What a request met before is not why the money is gone.
  @Test func theCostLimitNamesNoOtherFailure() async throws {
    var options = ChatClientOptions()
    // A million tokens cost 0.4 dollars at most; the first attempt may have cost them.
    options.limits.maximumCost = 0.5
    let model = "bytedance-seed/seed-2.0-mini"
    try await FakeProvider.with(replies: [.close]) { provider in
      try await withClient(provider.baseURL, openRouter: true, model: model, options: options) { client in
        let error = try #require(
          await chatError(client, ChatRequest(messages: [], maxTokens: 1_000_000)))
        #expect(error.kind == .costLimit)
        #expect(error.attempts == 1)
        #expect(error.message.hasSuffix("hint: raise --max-cost"))
      }
    }
  }

  /// It is waited for: five minutes, by the tests' clock, and then the run ends.
  @Test func aServerThatWasThereIsWaitedFor() async throws {
    let provider = try await FakeProvider(replies: [], then: .error(400))
    let waits = Waits()
    try await withClient(provider.baseURL, waits: waits) { client in
      _ = await chatError(client)
      try await provider.stop()
      let error = try #require(await chatError(client))
      #expect(error.kind == .serverDown)
      #expect(error.endsRun)
      #expect(waits.elapsed >= .seconds(300) && waits.elapsed < .seconds(400))
    }
  }

  @Test func anUnknownHostEndsTheRun() async throws {
    // RFC 6761: `.invalid` never resolves.
    try await withClient("http://sluice-test.invalid/v1") { client in
      let error = try #require(await chatError(client))
      #expect(error.kind == .connection)
      #expect(error.endsRun)
      #expect(error.message.contains("http://sluice-test.invalid can't be reached"))
      #expect(error.message.contains("hint: check --base-url"))
    }
  }

  @Test func aServerWithoutTLSBehindAnHTTPSAddressEndsTheRun() async throws {
    try await FakeProvider.with(handler: { _ in .completion("{}") }) { provider in
      try await withClient("https://127.0.0.1:\(provider.port)/v1") { client in
        let error = try #require(await chatError(client))
        #expect(error.kind == .connection)
        #expect(error.endsRun)
        #expect(error.attempts == 1)
        #expect(
          error.message.contains("can't be reached securely: it does not speak TLS on that port; hint: "))
      }
      #expect(provider.requestCount == 0)
    }
  }

  // MARK: Redirects and keys

  @Test(arguments: [301, 302, 303, 307, 308])
  func aRedirectIsNotFollowed(status: Int) async throws {
    try await FakeProvider.with(handler: { _ in .completion("stolen") }) { other in
      let location = "http://127.0.0.1:\(other.port)/v1/chat/completions"
      let away = FakeReply(status: status, headers: [("Location", location)])
      try await FakeProvider.with(replies: [], then: away) { provider in
        try await withClient(provider.baseURL, key: Secret("sk-1", source: "KEY")) { client in
          let error = try #require(await chatError(client))
          #expect(error.kind == .redirect)
          #expect(error.endsRun)
          #expect(error.message.contains(location))
        }
      }
      #expect(other.requestCount == 0)
    }
  }

  /// Servers repeat what they were sent; errors, logs and kept answers must not.
  @Test(arguments: [200, 400, 401, 403, 404, 429, 500])
  func aKeyThatTheServerRepeatsIsShownNowhere(status: Int) async throws {
    let lines = CollectingLogHandler.Lines()
    let options = ChatClientOptions(logger: CollectingLogHandler.logger(into: lines))
    let handler: FakeProvider.Handler = { request in
      .error(status, "bad key \(request.header("authorization") ?? "none"), said \(request.bodyText)")
    }
    try await FakeProvider.with(handler: handler) { provider in
      try await withClient(provider.baseURL, key: Secret("sk-very-secret", source: "KEY"), options: options) {
        client in
        let error = try #require(await chatError(client, Self.request))
        var dumped = ""
        dump(error, to: &dumped)
        dump(client, to: &dumped)
        #expect(error.message.contains("bad key Bearer <redacted>"))
        for text in [
          error.message, "\(error)", dumped, String(decoding: error.lastAnswer ?? [], as: UTF8.self),
        ] {
          #expect(!text.contains("very-secret"))
        }
      }
    }
    #expect(!lines.all.isEmpty)
    #expect(!lines.all.contains { $0.contains("very-secret") || $0.contains("the document's text") })
  }

  @Test func logsEachAttemptWithoutTheText() async throws {
    let lines = CollectingLogHandler.Lines()
    let options = ChatClientOptions(logger: CollectingLogHandler.logger(into: lines))
    var answer = FakeReply.completion("the answer's text", cost: "0.5")
    answer.headers.append(("X-Generation-Id", "gen-head"))
    try await FakeProvider.with(replies: [.error(429), answer]) { provider in
      _ = try await withClient(provider.baseURL, options: options) { try await $0.complete(Self.request) }
    }
    let expected = [
      ["answering", "status=429"], ["attempt failed", "kind=rate_limited"], ["waiting"],
      ["answering", "status=200", "generation=gen-head"],
      ["answered", "prompt_tokens=100", "generation=gen-head"],
    ]
    #expect(lines.all.count == expected.count)
    for (line, words) in zip(lines.all, expected) {
      for word in words { #expect(line.contains(word)) }
    }
    #expect(!lines.all.contains { $0.contains("'s text") })
  }

  // MARK: Concurrency and cancellation

  @Test func sendsNoMoreAtATimeThanAllowed() async throws {
    let options = ChatClientOptions(limits: PacingLimits(concurrency: 4))
    try await FakeProvider.with(handler: { _ in .completion("{}").after(.milliseconds(5)) }) { provider in
      try await withClient(provider.baseURL, options: options) { client in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<40 { group.addTask { _ = try await client.complete(Self.request) } }
          try await group.waitForAll()
        }
      }
      #expect(provider.requestCount == 40)
      #expect(provider.peakInFlight == 4)
      #expect(provider.inFlight == 0)
      #expect(provider.connectionCount <= 4)
    }
  }

  @Test func aCancelledTaskEndsAtOnceAndFreesItsPlace() async throws {
    let options = ChatClientOptions(limits: PacingLimits(concurrency: 1))
    let replies: [FakeReply] = [.never, .completion("{}")]
    try await FakeProvider.with(replies: replies) { provider in
      try await withClient(provider.baseURL, options: options) { client in
        let first = Task { await chatError(client) }
        while provider.inFlight == 0 { try await Task.sleep(for: .milliseconds(1)) }
        let queued = Task { await chatError(client) }
        try await Task.sleep(for: .milliseconds(5))
        queued.cancel()
        let waiting = try #require(await queued.value)
        #expect(waiting.kind == .cancelled)
        #expect(waiting.usage == .zero)
        first.cancel()
        let sent = try #require(await first.value)
        #expect(sent.kind == .cancelled)
        #expect(sent.usage == Usage(requests: 1, unansweredRequests: 1))
        let content = try await client.complete(Self.request).content
        #expect(content == "{}")
      }
      #expect(provider.requestCount == 2)
    }
  }

  @Test func aTaskCancelledBetweenAttemptsEndsAtOnce() async throws {
    try await FakeProvider.with(replies: [], then: .error(500)) { provider in
      var options = ChatClientOptions()
      options.retry.firstWait = .seconds(3600)
      options.retry.maximumWait = .seconds(3600)
      let client = ChatCompletionsClient(
        profile: try .forBaseURL(provider.baseURL), model: "m", key: nil, options: options)
      let task = Task { await chatError(client) }
      while provider.requestCount == 0 || provider.inFlight > 0 {
        try await Task.sleep(for: .milliseconds(1))
      }
      task.cancel()
      #expect(try #require(await task.value).kind == .cancelled)
      await client.shutdown()
    }
  }
}
