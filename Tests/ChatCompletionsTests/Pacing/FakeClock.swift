import Synchronization

/// A clock that stands still until it is told to go on.
final class FakeClock: Sendable {
  private struct Sleeper {
    let end: Duration
    let continuation: CheckedContinuation<Void, Never>
  }

  private let state = Mutex<(now: Duration, sleepers: [Sleeper])>((.zero, []))

  var now: Duration { state.withLock { $0.now } }
  var sleepers: Int { state.withLock { $0.sleepers.count } }

  func pause(_ duration: Duration) async {
    await withCheckedContinuation { continuation in
      state.withLock { $0.sleepers.append(Sleeper(end: $0.now + duration, continuation: continuation)) }
    }
  }

  func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.now += duration
      let now = state.now
      let due = state.sleepers.filter { $0.end <= now }
      state.sleepers.removeAll { $0.end <= now }
      return due
    }
    for sleeper in due { sleeper.continuation.resume() }
  }
}
