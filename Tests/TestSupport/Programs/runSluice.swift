package import Foundation

/// Runs the `sluice` that was built beside the tests, and waits for its end.
/// - Parameters:
///   - environment: what it finds in its environment; a caller's own keys are never handed on.
///   - input: what it reads on standard input.
///   - currentFolder: where it runs; a fresh folder when `nil`.
///   - limit: it is killed (exit code 137) when it runs longer.
package func runSluice(
  _ arguments: [String], environment: [String: String] = [:], input: String = "",
  currentFolder: String? = nil, limit: Duration = .seconds(120)
) async throws -> ProgramResult {
  try await startSluice(
    arguments, environment: environment, input: input, currentFolder: currentFolder
  ).wait(limit: limit)
}

/// Starts the `sluice` that was built beside the tests, for tests that send it signals.
package func startSluice(
  _ arguments: [String], environment: [String: String] = [:], input: String = "",
  currentFolder: String? = nil
) throws -> RunningProgram {
  try RunningProgram(
    sluiceBinary(), arguments: arguments, environment: environment, input: Array(input.utf8),
    currentFolder: currentFolder)
}

/// The built binary: the file `SLUICE_BINARY` names, else `sluice` in the folder of the running test program.
package func sluiceBinary() throws -> URL {
  if let path = ProcessInfo.processInfo.environment["SLUICE_BINARY"] { return URL(filePath: path) }
  var folders: [URL] = []
  if let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
    folders.append(URL(filePath: link).deletingLastPathComponent())
  }
  folders += Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
  folders += [Bundle.main.bundleURL]
  for folder in folders {
    let file = folder.appending(path: "sluice", directoryHint: .notDirectory)
    if FileManager.default.isExecutableFile(atPath: file.path(percentEncoded: false)) { return file }
  }
  let looked = folders.map { $0.path(percentEncoded: false) }.joined(separator: ", ")
  throw MissingBinary(message: "no sluice binary in \(looked); hint: swift build --product sluice")
}

/// The binary under test has not been built.
struct MissingBinary: Error, CustomStringConvertible {
  let message: String
  var description: String { message }
}
