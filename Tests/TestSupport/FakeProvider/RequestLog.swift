import Synchronization

/// What a fake provider has seen, shared by its connections.
final class RequestLog: Sendable {
  struct State {
    var requests: [FakeRequest] = []
    var count = 0
    var inFlight = 0
    var peakInFlight = 0
    var capacity = Int.max
    var refused = 0
    var billed = 0
    var abandoned = 0
    var bodyBytes = 0
    var lookups = 0
    var connections = 0
  }

  let state = Mutex(State())
  private let recording: FakeProvider.Recording

  init(recording: FakeProvider.Recording) { self.recording = recording }

  func connectionOpened() {
    state.withLock { $0.connections += 1 }
  }

  func lookedUp() {
    state.withLock { $0.lookups += 1 }
  }

  /// Numbers a request that has arrived whole, keeps it if wanted, and counts it as in flight unless there is no room.
  func arrived(
    method: String, path: String, headers: [(name: String, value: String)], body: [UInt8]
  ) -> (request: FakeRequest, isRefused: Bool) {
    state.withLock { state in
      let request = FakeRequest(
        index: state.count, method: method, path: path, headers: headers, body: body)
      state.count += 1
      if recording == .everything { state.requests.append(request) }
      if state.inFlight >= state.capacity {
        state.refused += 1
        return (request, true)
      }
      state.inFlight += 1
      state.peakInFlight = max(state.peakInFlight, state.inFlight)
      return (request, false)
    }
  }

  func bodySent(bytes: Int, isFirst: Bool, isBilled: Bool) {
    state.withLock { state in
      state.bodyBytes += bytes
      if isFirst, isBilled { state.billed += 1 }
    }
  }

  /// The answer is on its way, or the client has gone.
  /// - Parameter isAbandoned: the client went before the first byte of an answer that costs money.
  func ended(isAbandoned: Bool) {
    state.withLock { state in
      state.inFlight -= 1
      if isAbandoned { state.abandoned += 1 }
    }
  }
}
