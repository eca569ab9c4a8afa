@testable import ChatCompletions

/// A run of many requests against a made-up server, in made-up time: events in the order of their times, no clock.
struct SimulatedRun {
  /// What the server makes of a request that arrives, and when its answer is whole.
  typealias Server = (inout SimulatedServer) -> (outcome: SimulatedServer.Outcome, after: Duration)

  var limits: PacingLimits
  var requests: Int
  /// Documents worked on at a time; `nil`: as many as requests may be in flight.
  var tasks: Int?
  var policy = RetryPolicy()
  var seed: UInt64 = 1
  /// Stops then, whatever is left.
  var end: Duration = .seconds(100_000)

  /// What came of it.
  struct Report {
    var wall = Duration.zero
    var sent = 0
    var refused = 0
    var complete = 0
    var failed = 0
    /// When each answer was whole.
    var answers: [Duration] = []
    /// When each request was sent.
    var sends: [Duration] = []
    /// The limit, whenever it changed.
    var limits: [(time: Duration, limit: Int)] = []
    var ending: ChatError.Kind?
    var spent = 0.0

    func answers(from start: Double, to end: Double) -> Int {
      answers.count { $0 >= .seconds(start) && $0 < .seconds(end) }
    }
    func limit(at time: Double) -> Int { limits.last { $0.time <= .seconds(time) }?.limit ?? 0 }
  }

  private enum Event {
    case outcome(Int, Ticket, SimulatedServer.Outcome, after: Duration)
    case again(Int)
    case look
  }

  func run(_ need: Need = Need(), usage: Usage = .zero, _ serve: Server) -> Report {
    var report = Report()
    var core = AdmissionState(limits: limits, server: "https://example.org")
    var server = SimulatedServer(seed: seed)
    var events = EventQueue<Event>()
    var states = [RetryState](repeating: .ready, count: requests)
    var queue: [Int] = []
    var head = 0
    var next = min(tasks ?? limits.concurrency, requests)
    queue.append(contentsOf: 0..<next)
    var now = Duration.zero
    var alarm = Duration.seconds(Int64.max)

    func ended() {
      if next < requests {
        queue.append(next)
        next += 1
      }
    }
    func pump() {
      while head < queue.count {
        let request = queue[head]
        var need = need
        need.attempt = states[request].attempts + 1
        switch core.admit(need, now: now) {
        case .refuse:
          report.failed += 1
          head += 1
          ended()
        case .wait(let until):
          if let until, until < alarm {
            alarm = until
            events.add(.look, at: until)
          }
          return
        case .send(let ticket):
          head += 1
          _ = states[request].next()
          report.sent += 1
          report.sends.append(now)
          server.now = now
          server.inFlight += 1
          let (outcome, after) = serve(&server)
          if outcome == .full { server.inFlight -= 1 }
          events.add(.outcome(request, ticket, outcome, after: after), at: now + after)
        }
      }
    }
    pump()
    while let (time, event) = events.next(), time < end {
      now = time
      switch event {
      case .look: alarm = .seconds(Int64.max)
      case .again(let request): queue.append(request)
      case .outcome(let request, let ticket, let outcome, let after):
        if outcome != .full { server.inFlight -= 1 }
        let told = outcome.attempt(after: after)
        let isFree = core.leave(ticket, told, usage: usage, now: now)
        if case .overloaded = told { report.refused += 1 }
        if outcome == .answered {
          states[request].succeeded()
          report.answers.append(now)
          report.complete += 1
          ended()
        } else {
          var recovery: Recovery = outcome == .full ? .whenFree : .again
          if isFree { recovery = .whenUp }
          let jitter = server.chance()
          if case .wait(let wait) = states[request].failed(
            recovery, retryAfter: nil, policy: policy, jitter: jitter)
          {
            events.add(.again(request), at: now + wait)
          } else {
            report.failed += 1
            ended()
          }
        }
        report.wall = now
      }
      pump()
      if report.limits.last?.limit != core.limit.current { report.limits.append((now, core.limit.current)) }
    }
    report.ending = core.ending?.kind
    report.spent = core.spending.spent
    return report
  }
}
