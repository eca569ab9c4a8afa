#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs a closure on the calling thread and, at the same time, on `count - 1` threads of its own, and waits for all.
///
/// Where the system grants fewer threads, fewer run. Each has the 8 MiB of stack that Linux gives a main thread, which
/// validation of deeply nested values relies on.
func runOnThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
  var threads: [pthread_t] = []
  for _ in 1..<max(count, 1) {
    guard let thread = startThread(body) else { break }
    threads.append(thread)
  }
  body()
  for thread in threads { pthread_join(thread, nil) }
}

/// Starts a thread; nil where the system grants none.
@discardableResult
func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setstacksize(&attributes, 8 << 20)
  let work = Unmanaged.passRetained(ThreadBody(body))
  #if canImport(Glibc)
    var thread = pthread_t()
  #else
    var thread: pthread_t?
  #endif
  guard pthread_create(&thread, &attributes, runThreadBody, work.toOpaque()) == 0 else {
    work.release()
    return nil
  }
  return thread
}

private final class ThreadBody: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

#if canImport(Glibc)
  private func runThreadBody(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let work { Unmanaged<ThreadBody>.fromOpaque(work).takeRetainedValue().body() }
    return nil
  }
#else
  private func runThreadBody(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<ThreadBody>.fromOpaque(work).takeRetainedValue().body()
    return nil
  }
#endif
