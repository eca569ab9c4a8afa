import Synchronization
import Testing

@testable import ChatCompletions

/// A value that several tasks change.
private final class Shared<Value: Sendable>: Sendable {
  private let state: Mutex<Value>

  init(_ value: Value) { state = Mutex(value) }

  var value: Value { state.withLock { $0 } }

  func change(_ change: (inout Value) -> Void) { state.withLock { change(&$0) } }
}

@Suite(.timeLimit(.minutes(1))) struct AdmissionTests {
  let clock = FakeClock()

  func admission(
    concurrency: Int = 16, _ change: (inout PacingLimits) -> Void = { _ in }
  ) -> Admission {
    var limits = PacingLimits(concurrency: concurrency)
    change(&limits)
    return Admission(
      limits: limits, server: "https://example.org", requestTimeout: .seconds(300),
      now: { [clock] in clock.now },
      pause: { [clock] in await clock.pause($0) })
  }

  /// Until that many wait in the queue: tasks come to it in their own time.
  func wait(for count: Int, in admission: Admission) async {
    while admission.load.waiting != count { await Task.yield() }
  }

  func answer(_ admission: Admission, _ ticket: Ticket, cost: Double = 0) {
    admission.leave(
      ticket, answered: .milliseconds(100), total: .milliseconds(200),
      usage: Usage(requests: 1, knownCost: cost))
  }

  static func failure(
    _ kind: ChatError.Kind, status: Int? = nil, recovery: Recovery = .again, retryAfter: Duration? = nil,
    usage: Usage = Usage(requests: 1)
  ) -> AttemptFailure {
    AttemptFailure(
      kind: kind, message: "", status: status, recovery: recovery, retryAfter: retryAfter, usage: usage)
  }

  @Test func neverLetsMoreThroughThanItsLimit() async throws {
    let admission = admission(concurrency: 3)
    let crowd = Shared((now: 0, peak: 0))
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<500 {
        group.addTask {
          guard let ticket = try? await admission.enter(Need()) else { return }
          crowd.change {
            $0.now += 1
            $0.peak = max($0.peak, $0.now)
          }
          if number.isMultiple(of: 3) { await Task.yield() }
          crowd.change { $0.now -= 1 }
          answer(admission, ticket)
        }
      }
    }
    #expect(crowd.value.peak == 3)
    #expect(admission.load == (3, 0, 0))
  }

  @Test func letsThemInInTheOrderTheyCame() async throws {
    let admission = admission(concurrency: 1)
    let first = try await admission.enter(Need())
    let order = Shared<[Int]>([])
    var tasks: [Task<Void, Never>] = []
    for number in 1...20 {
      tasks.append(
        Task {
          guard let ticket = try? await admission.enter(Need()) else { return }
          order.change { $0.append(number) }
          answer(admission, ticket)
        })
      await wait(for: number, in: admission)
    }
    answer(admission, first)
    for task in tasks { await task.value }
    #expect(order.value == Array(1...20))
  }

  @Test func cancelledWaitersLoseNoPlace() async throws {
    let admission = admission(concurrency: 1)
    let first = try await admission.enter(Need())
    let tasks = (0..<200).map { _ in
      Task { () -> ChatError.Kind? in
        do throws(ChatError) {
          answer(admission, try await admission.enter(Need()))
          return nil
        } catch {
          return error.kind
        }
      }
    }
    await wait(for: 200, in: admission)
    for task in tasks.prefix(100) { task.cancel() }
    answer(admission, first)
    for task in tasks.prefix(100) { #expect(await task.value == .cancelled) }
    for task in tasks.dropFirst(100) { #expect(await task.value == nil) }
    answer(admission, try await admission.enter(Need()))
    #expect(admission.load == (1, 0, 0))
  }

  @Test func aTaskThatIsAlreadyCancelledDoesNotWait() async throws {
    let admission = admission(concurrency: 1)
    _ = try await admission.enter(Need())
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try await admission.enter(Need())
    }
    await #expect(throws: ChatError.self) { try await task.value }
  }

  @Test func theEndOfTheRunIsForAllThatWaitAndAllThatCome() async throws {
    let admission = admission(concurrency: 1)
    let first = try await admission.enter(Need())
    let waiting = Task { try await admission.enter(Need()) }
    await wait(for: 1, in: admission)
    admission.endRun(ChatError(kind: .auth, message: "no key", endsRun: true))
    admission.endRun(ChatError(kind: .credit, message: "no money", endsRun: true))
    let error = await #expect(throws: ChatError.self) { try await waiting.value }
    #expect(error?.kind == .auth)
    answer(admission, first)
    await #expect(throws: ChatError.self) { try await admission.enter(Need()) }
  }

  @Test func waitsForTheMinutesRateWithoutLooking() async throws {
    let admission = admission { $0.requestsPerMinute = 60 }
    // Two seconds' worth at once.
    for _ in 0..<2 { answer(admission, try await admission.enter(Need())) }
    let waiting = Task { try await admission.enter(Need()) }
    while clock.sleepers != 1 { await Task.yield() }
    clock.advance(by: .milliseconds(999))
    for _ in 0..<100 { await Task.yield() }
    #expect(admission.load.waiting == 1)
    clock.advance(by: .milliseconds(1))
    _ = try await waiting.value
    #expect(clock.sleepers == 0)
  }

  @Test func waitsForWhatIsInFlightWhenTheWorstCaseDoesNotFit() async throws {
    let admission = admission { $0.maximumCost = 1 }
    let first = try await admission.enter(Need(worstCost: 0.6))
    let waiting = Task { try await admission.enter(Need(worstCost: 0.6)) }
    await wait(for: 1, in: admission)
    answer(admission, first, cost: 0.1)
    let second = try await waiting.value
    // It may have been billed, so it counts at its worst.
    let unanswered = Usage(requests: 1, unansweredRequests: 1)
    _ = admission.leave(second, Self.failure(.timeout, recovery: .afterTimeout, usage: unanswered))
    let error = await #expect(throws: ChatError.self) { try await admission.enter(Need(worstCost: 0.5)) }
    #expect(error?.kind == .costLimit)
    #expect(error?.endsRun == true)
    #expect(
      error?.message
        == "$0.30 of the cost limit of $1.00 is left, and the next request may cost $0.50; hint: raise "
        + "--max-cost")
    // The run has ended: what would fit is not sent either.
    await #expect(throws: ChatError.self) { try await admission.enter(Need(worstCost: 0.01)) }
  }

  @Test func aServerThatIsDownIsLookedAtOnceAndTheFirstAnswerLetsTheOthersIn() async throws {
    let admission = admission()
    let unreachable = Self.failure(.connection)
    for _ in 0..<3 {
      #expect(admission.leave(try await admission.enter(Need()), unreachable) == .again)
    }
    let entered = Shared<[Ticket]>([])
    let tasks = (0..<4).map { _ in
      Task {
        let ticket = try await admission.enter(Need())
        entered.change { $0.append(ticket) }
      }
    }
    await wait(for: 4, in: admission)
    while clock.sleepers != 1 { await Task.yield() }
    clock.advance(by: .seconds(1))
    await wait(for: 3, in: admission)
    while entered.value.count != 1 { await Task.yield() }
    // While it is down a failure is no fault of the request's.
    #expect(admission.leave(entered.value[0], unreachable) == .whenUp)
    while clock.sleepers != 1 { await Task.yield() }
    clock.advance(by: .seconds(2))
    while entered.value.count != 2 { await Task.yield() }
    answer(admission, entered.value[1])
    for task in tasks { try await task.value }
    #expect(admission.load.inFlight == 2)
  }

  /// After Ctrl-C nobody wants to wait for a server that may never come back.
  @Test func aStopEndsTheWaitForAServerThatIsDown() async throws {
    let admission = admission()
    for _ in 0..<3 {
      _ = admission.leave(try await admission.enter(Need()), Self.failure(.connection))
    }
    let waiting = (0..<4).map { _ in Task { try await admission.enter(Need()) } }
    await wait(for: 4, in: admission)
    admission.stop()
    for task in waiting {
      let error = try #require(await #expect(throws: ChatError.self) { try await task.value })
      #expect(error.kind == .cancelled)
    }
    #expect(admission.load.inFlight == 0)
  }

  /// A stop takes nothing from requests whose server is there.
  @Test func aStopLetsTheOthersGoOn() async throws {
    let admission = admission()
    admission.stop()
    answer(admission, try await admission.enter(Need()))
    #expect(admission.load.inFlight == 0)
  }

  @Test func learnsHowLongAnAnswerTakesToBegin() async throws {
    let admission = admission(concurrency: 64)
    // Sent before anything is known: looked at again and again.
    let early = try await admission.enter(Need())
    #expect(admission.firstByteLimit(for: early) == .seconds(1))
    clock.advance(by: .seconds(1))
    #expect(!admission.mayGiveUp(early))
    for _ in 0..<20 { answer(admission, try await admission.enter(Need())) }
    #expect(admission.mayGiveUp(early))
    let ticket = try await admission.enter(Need())
    #expect(admission.firstByteLimit(for: ticket) == .milliseconds(500))
    let second = try await admission.enter(Need(attempt: 2, timeouts: 1))
    #expect(admission.firstByteLimit(for: second) == .seconds(1))
    clock.advance(by: .milliseconds(500))
    #expect(!admission.mayGiveUp(second))
    #expect(admission.mayGiveUp(ticket))
    // Two at the start, and one for each fifty requests.
    #expect(!admission.mayGiveUp(ticket))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let failure: AttemptFailure
    let outcome: AttemptOutcome
    let recovery: Recovery
    var testDescription: String { "\(failure.kind) \(failure.status ?? 0)" }
  }

  @Test(arguments: [
    Case(
      failure: failure(.rateLimited, status: 429, retryAfter: .seconds(3)),
      outcome: .overloaded(retryAfter: .seconds(3)), recovery: .whenFree),
    Case(
      failure: failure(.serverError, status: 503), outcome: .overloaded(retryAfter: nil),
      recovery: .whenFree),
    Case(
      failure: failure(.serverError, status: 503, recovery: .whenLoaded),
      outcome: .refused, recovery: .whenLoaded),
    Case(
      failure: failure(.serverError, status: 529), outcome: .overloaded(retryAfter: nil),
      recovery: .whenFree),
    Case(failure: failure(.serverError, status: 500), outcome: .serverFault, recovery: .again),
    Case(failure: failure(.serverError, status: 409), outcome: .refused, recovery: .again),
    Case(failure: failure(.timeout, status: 504), outcome: .serverFault, recovery: .again),
    Case(
      failure: failure(.timeout, recovery: .afterTimeout, usage: Usage(unansweredRequests: 1)),
      outcome: .silent, recovery: .afterTimeout),
    Case(failure: failure(.connection), outcome: .unreachable, recovery: .again),
    Case(
      failure: failure(.connection, usage: Usage(unansweredRequests: 1)), outcome: .serverFault,
      recovery: .again),
    // A stream that broke off after its usage had come.
    Case(failure: failure(.connection, status: 200), outcome: .serverFault, recovery: .again),
    Case(
      failure: failure(.credit, status: 402, retryAfter: .seconds(9)),
      outcome: .overloaded(retryAfter: .seconds(9)), recovery: .whenFree),
    Case(failure: failure(.credit, status: 402, recovery: .none), outcome: .refused, recovery: .none),
    Case(failure: failure(.badRequest, status: 400, recovery: .none), outcome: .refused, recovery: .none),
    Case(
      failure: failure(.badResponse, status: 200, recovery: .afterUnreadable), outcome: .refused,
      recovery: .afterUnreadable),
    Case(failure: failure(.cancelled, recovery: .none), outcome: .cancelled, recovery: .none),
  ])
  func tellsLoadFromFaults(_ row: Case) async throws {
    #expect(AttemptOutcome(row.failure) == row.outcome)
    let admission = admission()
    #expect(admission.leave(try await admission.enter(Need()), row.failure) == row.recovery)
  }
}
