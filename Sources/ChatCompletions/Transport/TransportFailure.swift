/// Why an HTTP exchange brought no whole answer.
enum TransportFailure: Error, Sendable, Hashable {
  /// No connection came about: refused, unknown host, no route, no time.
  case unreachable(reason: String)
  /// The server's certificate was not accepted, or it does not speak TLS: no matter for another attempt.
  case insecure(reason: String)
  /// The connection broke after the request had been sent, or the bytes were no HTTP.
  case lost(reason: String)
  /// The whole answer did not come in time.
  case timeout
  /// No byte came in time.
  case silent(after: Duration)
  /// The answer began, then no byte came for too long.
  case stalled
  case cancelled
}
