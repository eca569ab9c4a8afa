import TestSupport

extension WireCase {
  /// What streams can look like, and what can become of them. To a request without a stream these are good answers.
  static let streams: [WireCase] = [
    stream("CRLF") { $0.lineEnd = "\r\n" },
    stream("CR") { $0.lineEnd = "\r" },
    stream("no space") { $0.hasSpace = false },
    stream("comments") { $0.hasComments = true },
    stream("event names") { $0.hasEventNames = true },
    stream("a scalar an event") { $0.piece = 1 },
    stream("no DONE") { $0.isDone = false },
    stream("usage with the finish reason") { $0.hasUsageWithFinish = true },
    stream("no finish reason, but DONE") { $0.isFinished = false },
    WireCase("stream, byte by byte") {
      .completion($0).completed { $0.streaming.lineEnd = "\r\n" }.delivered(.pieces(of: 1))
    },
    WireCase("stream, thoughts first") { .completion($0, reasoning: "First, the number. Then the total.") },
    stream("neither finish reason nor DONE", 2) {
      $0.isFinished = false
      $0.isDone = false
    },
    stream("error in the middle", 2) { $0.error = (1, #"{"code":502,"message":"upstream lost"}"#) },
    stream("error in the middle, no number", 2) {
      $0.error = (1, #"{"code":"server_error","message":"upstream lost"}"#)
    },
    stream("error at once", 2) { $0.error = (0, #"{"code":429,"message":"rate limited"}"#) },
    WireCase("stream of messages") { content in
      .events(
        "data: {\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\(quoted(content))},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
      ).billed()
    },
    WireCase("stream, data on two lines") { content in
      .events(
        "data: {\"choices\":[{\"delta\":{\"content\":\(quoted(content))},\ndata: \"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
      ).billed()
    },
    WireCase("stream, typed as JSON") { content in
      var reply = FakeReply.events(
        "\n: hello\n\ndata: {\"choices\":[{\"delta\":{\"content\":\(quoted(content))},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
      ).billed()
      reply.headers = [("Content-Type", "application/json")]
      return reply
    },
  ]

  /// Answers that never end, or nearly so.
  static let runaways: [WireCase] = [
    runaway("endless white space", "{\"number\":", " \n\t "),
    runaway("endless loop of records", "{\"number\":\"A-1\",\"total\":1,\"note\":\"", "and so on and "),
    runaway("endless loop of text", "The record is ", "{\"number\":\"A-1\"}, "),
    runaway("endless digits", "{\"number\":\"A-1\",\"total\":1", "0"),
    WireCase("50 MB answer", mostBilled: 2) { _ in
      // No repetition that a short window sees.
      let text = (0..<4000).map { "\($0 * 7919 % 100_003) " }.joined()
      return .completion("{\"number\":\"").completed { $0.loop = (text, 50_000_000 / text.utf8.count) }
    },
    WireCase("50 MB page") { _ in
      var reply = FakeReply(headers: [("Content-Type", "text/html")], body: Array("<html><body>".utf8))
      reply.more = FakeFiller(piece: Array("<p>Try again later.</p>\n".utf8), count: 2_000_000)
      return reply
    },
  ]

  /// Answers that take longer than anyone waits.
  static let slow: [WireCase] = [
    WireCase("never") { _ in .never },
    WireCase("one byte a second", mostBilled: 2) { .completion($0).delivered(.drip(every: .seconds(1))) },
    WireCase("silence in the middle", mostBilled: 2) {
      .completion($0).delivered(.stall(afterBodyBytes: 60))
    },
    WireCase("keep-alives and nothing else") { _ in
      var reply = FakeReply.events(": OPENROUTER PROCESSING\n\n")
      reply.more = FakeFiller(piece: Array(": OPENROUTER PROCESSING\n\n".utf8), count: 1000)
      return reply.delivered(.drip(every: .milliseconds(100), bytes: 25))
    },
  ]

  private static func stream(
    _ name: String, _ mostBilled: Int = 1, _ change: @escaping @Sendable (inout FakeStreaming) -> Void
  ) -> WireCase {
    WireCase("stream, \(name)", mostBilled: mostBilled) {
      .completion($0).completed { change(&$0.streaming) }
    }
  }

  private static func runaway(_ name: String, _ start: String, _ text: String) -> WireCase {
    WireCase(name, mostBilled: 2) { _ in
      .completion(start).completed { $0.loop = (text, 50_000_000 / text.utf8.count) }
    }
  }
}
