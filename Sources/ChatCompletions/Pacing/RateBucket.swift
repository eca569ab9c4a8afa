/// A limit a minute, of requests or of tokens. Keeps to it in every minute, not only on average, and spreads what it lets
/// through rather than spending a minute's worth at once. No clock, no I/O.
struct RateBucket: Sendable {
  /// What was taken in each of the last seconds, by second modulo the count: a minute and the second it began in.
  private var taken = [Int](repeating: 0, count: 61)
  private var sum = 0
  private var second = 0
  /// What may be taken at once; it fills by the rate.
  private var level: Double
  private var filledAt = Duration.zero
  private let perMinute: Int

  init(perMinute: Int) {
    self.perMinute = max(perMinute, 1)
    level = 0
    level = burst
  }

  /// Two seconds' worth may go at once, so that a timer that is late loses nothing.
  private var burst: Double { max(Double(perMinute) / 30, 1) }

  /// When that much may be taken: `now` or later. More than a minute's worth goes when nothing else does.
  mutating func time(for amount: Int, now: Duration) -> Duration {
    advance(to: now)
    var time = now
    // More than fits is taken in advance, and the next one waits for it.
    let missing = min(Double(amount), burst) - level
    if missing > 1e-9 { time += .seconds(missing * 60 / Double(perMinute)) }
    var over = sum + amount - perMinute
    guard over > 0, sum > 0 else { return time }
    for age in stride(from: 60, through: 0, by: -1) where second - age >= 0 {
      over -= taken[(second - age) % 61]
      if over <= 0 { return max(time, .seconds(second - age + 61)) }
    }
    return max(time, .seconds(second + 61))
  }

  mutating func take(_ amount: Int, now: Duration) {
    advance(to: now)
    level -= Double(amount)
    change(second, by: amount)
  }

  /// What was taken by estimate turned out to be more or less.
  mutating func settle(_ estimate: Int, as amount: Int, takenAt time: Duration, now: Duration) {
    advance(to: now)
    level = min(level + Double(estimate - amount), burst)
    let then = Int(time.components.seconds)
    if second - then <= 60 { change(then, by: amount - estimate) }
  }

  private mutating func change(_ second: Int, by amount: Int) {
    taken[second % 61] += amount
    sum += amount
  }

  private mutating func advance(to now: Duration) {
    guard now > filledAt else { return }
    level = min(level + (now - filledAt).inSeconds * Double(perMinute) / 60, burst)
    filledAt = now
    let current = Int(now.components.seconds)
    for passed in max(second + 1, current - 60)...max(current, second + 1) where passed <= current {
      sum -= taken[passed % 61]
      taken[passed % 61] = 0
    }
    second = max(second, current)
  }
}
