import Synchronization

@testable import ChatCompletions

/// Stands for the clock: a wait is written down and over at once.
final class Waits: Sendable {
  private let kept = Mutex<[Duration]>([])

  var all: [Duration] { kept.withLock { $0 } }

  /// The time that the waits have taken.
  var elapsed: Duration { all.reduce(.zero, +) }

  func pause(_ duration: Duration) {
    kept.withLock { $0.append(duration) }
  }
}
