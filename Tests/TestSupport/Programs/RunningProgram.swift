package import Foundation
import Synchronization

/// A program that has been started: wait for its end or send it signals.
package final class RunningProgram: Sendable {
  private let process: Process
  private let folder: TemporaryFolder
  private let ended: AsyncStream<Void>

  /// Starts a program.
  /// - Parameters:
  ///   - environment: the whole environment but for PATH, HOME and what a Swift binary needs to be loaded; nothing
  ///     else of the caller's is handed on, so that a real key never reaches a test.
  ///   - input: what it reads on standard input.
  ///   - currentFolder: where it runs; a folder of its own when `nil`.
  package init(
    _ executable: URL, arguments: [String], environment: [String: String] = [:], input: [UInt8] = [],
    currentFolder: String? = nil
  ) throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("work"), withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    var variables = environment
    for name in ["PATH", "HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR"] {
      if variables[name] == nil { variables[name] = ProcessInfo.processInfo.environment[name] }
    }
    process.environment = variables
    process.currentDirectoryURL = URL(filePath: currentFolder ?? folder.path("work"))
    // Files, not pipes: nothing to drain while it runs, so nothing can block.
    try folder.write(input, to: "stdin")
    try folder.write("", to: "stdout")
    try folder.write("", to: "stderr")
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: folder.path("stdin")))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: folder.path("stdout")))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: folder.path("stderr")))
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in continuation.finish() }
    ended = stream
    self.process = process
    do {
      try process.run()
    } catch {
      folder.remove()
      throw error
    }
  }

  package var processID: Int32 { process.processIdentifier }

  /// Sends a signal, `SIGINT` or `SIGKILL` for example.
  package func send(signal: Int32) {
    kill(process.processIdentifier, signal)
  }

  /// What it has written on standard error so far.
  package var standardErrorSoFar: String { (try? folder.readText("stderr")) ?? "" }

  /// Waits for its end; call it once. A program still running after `limit` is killed (exit code 137).
  package func wait(limit: Duration = .seconds(120)) async throws -> ProgramResult {
    let watchdog = Task {
      try await Task.sleep(for: limit)
      send(signal: SIGKILL)
    }
    for await _ in ended {}
    watchdog.cancel()
    // The handler runs a moment before `isRunning` turns; this wait is the last step and takes no time.
    process.waitUntilExit()
    let status = Int(process.terminationStatus)
    let result = ProgramResult(
      exitCode: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      standardOutput: try folder.readText("stdout"), standardError: try folder.readText("stderr"))
    folder.remove()
    return result
  }
}
