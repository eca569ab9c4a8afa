import Synchronization

/// Lets at most so many requests through at a time, in the order they came. The limit is the upper one a user sets; the
/// place to make it follow the server's load is here.
final class RequestGate: Sendable {
  private struct Waiter {
    let id: UInt64
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var free: Int
    var nextID: UInt64 = 0
    var waiters: [Waiter] = []
  }

  private let state: Mutex<State>

  init(limit: Int) { state = Mutex(State(free: limit)) }

  /// Waits for a place. Every place taken is given back with ``leave()``.
  func enter() async throws(CancellationError) {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    do {
      try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
          enum Outcome { case entered, cancelled, queued }
          let outcome = state.withLock { state -> Outcome in
            if Task.isCancelled { return .cancelled }
            if state.free > 0 {
              state.free -= 1
              return .entered
            }
            state.waiters.append(Waiter(id: id, continuation: continuation))
            return .queued
          }
          switch outcome {
          case .entered: continuation.resume()
          case .cancelled: continuation.resume(throwing: CancellationError())
          case .queued: break
          }
        }
      } onCancel: {
        let waiter = state.withLock { state -> Waiter? in
          guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
          return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(throwing: CancellationError())
      }
    } catch {
      throw CancellationError()
    }
  }

  /// Gives the place to the one who has waited longest.
  func leave() {
    let waiter = state.withLock { state -> Waiter? in
      if state.waiters.isEmpty {
        state.free += 1
        return nil
      }
      return state.waiters.removeFirst()
    }
    waiter?.continuation.resume()
  }
}
