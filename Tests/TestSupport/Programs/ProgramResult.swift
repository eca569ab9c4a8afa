/// How a program ended and what it wrote.
package struct ProgramResult: Sendable {
  /// The exit code, or 128 + the signal that ended it, as a shell shows it.
  package let exitCode: Int
  package let standardOutput: String
  package let standardError: String
}
