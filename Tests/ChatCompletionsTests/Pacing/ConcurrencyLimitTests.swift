import Testing

@testable import ChatCompletions

/// The limit against made-up servers, in made-up time: 256 allowed, answers of 200 ms unless said otherwise.
@Suite struct ConcurrencyLimitTests {
  static let seeds = Array(UInt64(1)...3)

  func run(
    _ requests: Int, concurrency: Int = 256, seed: UInt64 = 1, end: Double = 100_000,
    _ serve: SimulatedRun.Server
  ) -> SimulatedRun.Report {
    SimulatedRun(
      limits: PacingLimits(concurrency: concurrency), requests: requests, seed: seed, end: .seconds(end)
    ).run(Need(), serve)
  }

  /// 200 ms, or anything from 100 to 300.
  static func answer(_ server: inout SimulatedServer, varied: Bool) -> Duration {
    varied ? .seconds(0.1 + 0.2 * server.chance()) : .milliseconds(200)
  }

  @Test func neverGoesAboveWhatTheUserAllows() {
    #expect(run(500, concurrency: 7) { _ in (.answered, .milliseconds(200)) }.limits.map(\.limit) == [7])
    // Nor where it comes back from below.
    let dip = SimulatedRun(
      limits: PacingLimits(concurrency: 20), requests: 5000, tasks: 64
    ).run { server in
      server.inFlight > (server.now < .seconds(10) ? 17 : 30)
        ? (.full, .milliseconds(2)) : (.answered, .milliseconds(200))
    }
    #expect(dip.limit(at: 9) < 20)
    #expect(dip.limits.map(\.limit).max() == 20)
    let wide = run(3000, concurrency: 100) { _ in (.answered, .milliseconds(200)) }
    #expect(wide.limits.first?.limit == 33)
    #expect(wide.limits.last?.limit == 100)
  }

  @Test func doublesEachRoundTripUntilAllThatIsAllowedIsUsed() {
    // 32, 64, 128, then 256 at a time.
    #expect(run(2000) { _ in (.answered, .milliseconds(200)) }.wall == .seconds(2))
  }

  @Test(arguments: [false, true], seeds)
  func findsTheCapacityOfAServerThatRefusesWhatIsAboveIt(varied: Bool, seed: UInt64) {
    let report = run(2000, seed: seed) { server in
      server.inFlight > 20
        ? (.full, .milliseconds(2)) : (.answered, Self.answer(&server, varied: varied))
    }
    #expect(report.complete == 2000)
    #expect(report.wall <= .seconds(22))
    #expect(Double(report.refused) < 0.03 * Double(report.sent))
  }

  /// A place is free again only a moment after its answer has come.
  @Test(arguments: seeds) func staysBelowTheCapacityOfAServerThatIsLateToFreeAPlace(seed: UInt64) {
    let report = run(2000, seed: seed) { server in
      let now = server.now
      server.workers.removeAll { $0 <= now }
      if server.workers.count >= 20 { return (.full, .milliseconds(2)) }
      let answer = Self.answer(&server, varied: true)
      server.workers.append(now + answer + .milliseconds(1))
      return (.answered, answer)
    }
    #expect(report.complete == 2000)
    #expect(report.wall <= .seconds(24))
    #expect(Double(report.refused) < 0.05 * Double(report.sent))
  }

  @Test(arguments: [1, 2, 4, 8], [2, 200])
  func findsASmallCapacityToo(capacity: Int, refusal: Int) {
    let report = run(1000) { server in
      server.inFlight > capacity
        ? (.full, .milliseconds(refusal)) : (.answered, Self.answer(&server, varied: true))
    }
    #expect(report.complete == 1000)
    #expect(report.wall <= .seconds(1.1 * 200 / Double(capacity)))
    #expect(Double(report.refused) < 0.08 * Double(report.sent))
  }

  /// 5% refused and 3% failed, whatever the load.
  static func mixed(_ server: inout SimulatedServer, varied: Bool) -> (SimulatedServer.Outcome, Duration) {
    let chance = server.chance()
    if chance < 0.05 { return (.full, .milliseconds(2)) }
    if chance < 0.08 { return (.fault, .milliseconds(2)) }
    return (.answered, answer(&server, varied: varied))
  }

  @Test(arguments: [false, true]) func doesNotTakeRefusalsByChanceForLoad(varied: Bool) {
    let walls = (UInt64(1)...9).map { seed in
      let report = run(2000, seed: seed) { Self.mixed(&$0, varied: varied) }
      #expect(report.complete == 2000)
      #expect(report.limits.allSatisfy { $0.limit >= 24 })
      return report.wall
    }.sorted()
    // A clean run takes 2 s. The last request that fails twice decides, so the middle one of many runs counts.
    #expect(walls[4] <= .seconds(2.5))
    for seed in ConcurrencyLimitTests.seeds {
      let report = run(6000, seed: seed) { Self.mixed(&$0, varied: varied) }
      #expect(report.complete == 6000)
      #expect(report.wall <= .seconds(1.25 * 5.2))
    }
  }

  @Test(arguments: [false, true], seeds)
  func keepsItsPaceWhenRefusalsByChanceBeginLate(varied: Bool, seed: UInt64) {
    let report = run(15_000, seed: seed) { server in
      server.now > .seconds(5) && server.chance() < 0.05
        ? (.full, .milliseconds(2)) : (.answered, Self.answer(&server, varied: varied))
    }
    #expect(report.complete == 15_000)
    #expect(report.wall <= .seconds(1.25 * 12.2))
  }

  @Test(arguments: seeds) func getsThroughManyRefusalsByChance(seed: UInt64) {
    let report = run(5000, seed: seed) { server in
      server.chance() < 0.2 ? (.full, .milliseconds(20)) : (.answered, Self.answer(&server, varied: true))
    }
    #expect(report.complete == 5000)
    #expect(report.wall <= .seconds(90))
  }

  @Test(arguments: [false, true], seeds)
  func followsACapacityThatMovesWithinTenSeconds(varied: Bool, seed: UInt64) {
    let report = run(20_000, seed: seed, end: 60) { server in
      let capacity = server.now < .seconds(20) || server.now >= .seconds(40) ? 20 : 100
      return server.inFlight > capacity
        ? (.full, .milliseconds(2)) : (.answered, Self.answer(&server, varied: varied))
    }
    #expect(report.answers(from: 10, to: 20) >= 900)
    #expect(report.answers(from: 30, to: 40) >= 4500)
    #expect(report.answers(from: 50, to: 60) >= 900)
    #expect(Double(report.refused) < 0.03 * Double(report.sent))
    #expect(report.failed == 0)
  }

  /// Eight workers and a queue: more requests only wait longer.
  @Test(arguments: [false, true]) func asksAServerThatQueuesForLessAndLosesNothing(varied: Bool) {
    let report = run(4000) { server in
      let time = Self.answer(&server, varied: varied)
      return (.answered, server.queue(workers: 8, time: time))
    }
    #expect(report.wall <= .seconds(1.02 * 4000 * 0.2 / 8))
    let mean = stride(from: 10.0, to: 100, by: 1).reduce(0) { $0 + report.limit(at: $1) } / 90
    #expect(mean < 150)
  }

  @Test func doesNotMindAnswersThatMerelyBecomeLonger() {
    let report = run(20_000) { server in
      (.answered, Self.answer(&server, varied: true) * (server.now < .seconds(5) ? 1 : 5))
    }
    // 5 s at 1,280 a second less the start, the rest at 256 a second.
    #expect(report.wall <= .seconds(1.03 * (5 + (20_000 - 5900) / 256.0)))
    #expect(report.limit(at: 30) == 256)
  }

  /// A server that takes requests together: each takes longer the more there are, and it does more work all the same.
  @Test func doesNotTakeSlowerAnswersForAQueueWhereMoreIsDone() {
    let report = run(10_000) { server in
      (.answered, .milliseconds(500 + 5 * server.inFlight))
    }
    #expect(report.wall <= .seconds(1.08 * 10_000 * 1.78 / 256))
    #expect(report.limit(at: 60) == 256)
  }

  /// A limit a minute: the minute's requests at once, then nothing but refusals.
  @Test func losesNothingToALimitAMinute() {
    var minute = 0
    var count = 0
    let report = run(1800, concurrency: 32) { server in
      let now = Int(server.now.components.seconds / 60)
      if now != minute { (minute, count) = (now, 0) }
      count += 1
      return count > 600 ? (.full, .milliseconds(2)) : (.answered, .milliseconds(500))
    }
    #expect(report.complete == 1800)
    #expect(report.wall <= .seconds(165))
    #expect(Double(report.refused) < 0.08 * Double(report.sent))
  }
}
