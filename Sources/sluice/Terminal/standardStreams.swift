#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sets the process up for signals and many connections; call it first, on the main thread.
///
/// A write to a closed pipe is to fail with `EPIPE` instead of ending the process. And a parent that started us from a
/// thread with signals blocked has handed its mask on: Ctrl-C must work all the same.
func setUpProcess() {
  signal(SIGPIPE, SIG_IGN)
  var signals = sigset_t()
  sigemptyset(&signals)
  sigaddset(&signals, SIGINT)
  sigaddset(&signals, SIGTERM)
  pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  // Each document in flight has a file or a connection open; the usual soft limit is 1024.
  var files = rlimit()
  if getrlimit(fileLimit, &files) == 0, files.rlim_cur < files.rlim_max {
    files.rlim_cur = files.rlim_max
    setrlimit(fileLimit, &files)
  }
}

#if canImport(Glibc)
  private let fileLimit = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
#else
  private let fileLimit = RLIMIT_NOFILE
#endif

/// Prints a line on standard error.
func printError(_ line: String) {
  _ = writeAll(Array((line + "\n").utf8), to: STDERR_FILENO)
}

/// Prints a note of a run on standard error, in the place of its line of progress where there is one.
func printNote(_ note: String) {
  printError("\(isErrorTerminal() ? "\r\u{1B}[K" : "")sluice: note: \(note.printable)")
}

/// Writes to standard output.
///
/// - Throws: ``CommandFailure``; with exit code 0 where the reader has gone (`| head`), which is no error.
func writeOutput(_ bytes: [UInt8]) throws(CommandFailure) {
  guard !writeAll(bytes, to: STDOUT_FILENO) else { return }
  if errno == EPIPE { throw CommandFailure("", exitCode: 0) }
  throw CommandFailure("can't write to standard output: \(String(cString: strerror(errno)))")
}

/// Writes to standard output, or ends the process where that fails: without a word, and with 0, where the reader has gone.
///
/// Another thread may wait for input that never comes, so that nothing else would end it at once.
func writeOutputOrExit(_ bytes: [UInt8]) -> Bool {
  do {
    try writeOutput(bytes)
    return true
  } catch {
    if !error.message.isEmpty { printError("sluice: \(error.message)") }
    _exit(error.exitCode)
  }
}

/// Whether standard error is a terminal.
func isErrorTerminal() -> Bool { isatty(STDERR_FILENO) == 1 }

/// Whether standard output is a terminal.
func isOutputTerminal() -> Bool { isatty(STDOUT_FILENO) == 1 }

/// Writes all bytes; false, with `errno` set, where that fails.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var offset = 0
  while offset < bytes.count {
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + offset, bytes.count - offset) }
    if written < 0 {
      if errno == EINTR { continue }
      return false
    }
    offset += written
  }
  return true
}
