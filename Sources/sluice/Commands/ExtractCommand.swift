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
      all documents have their records, 1 when some failed, 2 when the run could not start or had to stop, 130 or 143 after \
      Ctrl-C or SIGTERM.
      """)

  @OptionGroup
  var discovery: DiscoveryOptionGroup

  @OptionGroup
  var request: RequestOptionGroup

  @OptionGroup
  var readingOptions: ReadingOptionGroup

  @Option(help: ArgumentHelp("Where the records go, one JSON object a line.", valueName: "FILE.jsonl"))
  var output: String

  @Option(
    name: .customLong("api-key-env"),
    help: """
      The environment variable that holds the key (default on OpenRouter: OPENROUTER_API_KEY; a server on this machine \
      needs none).
      """)
  var apiKeyEnv: String?

  @Option(help: "Documents that are worked on at once.")
  var concurrency = 16

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

  func validate() throws {
    guard (1...4096).contains(concurrency) else {
      throw ValidationError("--concurrency must be from 1 to 4096.")
    }
  }

  func run() async throws {
    let plan = try ExtractPlan(self)
    let summary = try await plan.run()
    if let exitCode = summary.exitCode { throw ExitCode(exitCode) }
  }
}
