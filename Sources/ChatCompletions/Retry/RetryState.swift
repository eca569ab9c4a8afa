/// The course of one request over its attempts: told what happened, it says what to do. No clock, no chance, no I/O.
package enum RetryState: Sendable, Hashable {
  case ready
  case attempting(Tally)
  case waiting(Tally)
  case ended(Tally)

  /// What has happened so far.
  package struct Tally: Sendable, Hashable {
    /// Times the request was sent.
    package var attempts = 0
    /// Attempts that are held against the server and not against the request.
    var freeAttempts = 0
    var refusals = 0
    var timeouts = 0
    var unreadableAnswers = 0
    var loadingWaited = Duration.zero
  }

  /// What to do next.
  package enum Action: Sendable, Hashable {
    case send
    case wait(Duration)
    case giveUp
  }

  /// Times the request was sent.
  package var attempts: Int {
    switch self {
    case .ready: 0
    case .attempting(let tally), .waiting(let tally), .ended(let tally): tally.attempts
    }
  }

  /// Attempts that timed out.
  var timeouts: Int {
    switch self {
    case .ready: 0
    case .attempting(let tally), .waiting(let tally), .ended(let tally): tally.timeouts
    }
  }

  /// The first attempt, or the next one after a wait.
  package mutating func next() -> Action {
    switch self {
    case .ready: self = .attempting(Tally(attempts: 1))
    case .waiting(var tally):
      tally.attempts += 1
      self = .attempting(tally)
    case .attempting, .ended: preconditionFailure("an attempt is under way or the request has ended")
    }
    return .send
  }

  /// The attempt brought an answer.
  package mutating func succeeded() {
    guard case .attempting(let tally) = self else { preconditionFailure("no attempt is under way") }
    self = .ended(tally)
  }

  /// The attempt failed.
  /// - Parameters:
  ///   - retryAfter: what the server asked for.
  ///   - jitter: a number from 0 up to 1 by chance, which keeps many clients from coming back at the same instant.
  package mutating func failed(
    _ recovery: Recovery, retryAfter: Duration?, policy: RetryPolicy, jitter: Double
  ) -> Action {
    guard case .attempting(var tally) = self else { preconditionFailure("no attempt is under way") }
    let wait = tally.wait(after: recovery, retryAfter: retryAfter, policy: policy, jitter: jitter)
    self = wait == nil ? .ended(tally) : .waiting(tally)
    return wait.map(Action.wait) ?? .giveUp
  }
}

extension RetryState.Tally {
  /// Counts the failure; how long to wait before the next attempt, or `nil` when there is none.
  fileprivate mutating func wait(
    after recovery: Recovery, retryAfter: Duration?, policy: RetryPolicy, jitter: Double
  ) -> Duration? {
    switch recovery {
    case .none: return nil
    case .again: break
    case .whenFree:
      refusals += 1
      freeAttempts += 1
      if refusals >= policy.maximumRefusals { return nil }
      return backoff(refusals, retryAfter, policy, jitter)
    case .whenUp:
      freeAttempts += 1
      return retryAfter.map { asked($0, policy, jitter) } ?? .zero
    case .inAnotherShape:
      freeAttempts += 1
      return .zero
    case .afterTimeout:
      timeouts += 1
      if timeouts >= policy.maximumTimeouts { return nil }
    case .afterUnreadable:
      unreadableAnswers += 1
      if unreadableAnswers >= policy.maximumUnreadableAnswers { return nil }
    case .whenLoaded:
      freeAttempts += 1
      if loadingWaited >= policy.maximumLoadingWait { return nil }
      // Spread over a quarter more; the total is a bound, so what is planned is what counts.
      let wait = min(max(retryAfter ?? policy.loadingWait, policy.loadingWait), policy.maximumWait)
      loadingWaited += wait
      return wait * (1 + jitter / 4)
    }
    let counted = attempts - freeAttempts
    return counted >= policy.maximumAttempts ? nil : backoff(counted, retryAfter, policy, jitter)
  }

  private func asked(_ retryAfter: Duration, _ policy: RetryPolicy, _ jitter: Double) -> Duration {
    min(retryAfter * (1 + jitter / 8), policy.maximumWait)
  }

  private func backoff(
    _ count: Int, _ retryAfter: Duration?, _ policy: RetryPolicy, _ jitter: Double
  ) -> Duration {
    // Never earlier than asked, unless that is beyond the limit; `Retry-After: 0` is no leave to hammer.
    if let retryAfter, retryAfter > .zero { return asked(retryAfter, policy, jitter) }
    var wait = policy.firstWait
    for _ in 1..<max(count, 1) where wait < policy.maximumWait { wait *= 3 }
    return min(wait, policy.maximumWait) * (0.5 + jitter / 2)
  }
}
