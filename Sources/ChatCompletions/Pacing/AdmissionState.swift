/// All that decides whether a request may be sent now: pure, and driven by ``Admission`` or a simulation.
struct AdmissionState: Sendable {
  enum Decision {
    case send(Ticket)
    /// Look again then, or, where it is `nil`, when a request in flight has ended.
    case wait(until: Duration?)
    case refuse(ChatError)
  }

  /// A request's own fault ends with its attempts; while the server is down, this many sends are free.
  static let freeAttempts = 8

  private(set) var limit: ConcurrencyLimit
  private(set) var circuit = Circuit()
  private(set) var spending: Spending
  var patience = Patience()
  private(set) var ending: ChatError?
  /// The run is asked to end: nobody waits any more for a server that is down.
  private var isStopping = false
  private var requests: RateBucket?
  private var tokens: RateBucket?
  private let maximumDowntime: Duration
  private let server: String

  /// - Parameter server: its name in messages.
  init(limits: PacingLimits, server: String) {
    self.server = server
    limit = ConcurrencyLimit(maximum: limits.concurrency)
    spending = Spending(ceiling: limits.maximumCost, alreadySpent: limits.alreadySpent)
    requests = limits.requestsPerMinute.map { RateBucket(perMinute: $0) }
    tokens = limits.tokensPerMinute.map { RateBucket(perMinute: $0) }
    maximumDowntime = limits.maximumDowntime
  }

  mutating func end(_ error: ChatError) {
    if ending == nil { ending = error }
  }

  mutating func stop() { isStopping = true }

  /// Whether the request at the head of the queue may be sent.
  mutating func admit(_ need: Need, now: Duration) -> Decision {
    if let ending { return .refuse(ending) }
    if limit.inFlight >= limit.current { return .wait(until: nil) }
    var isProbe = false
    switch circuit.admission(now: now) {
    case .open: break
    case .asProbe: isProbe = true
    case .closed(let until):
      guard isStopping else { return .wait(until: until) }
      let message = "\(server) did not answer any more when the run was stopped"
      return .refuse(ChatError(kind: .cancelled, message: message))
    }
    let time = max(
      requests?.time(for: 1, now: now) ?? now, tokens?.time(for: need.estimatedTokens, now: now) ?? now)
    if time > now { return .wait(until: time) }
    switch spending.verdict(need.worstCost) {
    case .fits: break
    case .waits: return .wait(until: nil)
    case .exceeds:
      let error = costLimit(need)
      end(error)
      return .refuse(error)
    }
    requests?.take(1, now: now)
    tokens?.take(need.estimatedTokens, now: now)
    let worst = spending.worst(need.worstCost)
    spending.reserve(worst)
    patience.sent()
    if isProbe { circuit.probeSent() }
    return .send(
      Ticket(need: need, sentAt: now, reserved: worst, pass: limit.send(), isProbe: isProbe))
  }

  /// Takes in what came of an attempt.
  /// - Returns: whether a failure is the server's and not the request's, so that it must not use up an attempt.
  mutating func leave(_ ticket: Ticket, _ outcome: AttemptOutcome, usage: Usage, now: Duration) -> Bool {
    settle(ticket, usage, now: now)
    let wasDown = circuit.isOpen
    let others = limit.inFlight - 1
    var isFree = false
    switch outcome {
    case .answered(let firstByte, let total):
      limit.answered(ticket.pass, firstByte: firstByte, total: total, now: now)
      patience.answered(firstByte: firstByte, now: now)
      circuit.good(isProbe: ticket.isProbe, now: now)
    case .refused:
      limit.left(ticket.pass)
      circuit.good(isProbe: ticket.isProbe, now: now)
    case .cancelled:
      limit.left(ticket.pass)
      if ticket.isProbe { circuit.probeCancelled() }
    case .overloaded(let retryAfter):
      limit.refused(ticket.pass, now: now)
      // While others are being served it is a matter of how many.
      let weight = others == 0 || ticket.isProbe ? Circuit.threshold / 2 + 1 : 0
      circuit.bad(weight: weight, isProbe: ticket.isProbe, others: others, retryAfter: retryAfter, now: now)
      isFree = wasDown
    case .silent:
      limit.refused(ticket.pass, now: now)
      circuit.bad(isProbe: ticket.isProbe, others: others, now: now)
    case .serverFault:
      limit.left(ticket.pass)
      // One document may fail each time; when others fail too it is the server.
      circuit.bad(
        weight: ticket.need.attempt == 1 || circuit.badInARow > 1 ? 1 : 0, isProbe: ticket.isProbe,
        others: others, now: now)
      isFree = wasDown && ticket.need.attempt < AdmissionState.freeAttempts
    case .unreachable:
      limit.left(ticket.pass)
      circuit.bad(weight: 2, isProbe: ticket.isProbe, others: others, now: now)
      isFree = wasDown
    }
    if wasDown, !circuit.isOpen { limit.restart() }
    if circuit.isOpen, ticket.isProbe, let since = circuit.downSince, now - since >= maximumDowntime {
      end(serverDown(for: now - since))
    }
    return isFree
  }

  private mutating func settle(_ ticket: Ticket, _ usage: Usage, now: Duration) {
    let isUnknown = usage.unansweredRequests + usage.unpricedAnswers > 0
    spending.settle(ticket.reserved, cost: isUnknown ? nil : usage.knownCost)
    if usage.unansweredRequests + usage.uncountedAnswers == 0 {
      tokens?.settle(
        ticket.need.estimatedTokens, as: usage.promptTokens + usage.completionTokens, takenAt: ticket.sentAt,
        now: now)
    }
  }

  private func costLimit(_ need: Need) -> ChatError {
    let (left, ceiling) = (money(spending.left ?? 0), money(spending.ceiling ?? 0))
    let next = need.worstCost.map { ", and the next request may cost $\(money($0))" } ?? ""
    return ChatError(
      kind: .costLimit,
      message: "$\(left) of the cost limit of $\(ceiling) is left\(next); hint: raise "
        + "--max-cost",
      endsRun: true)
  }

  private func serverDown(for time: Duration) -> ChatError {
    ChatError(
      kind: .serverDown,
      message: "\(server) has served no request for \(time.components.seconds) s; hint: run again when "
        + "the server is back", endsRun: true)
  }
}

/// Up to six places, without zeros at the end.
private func money(_ dollars: Double) -> String {
  let millionths = Int(min((dollars * 1e6).rounded(), 1e15))
  var places = String(String(1_000_000 + millionths % 1_000_000).dropFirst())
  while places.count > 2, places.hasSuffix("0") { places.removeLast() }
  return "\(millionths / 1_000_000).\(places)"
}
