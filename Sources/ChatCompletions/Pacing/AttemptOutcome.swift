/// What an attempt tells about the server, whatever it means to the request.
enum AttemptOutcome: Sendable, Hashable {
  /// An answer came.
  /// - Parameters:
  ///   - firstByte: from sending to the first byte of the answer.
  ///   - total: from sending to its last.
  case answered(firstByte: Duration, total: Duration)
  /// Too much at once: 429, 503, 529.
  case overloaded(retryAfter: Duration?)
  /// Any other 5xx, or a connection that broke.
  case serverFault
  /// No connection came about.
  case unreachable
  /// No answer in time.
  case silent
  /// The server is up and said something else: any other 4xx, or what is no chat completion.
  case refused
  case cancelled
}

extension AttemptOutcome {
  init(_ failure: AttemptFailure) {
    switch failure.kind {
    case .cancelled: self = .cancelled
    case .timeout: self = failure.status == nil ? .silent : .serverFault
    case .connection where failure.status == nil && failure.usage.unansweredRequests == 0: self = .unreachable
    case .connection: self = .serverFault
    case .rateLimited: self = .overloaded(retryAfter: failure.retryAfter)
    case .credit where failure.retryAfter != nil: self = .overloaded(retryAfter: failure.retryAfter)
    case .serverError where failure.recovery == .whenLoaded: self = .refused
    case .serverError where failure.status == 503 || failure.status == 529:
      self = .overloaded(retryAfter: failure.retryAfter)
    case .serverError where failure.status != 409: self = .serverFault
    default: self = .refused
    }
  }
}
