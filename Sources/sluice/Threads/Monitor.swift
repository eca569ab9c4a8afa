#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A value that one thread at a time sees, and a way to wait until it has changed.
///
/// `@unchecked Sendable`: `state` is read and written with the mutex held only, by closures that can neither bring in nor
/// take out what isn't `Sendable`. (Of pthreads, not `Mutex`: that can't be waited on, and the thread sanitizer doesn't
/// see it.)
final class Monitor<State>: @unchecked Sendable {
  private var state: State
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init(_ state: sending State) {
    self.state = state
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Sees and changes the state; those who wait look again afterwards.
  func withLock<R: Sendable>(_ body: @Sendable (inout State) -> R) -> R {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }
    return body(&state)
  }

  /// The same where no other thread holds the state; nil where one does.
  func withLockIfAvailable<R: Sendable>(_ body: @Sendable (inout State) -> R) -> R? {
    guard pthread_mutex_trylock(mutex) == 0 else { return nil }
    defer { pthread_mutex_unlock(mutex) }
    return body(&state)
  }

  /// Waits until `body` returns a value, which it is asked for now and after each change.
  func wait<R: Sendable>(_ body: @Sendable (inout State) -> R?) -> R {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      pthread_cond_wait(condition, mutex)
    }
  }
}
