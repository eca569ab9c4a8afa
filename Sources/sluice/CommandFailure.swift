/// Why a command could not run or had to stop, with its exit code.
struct CommandFailure: Error, CustomStringConvertible {
  /// A full sentence that names the thing and the way out; empty where there is nothing to say.
  let message: String
  let exitCode: Int32

  var description: String { message }

  init(_ message: String, exitCode: Int32 = 2) {
    self.message = message
    self.exitCode = exitCode
  }
}
