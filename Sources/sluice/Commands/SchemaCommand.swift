import ArgumentParser
import ChatCompletions
import Extraction
import JSON

/// `sluice schema`: checks a schema and shows what a provider would be sent.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Check a JSON Schema, and print the response_format that a provider would be sent for it.",
    discussion: """
      Example:
        sluice schema invoice.json
      """)

  @Argument(help: "The schema.")
  var file: String

  @Option(help: "One record a document, or a list: one, many.")
  var records = ResponseSchema.Records.one

  func run() throws {
    let document = try readJSONFile(file, what: "schema")
    var options = ExtractionJob.Options(contextTokens: 0, maxOutputTokens: 0)
    options.records = records
    let format: ResponseFormat
    do {
      format = try ExtractionJob(schema: document, options: options).whole.response.responseFormat
    } catch {
      throw CommandFailure("the schema \(file) can't be used: \(error)")
    }
    let shown: JSONValue = [
      "type": "json_schema",
      "json_schema": ["name": .string(format.name), "strict": .bool(format.strict), "schema": format.schema],
    ]
    try writeOutput(shown.serialized() + [UInt8(ascii: "\n")])
  }
}
