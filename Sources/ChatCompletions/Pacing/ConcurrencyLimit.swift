/// How many requests may be in flight: as many as the server takes, up to a maximum. No clock, no chance, no I/O.
///
/// What matters is the *fraction* of requests refused among those sent lately. A server that refuses at random refuses the
/// same fraction whatever the load, so asking it less loses time and wins nothing; one that is full refuses none below its
/// capacity and all above. Each decrease is therefore a trial: where it changes nothing, it is taken back.
struct ConcurrencyLimit: Sendable {
  private enum Phase {
    /// One more for every so many answers.
    case growing(answersPerStep: Int)
    /// The limit is where it should be; look for more from then on.
    case holding(until: Duration, answersLeft: Int)
    /// One more than what is known to be good.
    case probing(good: Int)
    /// Fewer than before: is the throughput the same?
    case trying(before: Int, throughput: Double, latency: Double)
  }

  /// A decrease for refusals that nothing has confirmed yet.
  private struct Decrease {
    var limit: Int
    var fraction: Double
  }

  static let start = 32
  /// Outcomes that are judged together, at least.
  static let smallestRound = 16
  static let holdingTime = Duration.seconds(2)
  static let holdingAnswers = 40

  private(set) var current: Int
  private(set) var inFlight = 0
  private let maximum: Int
  private var phase = Phase.growing(answersPerStep: 1)
  private var growth = 0

  // Of the requests sent since the limit last went down, in this round.
  private var epoch = 0
  private var pending = 0
  private var sent = 0
  private var refused = 0
  private var answered = 0
  private var latencies = 0.0
  private var durations = 0.0

  /// The fraction of refusals that is not for load; before anything is known, the guess is high.
  private var background = 0.08
  /// The lowest mean time to the first byte in a round, in seconds.
  private var latency: Double?
  private var decrease: Decrease?

  init(maximum: Int) {
    self.maximum = max(maximum, 1)
    current = min(self.maximum, ConcurrencyLimit.start)
  }

  /// Counts a request that is about to be sent; what it returns is handed back with the outcome.
  mutating func send() -> Int {
    inFlight += 1
    pending += 1
    sent += 1
    return epoch
  }

  /// The request ended without a word about load.
  mutating func left(epoch: Int) {
    inFlight -= 1
    if epoch == self.epoch { pending -= 1 }
  }

  mutating func answered(epoch: Int, firstByte: Duration, total: Duration, now: Duration) {
    let isFull = inFlight >= current
    left(epoch: epoch)
    if case .growing(let answersPerStep) = phase, isFull, current < maximum {
      growth += 1
      if growth >= answersPerStep {
        growth = 0
        current += 1
      }
    }
    guard epoch == self.epoch else { return }
    answered += 1
    latencies += firstByte.inSeconds
    durations += total.inSeconds
    endRound(isFull: isFull, now: now)
  }

  mutating func refused(epoch: Int, now: Duration) {
    left(epoch: epoch)
    guard epoch == self.epoch else {
      // It was on its way when the limit went down: what is in flight without it is what the server took.
      if epoch == self.epoch - 1, decrease != nil { current = max(min(current, inFlight), 1) }
      return
    }
    refused += 1
    if Double(refused) > tolerated { overloaded(now: now) } else { endRound(isFull: false, now: now) }
  }

  /// Begins again with few, after the server was down.
  mutating func restart() {
    current = min(current, 8)
    decrease = nil
    phase = .growing(answersPerStep: 1)
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
    let fraction = Double(refused) / Double(max(sent, 1))
    let taken = max(min(current, inFlight), 1)
    switch phase {
    case .probing(let good):
      current = max(good, min(current - 1, inFlight))
      decrease = nil
      hold(now: now)
    default:
      if let last = decrease, fraction <= max(0.15, last.fraction), sent >= ConcurrencyLimit.smallestRound {
        // Fewer requests, and as many of them refused: it is not the load.
        current = max(last.limit, current)
        background = fraction
        decrease = nil
        phase = .growing(answersPerStep: 2)
      } else if let last = decrease {
        decrease = Decrease(limit: last.limit, fraction: max(last.fraction, fraction))
        current = max(min(taken, current * 4 / 5), 1)
        hold(now: now)
      } else {
        decrease = Decrease(limit: current, fraction: fraction)
        current = taken
        hold(now: now)
      }
    }
    beginEpoch()
  }

  private mutating func hold(now: Duration) {
    phase = .holding(
      until: now + ConcurrencyLimit.holdingTime,
      answersLeft: max(ConcurrencyLimit.holdingAnswers, 2 * current))
  }

  private mutating func endRound(isFull: Bool, now: Duration) {
    let outcomes = answered + refused
    guard outcomes >= max(ConcurrencyLimit.smallestRound, current) else { return }
    background += (Double(refused) / Double(outcomes) - background) / 4
    decrease = nil
    guard answered > 0 else { return beginRound() }
    let mean = latencies / Double(answered)
    let throughput = Double(current) / max(durations / Double(answered), 1e-9)
    let isSlow = latency.map { mean > 2 * $0 } ?? false
    latency = min(latency ?? mean, mean)

    switch phase {
    case .trying(let before, let throughputBefore, let latencyBefore):
      if throughput >= 0.9 * throughputBefore {
        hold(now: now)
      } else {
        // The server did more work with more requests. Its answers take longer, and that is all.
        current = before
        latency = latencyBefore
        phase = .growing(answersPerStep: 2)
      }
    case _ where isSlow && isFull && current > 1:
      phase = .trying(before: current, throughput: throughput, latency: mean)
      current = max(min(current - 1, current * 4 / 5), 1)
      return beginEpoch()
    case .growing:
      break
    case .probing:
      phase = .growing(answersPerStep: 2)
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

  private mutating func beginEpoch() {
    epoch += 1
    pending = 0
    beginRound()
  }

  private mutating func beginRound() {
    sent = pending
    refused = 0
    answered = 0
    latencies = 0
    durations = 0
  }
}
