import Synchronization
import Testing

@testable import ChatCompletions

/// How many are inside at a time.
final class Crowd: Sendable {
  private let count = Mutex((now: 0, peak: 0))

  var peak: Int { count.withLock { $0.peak } }

  func change(by difference: Int) {
    count.withLock {
      $0.now += difference
      $0.peak = max($0.peak, $0.now)
    }
  }
}

@Suite(.timeLimit(.minutes(1))) struct RequestGateTests {
  @Test func neverLetsMoreThroughThanItsLimit() async throws {
    let gate = RequestGate(limit: 3)
    let inside = Crowd()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<500 {
        group.addTask {
          do {
            try await gate.enter()
          } catch {
            return
          }
          inside.change(by: 1)
          if number.isMultiple(of: 3) { await Task.yield() }
          inside.change(by: -1)
          gate.leave()
        }
      }
    }
    #expect(inside.peak <= 3)
    #expect(inside.peak > 0)
    // Every place has come back.
    for _ in 0..<3 { try await gate.enter() }
  }

  @Test func cancelledWaitersLoseNoPlace() async throws {
    let gate = RequestGate(limit: 1)
    try await gate.enter()
    let tasks = (0..<200).map { _ in
      Task { () -> Bool in
        do {
          try await gate.enter()
          gate.leave()
          return true
        } catch {
          return false
        }
      }
    }
    for task in tasks.prefix(100) { task.cancel() }
    gate.leave()
    for task in tasks.dropFirst(100) { #expect(await task.value) }
    for task in tasks.prefix(100) { _ = await task.value }
    try await gate.enter()
  }
}
