@testable import ChatCompletions

/// What a made-up server knows when a request arrives.
struct SimulatedServer {
  enum Outcome: Hashable {
    case answered, full, fault, down, silent

    func attempt(after time: Duration) -> AttemptOutcome {
      switch self {
      case .answered: .answered(firstByte: time, total: time)
      case .full: .overloaded(retryAfter: nil)
      case .fault: .serverFault
      case .down: .unreachable
      case .silent: .silent
      }
    }
  }

  var now = Duration.zero
  /// The one that arrives included.
  var inFlight = 0
  /// When each of a queueing server's workers is free.
  var workers: [Duration] = []
  private var generator: UInt64

  init(seed: UInt64) { generator = seed }

  /// From 0 up to 1 (splitmix64).
  mutating func chance() -> Double {
    generator &+= 0x9e37_79b9_7f4a_7c15
    var z = generator
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    z ^= z >> 31
    return Double(z >> 11) / Double(1 << 53)
  }

  /// When a server of that many workers, each busy for `time`, is done with what arrives now.
  mutating func queue(workers count: Int, time: Duration) -> Duration {
    if workers.isEmpty { workers = Array(repeating: .zero, count: count) }
    let first = workers.indices.min { workers[$0] < workers[$1] } ?? 0
    workers[first] = max(workers[first], now) + time
    return workers[first] - now
  }
}
