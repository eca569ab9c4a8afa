import Synchronization

/// Where every attempt of a run asks for leave to be sent: in the order they come, as many at a time and a minute as the
/// limits and the server allow, and none that could cost more than is left.
final class Admission: Sendable {
  private struct Waiter {
    let id: UInt64
    let need: Need
    /// `nil` when it has gone.
    var continuation: CheckedContinuation<Ticket, any Error>?
  }

  private struct State {
    var core: AdmissionState
    var nextID: UInt64 = 0
    /// By ascending id; those before `head` have gone.
    var waiters: [Waiter] = []
    var head = 0
    var alarm: Duration?

    /// Forgets those that have gone, when they are most of the list.
    mutating func compact() {
      if head == waiters.count {
        waiters.removeAll(keepingCapacity: true)
        head = 0
      } else if head > 64, head > waiters.count / 2 {
        waiters.removeFirst(head)
        head = 0
      }
    }
  }

  private let state: Mutex<State>
  private let requestTimeout: Duration
  private let now: @Sendable () -> Duration
  private let pause: @Sendable (Duration) async throws -> Void

  /// - Parameters:
  ///   - server: its name in messages.
  ///   - requestTimeout: the limit of one attempt, which no learned limit exceeds.
  ///   - now: the time since some beginning; it never goes back.
  ///   - pause: waits that long by the same clock.
  init(
    limits: PacingLimits, server: String, requestTimeout: Duration,
    now: @escaping @Sendable () -> Duration = Admission.timeSinceStart(),
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    state = Mutex(State(core: AdmissionState(limits: limits, server: server)))
    self.requestTimeout = requestTimeout
    self.now = now
    self.pause = pause
  }

  static func timeSinceStart() -> @Sendable () -> Duration {
    let start = ContinuousClock.now
    return { ContinuousClock.now - start }
  }

  /// How many may be in flight, and are; and how many wait.
  var load: (limit: Int, inFlight: Int, waiting: Int) {
    state.withLock { ($0.core.limit.current, $0.core.limit.inFlight, $0.waiters.count - $0.head) }
  }

  /// Waits for leave. Every ticket is given back with ``leave(_:answered:total:usage:)`` or ``leave(_:_:)``.
  /// - Throws: kind `cancelled`, or the error that has ended the run (``endRun(_:)``, `costLimit`, `serverDown`).
  func enter(_ need: Need) async throws(ChatError) -> Ticket {
    enum First { case send(Ticket), refuse(ChatError), queue(UInt64) }
    let time = now()
    let first = state.withLock { state -> First in
      if state.head == state.waiters.count {
        switch state.core.admit(need, now: time) {
        case .send(let ticket): return .send(ticket)
        case .refuse(let error): return .refuse(error)
        case .wait: break
        }
      }
      state.nextID += 1
      return .queue(state.nextID)
    }
    switch first {
    case .send(let ticket): return ticket
    case .refuse(let error): throw error
    case .queue(let id):
      do {
        return try await withTaskCancellationHandler {
          try await withCheckedThrowingContinuation { queue(Waiter(id: id, need: need, continuation: $0)) }
        } onCancel: {
          cancel(id)
        }
      } catch let error as ChatError {
        throw error
      } catch {
        throw ChatError(kind: .cancelled, message: "the request was cancelled before it was sent")
      }
    }
  }

  /// An answer came whole, or was cut.
  func leave(_ ticket: Ticket, answered firstByte: Duration, total: Duration, usage: Usage) {
    _ = leave(ticket, .answered(firstByte: firstByte, total: total), usage)
  }

  /// The attempt failed.
  /// - Returns: how to go on, which is the failure's own recovery unless the server is full or down.
  func leave(_ ticket: Ticket, _ failure: AttemptFailure) -> Recovery {
    let outcome = AttemptOutcome(failure)
    let isFree = leave(ticket, outcome, failure.usage)
    switch failure.recovery {
    case .again, .afterTimeout:
      if isFree { return .whenUp }
      if case .overloaded = outcome { return .whenFree }
      return failure.recovery
    case .none, .whenFree, .whenUp, .whenLoaded, .inAnotherShape, .afterUnreadable: return failure.recovery
    }
  }

  /// How long to wait for the first byte before ``mayGiveUp(_:)`` is asked, which is then to be asked again and
  /// again. `nil` when only the request's own time-out holds.
  func firstByteLimit(for ticket: Ticket) -> Duration? {
    state.withLock { state in
      // What is not known yet may be known when it is asked for.
      if !state.core.patience.hasLearned { return .seconds(1) }
      return state.core.patience.limit(timeouts: ticket.need.timeouts, requestTimeout: requestTimeout)
    }
  }

  /// Whether a request that has been silent since it was sent may be given up and asked again.
  func mayGiveUp(_ ticket: Ticket) -> Bool {
    let time = now()
    let silent = time - ticket.sentAt
    return state.withLock { state in
      let limit = state.core.patience.limit(timeouts: ticket.need.timeouts, requestTimeout: requestTimeout)
      guard let limit, silent >= limit else { return false }
      return state.core.patience.giveUp(now: time)
    }
  }

  /// Lets nothing more through: all that wait, and all that come, get the error. What is in flight goes on. The first
  /// error stays.
  func endRun(_ error: ChatError) {
    state.withLock { $0.core.end(error) }
    advance()
  }

  /// The run is asked to end: what waits for a server that is down, and what would, is cancelled. The rest goes on.
  func stop() {
    state.withLock { $0.core.stop() }
    advance()
  }

  private func leave(_ ticket: Ticket, _ outcome: AttemptOutcome, _ usage: Usage) -> Bool {
    let time = now()
    let isFree = state.withLock { $0.core.leave(ticket, outcome, usage: usage, now: time) }
    advance()
    return isFree
  }

  private func queue(_ waiter: Waiter) {
    let isCancelled = state.withLock { state in
      if Task.isCancelled { return true }
      // Ids were drawn in this order, or nearly: two that came at once may change places.
      var index = state.waiters.count
      while index > state.head, state.waiters[index - 1].id > waiter.id { index -= 1 }
      state.waiters.insert(waiter, at: index)
      return false
    }
    if isCancelled { waiter.continuation?.resume(throwing: CancellationError()) } else { advance() }
  }

  private func cancel(_ id: UInt64) {
    let continuation = state.withLock { state -> CheckedContinuation<Ticket, any Error>? in
      var range = state.head..<state.waiters.count
      while !range.isEmpty {
        let middle = range.lowerBound + range.count / 2
        if state.waiters[middle].id == id {
          defer { state.waiters[middle].continuation = nil }
          return state.waiters[middle].continuation
        }
        range =
          state.waiters[middle].id < id ? middle + 1..<range.upperBound : range.lowerBound..<middle
      }
      return nil
    }
    guard let continuation else { return }
    continuation.resume(throwing: CancellationError())
    advance()
  }

  /// Lets in whoever may go, and sees to it that someone looks again in time.
  private func advance() {
    let time = now()
    var admitted: [(CheckedContinuation<Ticket, any Error>, Result<Ticket, any Error>)] = []
    let alarm = state.withLock { state -> Duration? in
      defer { state.compact() }
      while state.head < state.waiters.count {
        guard let continuation = state.waiters[state.head].continuation else {
          state.head += 1
          continue
        }
        switch state.core.admit(state.waiters[state.head].need, now: time) {
        case .send(let ticket): admitted.append((continuation, .success(ticket)))
        case .refuse(let error): admitted.append((continuation, .failure(error)))
        case .wait(let until):
          guard let until, until < state.alarm ?? .seconds(Int64.max) else { return nil }
          state.alarm = until
          return until
        }
        state.head += 1
      }
      return nil
    }
    for (continuation, result) in admitted { continuation.resume(with: result) }
    if let alarm { wake(at: alarm, now: time) }
  }

  /// The task ends by itself at its time, and keeps nothing alive.
  private func wake(at alarm: Duration, now: Duration) {
    Task { [weak self, pause] in
      try? await pause(alarm - now)
      guard let self else { return }
      self.state.withLock { if $0.alarm == alarm { $0.alarm = nil } }
      self.advance()
    }
  }
}
