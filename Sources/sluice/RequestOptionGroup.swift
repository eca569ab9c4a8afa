import ArgumentParser
import ChatCompletions
import Extraction

/// The options that say what a model is asked, for every command that asks or plans to.
struct RequestOptionGroup: ParsableArguments {
  @Option(help: "The JSON Schema that every record must satisfy.")
  var schema: String

  @OptionGroup
  var schemaOptions: SchemaOptions

  @Option(help: "The model's name on the server.")
  var model = "bytedance-seed/seed-2.0-mini"

  @Option(
    name: .customLong("base-url"),
    help:
      "An OpenAI-compatible server (default: https://openrouter.ai/api/v1, or the usual one of --provider).")
  var baseURL: String?

  @Option(
    help: ArgumentHelp(
      """
      What the server is, where its address does not tell: openrouter, openai, azure, ark, vllm, llama.cpp, ollama, \
      lmstudio, plain.
      """, valueName: "NAME"))
  var provider: ProviderKind?

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
      "How long the model may think: none, minimal, low, medium, high, xhigh, max (default: minimal for the default model, else the server's own)."
  )
  var reasoning: ReasoningEffort?

  @Option(
    help: ArgumentHelp(
      "Tokens that the model may think, in the place of --reasoning; on OpenRouter only.", valueName: "N"))
  var reasoningTokens: Int?

  @Option(help: "The sampling temperature, 0 to 2 (default: 0, where the model takes one).")
  var temperature: Double?

  @Option(
    name: .customLong("top-p"),
    help: ArgumentHelp("Sample from the likeliest tokens of this total probability.", valueName: "0…1"))
  var topP: Double?

  @Option(help: ArgumentHelp("Make repeated words less likely, -2 to 2.", valueName: "X"))
  var frequencyPenalty: Double?

  @Option(help: ArgumentHelp("A text that ends the answer; repeatable, up to four.", valueName: "TEXT"))
  var stop: [String] = []

  @Option(
    help: ArgumentHelp("Ask for the same answer to the same question, where the model can.", valueName: "N"))
  var seed: Int?

  @Option(
    help: """
      How the server keeps the answer to the schema: auto, json_schema, tools, json_object, prompt. With auto it is the \
      strictest way that the server takes.
      """)
  var structuredOutput = StructuredOutputOption.auto

  @Flag(name: .customLong("no-stream"), help: "Have answers come whole instead of as they are written.")
  var noStream = false

  @Flag(
    name: .customLong("no-cache"),
    help:
      "Don't have the provider keep answers for a day, in which the same request is not billed again; on OpenRouter only."
  )
  var noCache = false

  @Option(
    help: ArgumentHelp(
      "What the model costs, in US dollars for a million tokens of prompt and of answer, where that is not known.",
      valueName: "IN/OUT"))
  var prices: TokenPrices?

  @Option(help: ArgumentHelp("How often an answer that is no good is asked for again.", valueName: "N"))
  var repairs = 2

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
    guard (0...1).contains(topP ?? 1), topP != 0 else {
      throw ValidationError("--top-p must be above 0, and 1 at most.")
    }
    guard (-2...2).contains(frequencyPenalty ?? 0) else {
      throw ValidationError("--frequency-penalty must be from -2 to 2.")
    }
    if let reasoningTokens {
      guard reasoningTokens > 0 else { throw ValidationError("--reasoning-tokens must be at least 1.") }
      guard reasoning == nil else {
        throw ValidationError("--reasoning and --reasoning-tokens can't be given together.")
      }
    }
    guard stop.count <= 4, stop.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("--stop takes up to four texts, none of them empty.")
    }
    guard (0...10).contains(repairs) else { throw ValidationError("--repairs must be from 0 to 10.") }
  }
}

extension ResponseSchema.Records: ExpressibleByArgument {}
extension ReasoningEffort: ExpressibleByArgument {}
extension ProviderKind: ExpressibleByArgument {}

extension TokenPrices: ExpressibleByArgument {
  /// From `0.10/0.40`.
  public init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Double($0) ?? -1 }
    guard parts.count == 2, parts.allSatisfy({ $0 >= 0 && $0 < 1e6 }) else { return nil }
    self.init(prompt: parts[0], completion: parts[1])
  }
}
