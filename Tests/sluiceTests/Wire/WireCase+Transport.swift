import Foundation
import TestSupport

extension WireCase {
  /// What can become of an answer on its way.
  static let transport: [WireCase] = refusals + bodies + connections

  /// Errors that pass. None costs anything.
  private static let refusals: [WireCase] =
    [408, 409, 500, 502, 503, 504, 524, 529].map { status in
      WireCase("\(status)") { _ in .error(status) }
    } + [
      refusal("429"),
      refusal("429, Retry-After 1", notBefore: .seconds(1), [("Retry-After", "1")]),
      refusal("429, Retry-After 0", [("Retry-After", "0")]),
      refusal("429, Retry-After 1.2", notBefore: .seconds(1.2), [("Retry-After", "1.2")]),
      refusal("429, retry-after-ms", notBefore: .milliseconds(900), [("retry-after-ms", "900")]),
      WireCase("429, Retry-After a date", notBefore: .seconds(1)) { _ in
        .error(429, headers: [("Retry-After", httpDate(in: 2))])
      },
      refusal("429, Retry-After a date gone by", [("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")]),
      refusal("429, Retry-After nonsense", [("Retry-After", "soon")]),
      refusal("429, Retry-After negative", [("Retry-After", "-5")]),
      WireCase("429, availability", notBefore: .seconds(1)) { _ in
        .json(
          #"{"error":{"message":"no capacity","http_status":429,"error_type":"capacity_exhausted","availability":{"code":"capacity_exhausted","retryable":true,"retry_after":1}}}"#,
          status: 429)
      },
      WireCase("402, a budget in flight", notBefore: .seconds(1)) { _ in
        .json(
          #"{"error":{"code":402,"message":"in-flight budget","metadata":{"limit_source":"in_flight"}}}"#,
          status: 402, headers: [("Retry-After", "1")])
      },
      WireCase("503, loading") { _ in
        .json(
          #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#, status: 503)
      },
      WireCase("502, a page") { _ in
        FakeReply(
          status: 502, headers: [("Content-Type", "text/html")],
          body: Array("<html><body><h1>502 Bad Gateway</h1></body></html>".utf8))
      },
      WireCase("500, empty") { _ in FakeReply(status: 500) },
    ]

  /// Bodies with status 200.
  private static let bodies: [WireCase] = [
    WireCase("200 with an error") { _ in
      .json(
        #"{"error":{"code":502,"message":"Provider returned error","metadata":{"error_type":"provider_unavailable"}}}"#
      )
    },
    WireCase("200 with an error that has no number") { _ in
      .json(#"{"error":{"code":"server_error","message":"try again"},"user_id":"u"}"#)
    },
    WireCase("200 with a page") { _ in
      FakeReply(
        headers: [("Content-Type", "text/html; charset=utf-8")],
        body: Array("<!DOCTYPE html><html><body>Just a moment…</body></html>".utf8))
    },
    WireCase("200, empty") { _ in FakeReply(headers: [("Content-Type", "application/json")]) },
    WireCase("no choices", mostBilled: 2) { _ in
      .json(#"{"id":"g","object":"chat.completion","choices":[]}"#).billed()
    },
    WireCase("message null", mostBilled: 2) { _ in
      .json(#"{"id":"g","choices":[{"index":0,"message":null,"finish_reason":null}]}"#).billed()
    },
    WireCase("JSON to one who asked for a stream") { content in
      var reply = FakeReply.completion(content)
      reply.completion = nil
      return reply
    },
    WireCase("a stream to one who asked for none") { content in
      .events(
        "data: {\"choices\":[{\"delta\":{\"content\":\(quoted(content))},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
      ).billed()
    },
    WireCase("content type text/plain") { content in
      var reply = FakeReply.completion(content)
      reply.headers = [("Content-Type", "text/plain")]
      reply.completion = nil
      return reply
    },
    WireCase("no content type") { content in
      var reply = FakeReply.completion(content)
      reply.headers = []
      reply.completion = nil
      return reply
    },
    WireCase("white space in front, in chunks") { content in
      var reply = FakeReply.completion(content)
      reply.completion = nil
      reply.body = Array("\n\n   \n".utf8) + reply.body
      return reply.delivered(.drip(every: .milliseconds(2), bytes: 40)).chunked()
    },
    WireCase("written byte by byte") { .completion($0).delivered(.pieces(of: 1)) },
  ]

  /// Connections that end before the answer does.
  private static let connections: [WireCase] = [
    WireCase("closed without a word") { _ in .close },
    WireCase("reset after the head") { _ in FakeReply(status: 200).delivered(.reset(afterBodyBytes: 0)) },
    WireCase("cut in the body", mostBilled: 2) { .completion($0).delivered(.cut(afterBodyBytes: 60)) },
    WireCase("reset in the body", mostBilled: 2) { .completion($0).delivered(.reset(afterBodyBytes: 60)) },
    WireCase("chunks that end early", mostBilled: 2) {
      .completion($0).chunked().delivered(.cut(afterBodyBytes: 60))
    },
  ]

  private static func refusal(
    _ name: String, notBefore: Duration = .zero, _ headers: [(String, String)] = []
  ) -> WireCase {
    let headers = headers.map { (name: $0.0, value: $0.1) }
    return WireCase(name, notBefore: notBefore) { _ in .error(429, "slow down", headers: headers) }
  }

  /// A date as RFC 9110 writes it, so many seconds from now.
  private static func httpDate(in seconds: Double) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return formatter.string(from: Date(timeIntervalSinceNow: seconds))
  }
}
