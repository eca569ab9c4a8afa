import Testing

@testable import ChatCompletions

/// The retry machine by hand: no clock, no chance.
@Suite struct RetryStateTests {
  let policy = RetryPolicy()

  /// Fails until the machine gives up; the waits it asked for.
  func waits(
    _ recoveries: [Recovery], retryAfter: Duration? = nil, policy: RetryPolicy = RetryPolicy(),
    jitter: Double = 0
  ) -> (waits: [Duration], attempts: Int) {
    var state = RetryState.ready
    var waits: [Duration] = []
    for recovery in recoveries {
      #expect(state.next() == .send)
      switch state.failed(recovery, retryAfter: retryAfter, policy: policy, jitter: jitter) {
      case .wait(let wait): waits.append(wait)
      case .giveUp: return (waits, state.attempts)
      case .send: Issue.record("failed() sends nothing")
      }
    }
    Issue.record("the machine never gave up")
    return (waits, state.attempts)
  }

  @Test func backsOffThreeTimesAsLongEachTimeUpToFiveAttempts() {
    let course = waits(Array(repeating: .again, count: 9))
    #expect(course.attempts == 5)
    #expect(course.waits == [50, 150, 450, 1350].map { .milliseconds($0) })
    #expect(
      waits(Array(repeating: .again, count: 9), jitter: 1).waits
        == [100, 300, 900, 2700].map { .milliseconds($0) })
  }

  @Test func neverTriesAgainWhatIsHopeless() {
    let course = waits([.none])
    #expect(course.attempts == 1)
    #expect(course.waits.isEmpty)
  }

  @Test func anEarlierFaultDoesNotMakeAHopelessOneWorthMore() {
    #expect(waits([.again, .none]).attempts == 2)
  }

  @Test func waitsAsLongAsTheServerAsksAndNoLongerThanTheLimit() {
    let asked = waits(Array(repeating: .again, count: 9), retryAfter: .seconds(8))
    #expect(asked.waits == Array(repeating: .seconds(8), count: 4))
    let spread = waits(Array(repeating: .again, count: 9), retryAfter: .seconds(8), jitter: 1)
    #expect(spread.waits == Array(repeating: .seconds(9), count: 4))
    let tooLong = waits(Array(repeating: .again, count: 9), retryAfter: .seconds(3600))
    #expect(tooLong.waits == Array(repeating: .seconds(60), count: 4))
  }

  @Test func neverWaitsLongerThanTheLimitByItself() {
    var policy = policy
    policy.maximumAttempts = 12
    let course = waits(Array(repeating: .again, count: 12), policy: policy, jitter: 1)
    #expect(course.attempts == 12)
    #expect(course.waits.max() == .seconds(60))
  }

  @Test func paysForFewerTimeoutsAndUnreadableAnswers() {
    #expect(waits(Array(repeating: .afterTimeout, count: 9)).attempts == 3)
    #expect(waits(Array(repeating: .afterUnreadable, count: 9)).attempts == 2)
    #expect(waits([.afterUnreadable, .again, .afterTimeout, .again, .again]).attempts == 5)
  }

  @Test func aLoadingModelUsesUpTimeNotAttempts() {
    let loading = Array(repeating: Recovery.whenLoaded, count: 120)
    let course = waits(loading + Array(repeating: .again, count: 9))
    #expect(course.attempts == 125)
    #expect(course.waits.prefix(120).allSatisfy { $0 == .seconds(1) })
    #expect(Array(course.waits.dropFirst(120)) == [50, 150, 450, 1350].map { .milliseconds($0) })
    #expect(waits(Array(repeating: .whenLoaded, count: 1000)).attempts == 301)
  }

  @Test func waitsLongerForABusyServerThanForABrokenOne() {
    let course = waits(Array(repeating: .whenFree, count: 20))
    #expect(course.attempts == 10)
    #expect(
      course.waits == [50, 150, 450, 1350, 4050, 12_150, 30_000, 30_000, 30_000].map { .milliseconds($0) })
    #expect(waits([.whenFree, .whenFree, .again, .again, .again, .again, .again]).attempts == 7)
  }

  @Test func aServerThatIsDownUsesUpNothing() {
    let course = waits(Array(repeating: .whenUp, count: 50) + [.again, .none])
    #expect(course.attempts == 52)
    #expect(course.waits == Array(repeating: .zero, count: 50) + [.milliseconds(50)])
    // The pause of the whole run may end before the time that this request was told to wait.
    let asked = waits([.whenUp, .none], retryAfter: .seconds(2))
    #expect(asked.waits == [.seconds(2)])
  }

  @Test func endsWithSuccess() {
    var state = RetryState.ready
    #expect(state.attempts == 0)
    #expect(state.next() == .send)
    #expect(state.failed(.again, retryAfter: nil, policy: policy, jitter: 0) == .wait(.milliseconds(50)))
    #expect(state.next() == .send)
    state.succeeded()
    #expect(state.attempts == 2)
    guard case .ended = state else {
      Issue.record("the request has not ended")
      return
    }
  }
}
