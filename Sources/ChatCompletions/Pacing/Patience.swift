/// How long to wait for the first byte of an answer before the request is given up and asked again: learned from the
/// answers so far. No clock, no I/O.
///
/// Of all requests at most one in fifty is given up this way, so that a server that has become slow is not asked
/// everything twice. Only where nothing is answered any more, so that nothing is sent that would earn more, one after the
/// other is given up.
struct Patience: Sendable {
  /// Answers that must have come first.
  static let neededAnswers = 20
  static let smallestLimit = Duration.milliseconds(500)
  /// Of the time that 95 of 100 answers take to begin. Where times spread as a log-normal distribution does, even with a deviation
  /// of 1, one sound request in two hundred takes longer; with 0.5, one in five thousand.
  static let factor = 2.5
  static let share = 0.02
  /// Requests that may be given up in a burst. With 256 in flight of which one in two hundred hangs, eight within a second are
  /// no rare thing.
  static let burst = 20.0

  /// Counts by the logarithm of the time, eight steps an octave from one millisecond to over two hours.
  private var counts = [UInt32](repeating: 0, count: 192)
  private var total: UInt32 = 0
  private var answersUntilLook = Patience.neededAnswers
  private var learned: Duration?
  private var allowance = 2.0
  /// When last an answer came, or a request was given up beyond the allowance.
  private var quietSince = Duration.zero

  var hasLearned: Bool { learned != nil }

  /// The limit for an attempt, or `nil` before enough is known. Doubles when an earlier attempt timed out, since it may be the
  /// question that takes long; after a second one, only the request's own time-out holds, which a slow answer must get once.
  func limit(timeouts: Int, requestTimeout: Duration) -> Duration? {
    guard let learned, timeouts < 2 else { return nil }
    let limit = learned * (timeouts + 1)
    return limit < requestTimeout ? limit : nil
  }

  mutating func sent() { allowance = min(allowance + Patience.share, Patience.burst) }

  /// Whether a request that was silent for its limit may be given up.
  mutating func giveUp(now: Duration) -> Bool {
    if allowance >= 1 {
      allowance -= 1
      return true
    }
    guard let learned, now - quietSince >= learned * 2 else { return false }
    quietSince = now
    return true
  }

  mutating func answered(firstByte: Duration, now: Duration) {
    quietSince = now
    counts[Patience.step(of: firstByte)] += 1
    total += 1
    answersUntilLook -= 1
    guard answersUntilLook <= 0 else { return }
    answersUntilLook = 16
    look()
    guard total >= 1024 else { return }
    // What was long ago counts for less.
    total = 0
    for index in counts.indices {
      counts[index] /= 2
      total += counts[index]
    }
  }

  private mutating func look() {
    var above = total / 20
    var step = counts.count - 1
    while step > 0, above >= counts[step] {
      above -= counts[step]
      step -= 1
    }
    learned = max(Patience.upperBound(of: step) * Patience.factor, Patience.smallestLimit)
  }

  private static func step(of time: Duration) -> Int {
    let milliseconds = max(time.inSeconds * 1000, 1)
    let octave = milliseconds.exponent
    return min(Int(octave) * 8 + Int((milliseconds.significand - 1) * 8), 191)
  }

  private static func upperBound(of step: Int) -> Duration {
    .milliseconds((1 + Double(step % 8 + 1) / 8) * Double(1 << (step / 8)))
  }
}
