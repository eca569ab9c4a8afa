import ArgumentParser
import Documents
import JSON

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `sluice text`: what the model would read.
struct TextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text",
    abstract: "Print documents as the text that a model would read.",
    discussion: """
      Example:
        sluice text page.html

      Several documents come one after the other, each under a line `==> path <==`. The byte offsets in a record's evidence \
      count from the beginning of a document's text.
      """)

  @Argument(help: "Files and folders.")
  var paths: [String]

  @Option(
    help: ArgumentHelp("Read only files in folders that match this pattern; repeatable.", valueName: "GLOB"))
  var include: [String] = []

  @Option(help: ArgumentHelp("Skip files in folders that match this pattern; repeatable.", valueName: "GLOB"))
  var exclude: [String] = []

  func run() throws {
    let discovery: DocumentDiscovery
    do {
      discovery = try DocumentDiscovery(roots: paths, include: include, exclude: exclude)
    } catch {
      throw CommandFailure(error.message)
    }
    var found = 0
    for _ in discovery {
      found += 1
      if found > 1 { break }
    }
    guard found > 0 else {
      throw CommandFailure("there is no document to read in \(paths.joined(separator: ", "))")
    }
    var failed = 0
    for source in discovery {
      do {
        let document = try readDocument(source)
        // A line break in a name must not make a line that looks like another document's.
        let path = source.path.replacing("\n", with: "\\n")
        if found > 1 { try writeOutput(Array("==> \(path) <==\n".utf8)) }
        try writeOutput(document.text + [UInt8(ascii: "\n")])
      } catch let error as DocumentError {
        failed += 1
        printError("sluice: \(error.message)")
      }
    }
    if failed > 0 { throw ExitCode(1) }
  }
}
