import ArgumentParser
import Batch
import ChatCompletions
import Documents
import Extraction

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

  @Option(help: "The JSON Schema that every record must satisfy.")
  var schema: String

  @OptionGroup
  var schemaOptions: SchemaOptions

  @Option(help: ArgumentHelp("Where the records go, one JSON object a line.", valueName: "FILE.jsonl"))
  var output: String

  @Option(help: "The model's name on the server.")
  var model = "bytedance-seed/seed-2.0-mini"

  @Option(name: .customLong("base-url"), help: "An OpenAI-compatible server.")
  var baseURL = ProviderProfile.defaultBaseURL

  @Option(
    name: .customLong("api-key-env"),
    help: """
      The environment variable that holds the key (default on OpenRouter: OPENROUTER_API_KEY; a server on this machine \
      needs none).
      """)
  var apiKeyEnv: String?

  @Option(help: "One record a document, or a list: one, many.")
  var records = ResponseSchema.Records.one

  @Option(
    help: ArgumentHelp(
      "What to tell the model beside the schema: a text, or a file that holds it.", valueName: "FILE|TEXT"))
  var instructions: String?

  @Option(
    help:
      "Tokens that a request may take, answer included (default: the model's window where it is known, else 32768)."
  )
  var contextTokens: Int?

  @Option(help: "Tokens of document text that a request carries at most (default: as many as fit).")
  var chunkTokens: Int?

  @Option(
    help:
      "Tokens that an answer may take, reasoning included (default: 8192, or a quarter of a small window).")
  var maxOutputTokens: Int?

  @Option(
    help:
      "How long the model may think: none, minimal, low, medium, high (default: minimal for the default model, else the server's own)."
  )
  var reasoning: ReasoningEffort?

  @Option(
    help: "The sampling temperature, 0 to 2 (default: 0; OpenAI's own host is left to its models' default).")
  var temperature: Double?

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
    if let contextTokens, contextTokens < 512 {
      throw ValidationError("--context-tokens must be at least 512.")
    }
    if let chunkTokens, chunkTokens < 50 { throw ValidationError("--chunk-tokens must be at least 50.") }
    if let maxOutputTokens, maxOutputTokens < 16 {
      throw ValidationError("--max-output-tokens must be at least 16.")
    }
    guard (0...2).contains(temperature ?? 0) else {
      throw ValidationError("--temperature must be from 0 to 2.")
    }
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

extension ResponseSchema.Records: ExpressibleByArgument {}
extension ReasoningEffort: ExpressibleByArgument {}
