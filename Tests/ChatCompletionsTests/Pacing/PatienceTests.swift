import Testing

@testable import ChatCompletions

@Suite struct PatienceTests {
  func patience(after times: [Duration], sent: Int? = nil) -> Patience {
    var patience = Patience()
    for _ in 0..<(sent ?? times.count) { patience.sent() }
    for time in times { patience.answered(firstByte: time, now: .zero) }
    return patience
  }

  @Test func knowsNothingBeforeTwentyAnswers() {
    let few = Array(repeating: Duration.milliseconds(200), count: 19)
    #expect(patience(after: few).limit(timeouts: 0, requestTimeout: .seconds(300)) == nil)
    #expect(
      patience(after: few + [.milliseconds(200)]).limit(timeouts: 0, requestTimeout: .seconds(300)) != nil)
  }

  @Test(arguments: [0.3, 0.9, 2, 7, 31]) func waitsMuchLongerThanNearlyAllAnswersTake(seconds: Double)
    throws
  {
    // One in twenty-five takes longer.
    let times = (0..<200).map { Duration.seconds($0 % 25 == 0 ? 10 * seconds : seconds) }
    let limit = try #require(patience(after: times).limit(timeouts: 0, requestTimeout: .seconds(10_000)))
    // The steps of the count are an eighth of an octave.
    #expect(limit >= .seconds(2.5 * seconds) && limit <= .seconds(2.5 * seconds * 1.13))
  }

  @Test func neverHurriesMoreThanHalfASecond() {
    let times = Array(repeating: Duration.milliseconds(3), count: 50)
    #expect(patience(after: times).limit(timeouts: 0, requestTimeout: .seconds(300)) == .milliseconds(500))
  }

  @Test func waitsTwiceAsLongAfterATimeoutAndThenForTheRequestsOwn() {
    let patience = patience(after: Array(repeating: .milliseconds(3), count: 50))
    #expect(patience.limit(timeouts: 1, requestTimeout: .seconds(300)) == .seconds(1))
    #expect(patience.limit(timeouts: 1, requestTimeout: .seconds(1)) == nil)
    #expect(patience.limit(timeouts: 2, requestTimeout: .seconds(300)) == nil)
  }

  @Test func followsAServerThatBecomesSlower() throws {
    let quick = Array(repeating: Duration.milliseconds(200), count: 5000)
    let slow = Array(repeating: Duration.seconds(3), count: 1000)
    let limit = try #require(patience(after: quick + slow).limit(timeouts: 0, requestTimeout: .seconds(300)))
    #expect(limit >= .seconds(7.5))
  }

  @Test func givesUpNoMoreThanOneInFifty() {
    var patience = Patience()
    var count = 0
    for _ in 0..<5000 {
      patience.sent()
      if patience.giveUp(now: .zero) { count += 1 }
    }
    #expect(count >= 95 && count <= 102)
    // However long all went well, no more than a few at once.
    for _ in 0..<5000 { patience.sent() }
    var burst = 0
    while patience.giveUp(now: .zero) { burst += 1 }
    #expect(burst == 20)
  }

  /// At the end of a run nothing is sent any more: what hangs then must not wait for its own time-out.
  @Test func givesUpOneAfterTheOtherWhereNothingIsAnswered() throws {
    var patience = patience(after: Array(repeating: .milliseconds(200), count: 20))
    let limit = try #require(patience.limit(timeouts: 0, requestTimeout: .seconds(300)))
    patience.answered(firstByte: .milliseconds(200), now: .seconds(10))
    while patience.giveUp(now: .seconds(10)) {}
    let given = [1, 2, 3, 4].map { patience.giveUp(now: .seconds(10) + limit * $0) }
    #expect(given == [false, true, false, true])
    patience.answered(firstByte: .milliseconds(200), now: .seconds(20))
    let after = patience.giveUp(now: .seconds(20) + limit)
    #expect(!after)
  }
}
