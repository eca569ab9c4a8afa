/// How many requests may be in flight: as many as the server takes, up to a maximum. No clock, no chance, no I/O.
///
/// What matters is the *fraction* of requests refused among those sent lately. A server that refuses at random refuses the
/// same fraction whatever the load, so asking it less loses time and wins nothing; one that is full refuses none below its
/// capacity and all above. Each decrease is therefore a trial: where it changes nothing, it is taken back.
struct ConcurrencyLimit: Sendable {
  private enum Phase {
    /// One more for every ``answersPerStep``.
    case growing
    /// The limit is where it should be; look for more from then on.
    case holding(until: Duration, answersLeft: Int)
    /// One more than what is known to be good.
    case probing(good: Int)
    /// Fewer than before: is the throughput the same?
    case trying(Trial)
  }

  /// How it was before the limit went down to see what that changes.
  private struct Trial {
    var limit: Int
    /// Requests a second.
    var throughput: Double
    /// Seconds to the first byte.
    var latency: Double
    /// The fraction refused, where that is the reason.
    var refused: Double?
  }

  /// The limit before it went down for refusals, while they go on; what fraction they were in the last whole round since.
  private struct Decrease {
    var limit: Int
    var refused: Double?
  }

  /// Handed back with the outcome of a request.
  struct Pass: Sendable {
    fileprivate let epoch: Int
    /// Requests in flight with it when it was sent.
    fileprivate let load: Int
  }

  static let start = 32
  /// Outcomes that are judged together, at least.
  static let smallestRound = 16
  /// From this fraction on refusals are for load, whatever else.
  static let many = 0.5
  static let holdingTime = Duration.seconds(2)
  /// Where one increase after the other fails at the same limit.
  static let longestHoldingTime = Duration.seconds(4.5)
  static let holdingAnswers = 20

  private(set) var current: Int
  private(set) var inFlight = 0
  private let maximum: Int
  private var phase = Phase.growing
  /// Doubles the limit in a round trip at first; less boldly later, when there is something to lose.
  private var answersPerStep = 1
  private var growth = 0

  // Of the requests sent since the limit last went down, in this round.
  private var epoch = 0
  private var roundSize: Int
  private var pending = 0
  private var sent = 0
  private var refused = 0
  private var answered = 0
  private var latencies = 0.0
  private var durations = 0.0
  private var loads = 0

  /// The fraction of refusals that is not for load; before anything is known, the guess is high.
  private var background = 0.08
  /// The lowest mean time to the first byte in a round, in seconds.
  private var latency: Double?
  private var decrease: Decrease?
  /// Where refusals began, the last time they did.
  private var ceiling: Int?
  /// The limit of the last round that went well.
  private var proven = 0
  private var holdingTime = ConcurrencyLimit.holdingTime

  init(maximum: Int) {
    self.maximum = max(maximum, 1)
    current = min(self.maximum, ConcurrencyLimit.start)
    roundSize = max(ConcurrencyLimit.smallestRound, current)
  }

  /// Counts a request that is about to be sent.
  mutating func send() -> Pass {
    inFlight += 1
    pending += 1
    sent += 1
    return Pass(epoch: epoch, load: inFlight)
  }

  /// The request ended without a word about load.
  mutating func left(_ pass: Pass) {
    inFlight -= 1
    if pass.epoch == epoch { pending -= 1 }
  }

  mutating func answered(_ pass: Pass, firstByte: Duration, total: Duration, now: Duration) {
    let isFull = inFlight >= current
    left(pass)
    // An answer that was slow to come is no reason to ask for more.
    let isQuick = latency.map { firstByte.inSeconds <= 2 * $0 } ?? true
    if case .growing = phase, isFull, isQuick, current < maximum {
      growth += 1
      if growth >= answersPerStep {
        growth = 0
        current += 1
      }
    }
    guard pass.epoch == epoch else { return }
    answered += 1
    loads += pass.load
    latencies += firstByte.inSeconds
    durations += total.inSeconds
    endRound(isFull: isFull, now: now)
  }

  mutating func refused(_ pass: Pass, now: Duration) {
    left(pass)
    guard pass.epoch == epoch else {
      // It was on its way when the limit went down: what is in flight without it is what the server took.
      if pass.epoch == epoch - 1, decrease != nil {
        current = max(min(current, inFlight), proven / 2, 1)
      }
      return
    }
    refused += 1
    // After a decrease, few refusals are judged when the round is over: they may be chance's.
    let isMany = Double(refused) >= ConcurrencyLimit.many * Double(sent)
    if Double(refused) > tolerated, decrease == nil || isMany {
      overloaded(now: now)
    } else {
      endRound(isFull: false, now: now)
    }
  }

  /// Begins again with few, after the server was down.
  mutating func restart() {
    current = min(current, 8)
    decrease = nil
    phase = .growing
    answersPerStep = 1
    ceiling = nil
    beginEpoch()
  }

  /// Refusals in a round that chance explains: the mean and three standard deviations.
  private var tolerated: Double {
    if case .probing = phase { return tolerated(background) }
    return max(tolerated(max(background, 0.02)), 2)
  }

  private func tolerated(_ fraction: Double) -> Double {
    let mean = fraction * Double(sent)
    return mean + 3 * mean.squareRoot()
  }

  private mutating func overloaded(now: Duration) {
    if case .probing(let good) = phase {
      current = max(good, min(current - 1, inFlight))
      decrease = nil
    } else if decrease != nil {
      current = lower(current)
      proven = 0
    } else {
      // What is in flight is what the server took. But where a crowd comes back at once, places that were free a moment
      // later may have been refused, so one bad moment takes away no more than half of what a whole round has proven.
      decrease = Decrease(limit: current)
      current = max(min(current, inFlight), min(proven / 2, current), 1)
    }
    let isSame = ceiling.map { abs($0 - current) <= max($0 / 4, 1) } ?? false
    holdingTime =
      isSame ? min(holdingTime * 1.5, ConcurrencyLimit.longestHoldingTime) : ConcurrencyLimit.holdingTime
    ceiling = current
    hold(now: now)
    beginEpoch()
  }

  private func lower(_ limit: Int) -> Int { max(min(limit * 4 / 5, inFlight), 1) }

  private mutating func hold(now: Duration) {
    phase = .holding(
      until: now + holdingTime,
      answersLeft: max(ConcurrencyLimit.holdingAnswers, 2 * current))
  }

  private mutating func endRound(isFull: Bool, now: Duration) {
    let outcomes = answered + refused
    guard outcomes >= roundSize else { return }
    let fraction = Double(refused) / Double(outcomes)
    let expected = max(background, 0.02) * Double(outcomes)
    let isMuch = Double(refused) > max(expected + 2 * expected.squareRoot(), 2)
    if let last = decrease, Double(refused) > tolerated {
      let isFalling = last.refused.map { fraction < 0.8 * $0 } ?? true
      if fraction >= ConcurrencyLimit.many || fraction > 0.15 && isFalling {
        decrease?.refused = fraction
        proven = 0
        current = lower(current)
        hold(now: now)
        return beginEpoch()
      }
      // Fewer requests, and some are refused all the same: it is not the load.
      restore(last.limit, background: fraction)
    }
    if decrease == nil { proven = current }
    background += (min(fraction, background) - background) / 4
    decrease = nil
    guard answered > 0 else { return beginRound() }
    let mean = latencies / Double(answered)
    // Little's law.
    let throughput = Double(loads) / max(durations, 1e-9)
    let isSlow = latency.map { mean > 1.5 * $0 } ?? false
    latency = min(latency ?? mean, mean)

    switch phase {
    case .trying(let trial) where trial.refused.map({ fraction > $0 / 2 }) ?? false:
      restore(trial.limit, background: fraction)
    case .trying(let trial) where trial.refused == nil && throughput < 0.95 * trial.throughput:
      // The server did more work with more requests. Its answers take longer, and that is all.
      latency = trial.latency
      restore(trial.limit, background: background)
    case .probing:
      if let ceiling, current < min(max(ceiling * 5 / 4, ceiling + 2), maximum) {
        phase = .probing(good: current)
        current += 1
      } else {
        phase = .growing
        answersPerStep = 2
      }
    case _ where current > 1 && (isMuch || isSlow && isFull):
      var trial = Trial(
        limit: current, throughput: throughput, latency: mean, refused: isMuch ? fraction : nil)
      if !isMuch, case .trying(let first) = phase { trial.throughput = first.throughput }
      phase = .trying(trial)
      current = max(min(current - 1, current * 4 / 5), 1)
      beginEpoch()
      if !isMuch { roundSize *= 2 }  // Times vary more than refusals do.
      return
    case .trying:
      hold(now: now)
    case .growing:
      break
    case .holding(let until, let answersLeft):
      let left = answersLeft - outcomes
      if left <= 0, now >= until, isFull, current < maximum {
        phase = .probing(good: current)
        current += 1
      } else {
        phase = .holding(until: until, answersLeft: left)
      }
    }
    beginRound()
  }

  /// A decrease has changed nothing: it is taken back.
  private mutating func restore(_ limit: Int, background: Double) {
    current = max(limit, current)
    self.background = min(background, ConcurrencyLimit.many)
    phase = .growing
  }

  private mutating func beginEpoch() {
    epoch += 1
    pending = 0
    beginRound()
  }

  private mutating func beginRound() {
    roundSize = max(ConcurrencyLimit.smallestRound, current)
    sent = pending
    refused = 0
    answered = 0
    latencies = 0
    durations = 0
    loads = 0
  }
}
