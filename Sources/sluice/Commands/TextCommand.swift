import ArgumentParser

/// `sluice text`: what the model would read.
struct TextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text",
    abstract: "Print documents as the text that a model would read.",
    discussion: """
      Example:
        sluice text pages/ --output texts/

      Without --output, several documents come one after the other, each under a line `==> path <==`; with --format json, each \
      as an object on a line. With it each becomes a file of its path with .md or .json at its end. Offsets of blocks, as in a \
      record's evidence, count bytes from the beginning of the text.

      The exit code is 0 when all documents were read, 1 when some could not be, 2 when there is none or the output can't be \
      written, 130 or 143 after Ctrl-C or SIGTERM.
      """)

  @OptionGroup
  var discovery: DiscoveryOptionGroup

  @OptionGroup
  var reading: ReadingOptionGroup

  @Option(
    help: ArgumentHelp(
      "For --content auto: tokens that a request may take, answer included.", valueName: "N"))
  var contextTokens = 262_144

  @Option(
    help: ArgumentHelp(
      "The text alone, or one JSON object a document with its blocks, metadata and what was dropped.",
      valueName: "text|json"))
  var format = TextFormat.text

  @Option(
    help: ArgumentHelp(
      "Write a file for each document into this folder; it is made where it is missing.", valueName: "DIR"))
  var output: String?

  @Option(
    help: ArgumentHelp("Threads that read at the same time (default: all processors).", valueName: "N"))
  var jobs: Int?

  @Flag(help: "Print nothing on standard error but errors.")
  var quiet = false

  func validate() throws {
    guard (1...256).contains(jobs ?? 1) else { throw ValidationError("--jobs must be from 1 to 256.") }
    guard contextTokens >= 512 else { throw ValidationError("--context-tokens must be at least 512.") }
    guard output != "" else { throw ValidationError("--output needs the name of a folder.") }
  }

  func run() throws {
    if try TextPlan(self).run() > 0 { throw ExitCode(1) }
  }
}
