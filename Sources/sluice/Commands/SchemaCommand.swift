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

  @OptionGroup
  var schemaOptions: SchemaOptions

  func run() throws {
    let (_, document) = try schemaOptions.loadSchema(file)
    let response = ResponseSchema(JSONValue(document.root), records: records)
    warnOfUnfollowedReferences(response, schema: file)
    if let looseness = response.looseness, response.unfollowedReferences.isEmpty {
      printError("sluice: note: strict is false: \(looseness)")
    }
    let format = response.responseFormat
    let shown: JSONValue = [
      "type": "json_schema",
      "json_schema": ["name": .string(format.name), "strict": .bool(format.strict), "schema": format.schema],
    ]
    try writeOutput(shown.serialized() + [UInt8(ascii: "\n")])
  }
}
