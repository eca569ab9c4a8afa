import Testing

@testable import ChatCompletions

@Suite struct RateBucketTests {
  /// Takes as soon as it may, for a while.
  func taken(
    perMinute: Int, for length: Duration, amount: (inout SimulatedServer) -> Int
  ) -> [(time: Duration, amount: Int)] {
    var bucket = RateBucket(perMinute: perMinute)
    var chance = SimulatedServer(seed: 7)
    var all: [(time: Duration, amount: Int)] = []
    var now = Duration.zero
    while now < length {
      let next = amount(&chance)
      while true {
        let time = bucket.time(for: next, now: now)
        if time <= now { break }
        now = time
      }
      bucket.take(next, now: now)
      all.append((now, next))
    }
    return all
  }

  /// The most that any minute holds.
  func fullestMinute(_ all: [(time: Duration, amount: Int)]) -> Int {
    var first = 0
    var sum = 0
    var most = 0
    for (time, amount) in all {
      sum += amount
      while all[first].time <= time - .seconds(60) {
        sum -= all[first].amount
        first += 1
      }
      most = max(most, sum)
    }
    return most
  }

  @Test(arguments: [1, 2, 7, 60, 500, 3000]) func noMinuteHoldsMoreRequestsThanAllowed(rate: Int) {
    let all = taken(perMinute: rate, for: .seconds(600)) { _ in 1 }
    #expect(fullestMinute(all) <= rate)
    #expect(all.count >= Int(0.95 * Double(rate) * 10))
  }

  @Test(arguments: [(100_000, 500...3000), (100_000, 20_000...50_000), (1_000_000, 1...9000)])
  func noMinuteHoldsMoreTokensThanAllowed(rate: Int, range: ClosedRange<Int>) {
    let all = taken(perMinute: rate, for: .seconds(600)) {
      range.lowerBound + Int($0.chance() * Double(range.count))
    }
    #expect(fullestMinute(all) <= rate)
    // Large amounts leave gaps that none of them fits.
    let total = all.reduce(0) { $0 + $1.amount }
    #expect(Double(total) >= (range.upperBound > rate / 10 ? 0.7 : 0.95) * Double(rate) * 10)
  }

  @Test func spreadsWhatItLetsThrough() {
    let all = taken(perMinute: 600, for: .seconds(120)) { _ in 1 }
    // Two seconds' worth at once, then one every 100 ms.
    #expect(all.count { $0.time < .seconds(1) } <= 30)
    #expect(all.count { $0.time < .seconds(30) } <= 321)
  }

  @Test func lateTimersLoseNothing() {
    var bucket = RateBucket(perMinute: 6000)
    var now = Duration.zero
    var count = 0
    while now < .seconds(60) {
      while bucket.time(for: 1, now: now) <= now {
        bucket.take(1, now: now)
        count += 1
      }
      now += .milliseconds(50)
    }
    #expect(count >= 5900 && count <= 6000)
  }

  @Test func moreThanAMinuteAllowsGoesAlone() {
    var bucket = RateBucket(perMinute: 1000)
    var now = bucket.time(for: 5000, now: .zero)
    bucket.take(5000, now: now)
    now = bucket.time(for: 1, now: now)
    #expect(now >= .seconds(60))
  }

  @Test func anEstimateThatWasTooHighMakesRoom() {
    var bucket = RateBucket(perMinute: 6000)
    bucket.take(6000, now: .zero)
    #expect(bucket.time(for: 100, now: .seconds(2)) > .seconds(50))
    bucket.settle(6000, as: 600, takenAt: .zero, now: .seconds(2))
    // What was taken above the burst is still waited for.
    #expect(bucket.time(for: 100, now: .seconds(2)) == .seconds(5))
    bucket.take(100, now: .seconds(5))
    bucket.settle(100, as: 5400, takenAt: .seconds(5), now: .seconds(6))
    #expect(bucket.time(for: 1000, now: .seconds(6)) > .seconds(55))
  }
}
