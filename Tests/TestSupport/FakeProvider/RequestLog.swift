import Synchronization

/// What a fake provider has seen, shared by its connections.
final class RequestLog: Sendable {
  struct State {
    var requests: [FakeRequest] = []
    var count = 0
    var inFlight = 0
    var peakInFlight = 0
    var connections = 0
  }

  let state = Mutex(State())
  private let recording: FakeProvider.Recording

  init(recording: FakeProvider.Recording) { self.recording = recording }

  func connectionOpened() {
    state.withLock { $0.connections += 1 }
  }

  /// Numbers a request that has arrived whole, keeps it if wanted, and counts it as in flight.
  func arrived(
    method: String, path: String, headers: [(name: String, value: String)], body: [UInt8]
  ) -> FakeRequest {
    state.withLock { state in
      let request = FakeRequest(
        index: state.count, method: method, path: path, headers: headers, body: body)
      state.count += 1
      state.inFlight += 1
      state.peakInFlight = max(state.peakInFlight, state.inFlight)
      if recording == .everything { state.requests.append(request) }
      return request
    }
  }

  /// The answer is on its way, or the client has gone.
  func ended() {
    state.withLock { $0.inFlight -= 1 }
  }
}
