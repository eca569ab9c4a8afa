import Testing

@testable import ChatCompletions

@Suite struct CircuitTests {
  func open(at time: Duration = .zero) -> Circuit {
    var circuit = Circuit()
    for _ in 0..<5 { circuit.bad(isProbe: false, others: 0, now: time) }
    return circuit
  }

  @Test func opensAfterFiveFailuresInARow() {
    var circuit = Circuit()
    for _ in 0..<4 { circuit.bad(isProbe: false, others: 0, now: .zero) }
    circuit.good(isProbe: false, now: .zero)
    for _ in 0..<4 { circuit.bad(isProbe: false, others: 0, now: .seconds(1)) }
    #expect(circuit.admission(now: .seconds(1)) == .open)
    circuit.bad(isProbe: false, others: 0, now: .seconds(2))
    #expect(circuit.isOpen)
    #expect(circuit.admission(now: .seconds(2)) == .closed(until: .seconds(3)))
    #expect(circuit.downSince == .seconds(1))
  }

  @Test func opensSoonerWhereNoConnectionComesAbout() {
    var circuit = Circuit()
    circuit.bad(isProbe: false, others: 0, now: .zero)
    circuit.bad(weight: 2, isProbe: false, others: 0, now: .zero)
    #expect(!circuit.isOpen)
    circuit.bad(weight: 2, isProbe: false, others: 0, now: .zero)
    #expect(circuit.isOpen)
  }

  @Test func aFewQuickFailuresBesideManyInFlightSayNothing() {
    var circuit = Circuit()
    for _ in 0..<20 { circuit.bad(isProbe: false, others: 200, now: .zero) }
    #expect(!circuit.isOpen)
    for _ in 0..<30 { circuit.bad(isProbe: false, others: 200, now: .zero) }
    #expect(circuit.isOpen)
  }

  @Test func looksOnceAtATimeAndLessAndLessOften() {
    var circuit = open()
    var now = Duration.zero
    for wait in [1, 2, 4, 8, 16, 30, 30] {
      let next = now + .seconds(wait)
      #expect(circuit.admission(now: next - .milliseconds(1)) == .closed(until: next))
      #expect(circuit.admission(now: next) == .asProbe)
      circuit.probeSent()
      #expect(circuit.admission(now: next) == .closed(until: nil))
      now = next
      circuit.bad(isProbe: true, others: 0, now: now)
    }
    circuit.probeSent()
    circuit.good(isProbe: true, now: now)
    #expect(circuit.admission(now: now) == .open)
    #expect(circuit.downSince == nil)
  }

  @Test func waitsAsLongAsTheServerAsks() {
    var circuit = open()
    circuit.probeSent()
    circuit.bad(isProbe: true, others: 0, retryAfter: .seconds(40), now: .seconds(1))
    #expect(circuit.admission(now: .seconds(40)) == .closed(until: .seconds(41)))
    circuit.probeSent()
    circuit.bad(isProbe: true, others: 0, retryAfter: .seconds(9999), now: .seconds(41))
    #expect(circuit.admission(now: .seconds(100)) == .closed(until: .seconds(101)))
  }

  @Test func anAnswerToAnEarlierRequestBringsTheProbeForward() {
    var circuit = open()
    circuit.good(isProbe: false, now: .milliseconds(300))
    #expect(circuit.admission(now: .milliseconds(300)) == .asProbe)
  }

  @Test func aCancelledProbeMakesRoomForAnother() {
    var circuit = open()
    circuit.probeSent()
    circuit.probeCancelled()
    #expect(circuit.admission(now: .seconds(1)) == .asProbe)
  }

  /// A server that is away for a while, in the middle of a run.
  @Test(
    arguments: [
      (SimulatedServer.Outcome.down, 1), (.down, 4), (.down, 16), (.down, 256), (.fault, 4), (.fault, 16),
      (.fault, 256), (.full, 1), (.full, 4), (.full, 16), (.full, 256),
    ], [3.0, 30])
  func aServerThatIsAwayLosesNoRequest(_ server: (SimulatedServer.Outcome, Int), length: Double) {
    let (outcome, concurrency) = server
    let report = SimulatedRun(
      limits: PacingLimits(concurrency: concurrency), requests: 50 * concurrency
    ).run { server in
      server.now > .seconds(5) && server.now < .seconds(5 + length)
        ? (outcome, .milliseconds(2)) : (.answered, .milliseconds(200))
    }
    #expect(report.complete == 50 * concurrency)
    #expect(report.failed == 0)
    // It is back within as long as it was away, and the start is the limit's.
    #expect(report.wall <= .seconds(10 + 2 * length + 2))
    let asked = report.sends.count { $0 > .seconds(5) && $0 < .seconds(5 + length) }
    #expect(asked <= Int(1.3 * Double(concurrency)) + 10)
  }

  @Test func aServerThatStaysAwayEndsTheRun() {
    let report = SimulatedRun(limits: PacingLimits(concurrency: 16), requests: 1000).run { server in
      server.now > .seconds(5) ? (.down, .milliseconds(2)) : (.answered, .milliseconds(200))
    }
    #expect(report.ending == .serverDown)
    #expect(report.wall > .seconds(305) && report.wall < .seconds(340))
    #expect(report.sends.count { $0 > .seconds(5) } < 50)
  }

  /// A document that a server can't take, beside good ones.
  @Test(arguments: [1, 4]) func aRequestThatAlwaysFailsDoesNotHoldUpTheOthers(concurrency: Int) {
    // Every twentieth request to arrive is that document's: it comes again and again.
    var arrived = 0
    let report = SimulatedRun(limits: PacingLimits(concurrency: concurrency), requests: 400).run { _ in
      arrived += 1
      return arrived.isMultiple(of: 20) ? (.fault, .milliseconds(2)) : (.answered, .milliseconds(200))
    }
    #expect(report.complete == 400)
    #expect(report.wall <= .seconds(1.1 * 80 / Double(concurrency)))
  }
}
