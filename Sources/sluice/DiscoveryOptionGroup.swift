import ArgumentParser
import Documents

/// The options that say where documents are, for every command that reads them.
struct DiscoveryOptionGroup: ParsableArguments {
  @Argument(help: ArgumentHelp("Files and folders.", valueName: "path"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read also the files and folders that this file names, one a line; - for standard input.",
      valueName: "FILE"))
  var filesFrom: String?

  @Flag(
    name: [.customShort("0"), .long],
    help: "The paths of --files-from end in NUL, as find -print0 and git ls-files -z write them.")
  var null = false

  @Option(
    help: ArgumentHelp(
      "Read only files in folders that match this pattern, such as '*.{html,htm}' or 'a/**'; repeatable.",
      valueName: "GLOB"))
  var include: [String] = []

  @Option(
    help: ArgumentHelp(
      "Skip files and folders in folders that match this pattern; repeatable.", valueName: "GLOB"))
  var exclude: [String] = []
}
