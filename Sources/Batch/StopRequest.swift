import Synchronization

/// Asks a run from outside to start no more documents and to end when those in flight have.
package final class StopRequest: Sendable {
  private let flag = Atomic(false)

  package init() {}

  /// Asks for the stop. Safe to call from any thread, and again.
  package func request() { flag.store(true, ordering: .relaxed) }

  /// Whether the stop has been asked for.
  package var isRequested: Bool { flag.load(ordering: .relaxed) }
}
