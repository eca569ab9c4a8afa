#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ends the process at SIGINT and SIGTERM, with exit code 130 or 143, wherever it stands: also where it waits for input.
///
/// Call it before any other thread is started. A signal that is ignored (`nohup`, a job in the background) stays so.
///
/// - Parameter lastWords: called before the end.
func exitOnInterrupt(_ lastWords: @escaping @Sendable () -> Void) {
  var signals = sigset_t()
  sigemptyset(&signals)
  sigaddset(&signals, SIGINT)
  sigaddset(&signals, SIGTERM)
  // Threads inherit the mask, so that the signal is left for the thread that waits for it.
  pthread_sigmask(SIG_BLOCK, &signals, nil)
  startThread { [signals] in
    var signals = signals
    var number: Int32 = 0
    guard sigwait(&signals, &number) == 0 else { return }
    lastWords()
    _exit(128 + number)
  }
}
