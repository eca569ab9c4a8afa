import Synchronization

/// Watches over the time limits of one exchange: total, until the first byte, and between bytes.
final class ExchangeWatch: Sendable {
  private struct State {
    var firstByte: ContinuousClock.Instant?
    var lastByte: ContinuousClock.Instant?
    /// An answer that is whole although its body has not ended yet.
    var whole: AnswerCollector?
  }

  /// An answer's body should end at once after its last word; a server that keeps it open is not waited for.
  private static let graceWhenDone = Duration.seconds(1)
  /// Between the end of what the model said and the usage that comes behind it.
  private static let graceWhenWhole = Duration.seconds(10)
  /// How often the limits are looked at; they are held to within this time.
  private static let interval = Duration.milliseconds(500)

  let limits: HTTPTransport.Limits
  private let mayGiveUp: @Sendable () -> Bool
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// - Parameter mayGiveUp: asked when the limit for the first byte has passed; after a no, again and again.
  init(_ limits: HTTPTransport.Limits, mayGiveUp: @escaping @Sendable () -> Bool) {
    self.limits = limits
    self.mayGiveUp = mayGiveUp
  }

  func receivedBytes() {
    let now = ContinuousClock.now
    state.withLock { state in
      if state.firstByte == nil { state.firstByte = now }
      state.lastByte = now
    }
  }

  func isWhole(_ answer: AnswerCollector) {
    state.withLock { $0.whole = answer }
  }

  /// From the start to the first byte of the body; until now when there was none.
  var firstByte: Duration {
    (state.withLock { $0.firstByte } ?? ContinuousClock.now) - start
  }

  /// Returns when a limit has passed.
  func expiry() async throws {
    var patience = limits.firstByte
    while true {
      let deadline = deadline(patience)
      let now = ContinuousClock.now
      guard now >= deadline else {
        try await Task.sleep(until: min(deadline, now + Self.interval), clock: .continuous)
        continue
      }
      guard let limit = limits.firstByte, let waited = patience, deadline == start + waited,
        waited < limits.total, waited < limits.idle, !mayGiveUp()
      else { return }
      patience = waited + limit / 4
    }
  }

  /// - Parameter patience: how long to wait for the first byte.
  private func deadline(_ patience: Duration?) -> ContinuousClock.Instant {
    let total = start + limits.total
    return state.withLock { state in
      guard let lastByte = state.lastByte else {
        return min(total, start + min(patience ?? limits.idle, limits.idle))
      }
      guard let whole = state.whole else { return min(total, lastByte + limits.idle) }
      return min(total, lastByte + (whole.isDone ? Self.graceWhenDone : Self.graceWhenWhole))
    }
  }

  /// What an exchange is worth whose time is over.
  func end() throws(TransportFailure) -> HTTPTransport.Arrival {
    let (whole, hasBegun) = state.withLock { ($0.whole, $0.firstByte != nil) }
    if let whole { return HTTPTransport.Arrival(answer: whole, firstByte: firstByte) }
    let elapsed = ContinuousClock.now - start
    if elapsed >= limits.total { throw .timeout }
    throw hasBegun ? .stalled : .silent(after: elapsed)
  }
}
