import ArgumentParser
import Documents

/// The options that say where documents are, for every command that reads them.
struct DiscoveryOptionGroup: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files and folders. What a .sluiceignore file in a folder names (patterns as in a .gitignore) is not read.",
      valueName: "path"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read also the files and folders that this file names, one a line; - for standard input.",
      valueName: "FILE"))
  var filesFrom: String?

  @Flag(
    name: [.customShort("0"), .long],
    help: "The paths of the list end in NUL, as of find -print0. One that holds a NUL is read so anyway.")
  var null = false

  @Option(
    help: ArgumentHelp(
      "In folders, read only files that match this pattern, such as '*.{html,htm}' or 'a/**'; repeatable.",
      valueName: "GLOB"))
  var include: [String] = []

  @Option(
    help: ArgumentHelp(
      "In folders, skip files and folders that match this pattern; repeatable.", valueName: "GLOB"))
  var exclude: [String] = []

  func validate() throws {
    guard !paths.isEmpty || filesFrom != nil else {
      throw ValidationError("Name at least one file or folder, or a list of them with --files-from.")
    }
    if null, filesFrom == nil { throw ValidationError("--null (-0) needs --files-from.") }
  }

  /// Reads the list, and checks that there is what was given by name.
  func discovery() throws(CommandFailure) -> DocumentDiscovery {
    let listed = try filesFrom.map { file throws(CommandFailure) in
      listedPaths(try readWholeFile(file, what: "list of files"), isNullSeparated: null)
    }
    do {
      return try DocumentDiscovery(
        roots: paths.flatMap(argumentBytes), listed: listed, include: include, exclude: exclude)
    } catch {
      throw CommandFailure(error.message)
    }
  }

  /// Where documents are looked for, for a message.
  var places: String { (paths + (filesFrom.map { ["the list \($0)"] } ?? [])).joined(separator: ", ") }
}
