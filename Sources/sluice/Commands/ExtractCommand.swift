import ArgumentParser
import Batch
import Documents

/// `sluice extract`: the main job.
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read documents, ask a model, write validated records as JSON Lines.",
    discussion: """
      Example:
        sluice extract invoices/ --schema invoice.json --output invoices.jsonl

      Every document ends as a record in the output or as a line in FILE.failures.jsonl beside it. The exit code is 0 when \
      all documents have their records, 1 when some failed, 2 when the run could not start or had to stop, 3 when it stopped \
      at --max-cost, 130 or 143 after Ctrl-C or SIGTERM.
      """)

  @OptionGroup
  var discovery: DiscoveryOptionGroup

  @OptionGroup
  var request: RequestOptionGroup

  @OptionGroup
  var readingOptions: ReadingOptionGroup

  @Option(help: ArgumentHelp("Where the records go, one JSON object a line.", valueName: "FILE.jsonl"))
  var output: String

  @OptionGroup
  var key: KeyOptionGroup

  @OptionGroup
  var limits: LimitOptionGroup

  @Option(
    help: ArgumentHelp(
      "Where raw answers of failed documents are kept (default: FILE.jsonl.state).", valueName: "DIR"))
  var state: String?

  @Flag(help: "Start anew and replace the output that is there.")
  var fresh = false

  @Flag(help: "Write the records alone, without document, index and evidence.")
  var bare = false

  @Flag(help: "Print nothing on standard error but errors.")
  var quiet = false

  @Flag(
    help:
      "Print a line on standard error for each request: what was answered, its generation id, tokens and cost."
  )
  var verbose = false

  func run() async throws {
    let plan = try ExtractPlan(self)
    let summary = try await plan.run()
    if let exitCode = summary.exitCode { throw ExitCode(exitCode) }
  }
}
