import NIOHTTP1

/// A whole HTTP response.
struct HTTPAnswer: Sendable {
  var status: Int
  var headers: HTTPHeaders
  var body: [UInt8]
}

extension AnswerReader {
  func read(_ answer: HTTPAnswer, now: Int) throws(AttemptFailure) -> ChatResponse {
    var collector = AnswerCollector(status: answer.status, headers: answer.headers, maxTokens: 1 << 17)
    _ = collector.receive(answer.body.span)
    return try read(collector, now: now)
  }
}
