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

  @Option(name: .customLong("base-url"), help: "An OpenAI-compatible server.")
  var baseURL = ProviderProfile.defaultBaseURL

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
  }
}

extension ResponseSchema.Records: ExpressibleByArgument {}
extension ReasoningEffort: ExpressibleByArgument {}
