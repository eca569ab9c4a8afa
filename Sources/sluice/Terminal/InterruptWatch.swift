import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Turns SIGINT and SIGTERM into a stop: the first asks for it, the second has everything cancelled.
struct InterruptWatch {
  private let first = FirstSignal()
  private let sources: [any DispatchSourceSignal]

  /// Watches from now on.
  ///
  /// - Parameters:
  ///   - stop: called for the first signal.
  ///   - cancel: called for the second signal.
  init(stop: @escaping @Sendable () -> Void, cancel: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM].map { [first] number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        guard first.set(number) else { return cancel() }
        printError("\nsluice: stopping; the documents in work are finished first (once more to stop at once)")
        stop()
      }
      source.resume()
      return source
    }
  }

  /// The exit code for the signal that came: 130 or 143; nil where none did.
  var exitCode: Int32? { first.number.map { 128 + $0 } }

  private final class FirstSignal: Sendable {
    private let state = Mutex<Int32?>(nil)

    var number: Int32? { state.withLock { $0 } }

    /// Keeps the number; false where there is one already.
    func set(_ number: Int32) -> Bool {
      state.withLock { state in
        guard state == nil else { return false }
        state = number
        return true
      }
    }
  }
}
