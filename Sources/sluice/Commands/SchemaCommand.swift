import ArgumentParser
import ChatCompletions
import Extraction
import JSON
import JSONSchema

/// `sluice schema`: checks a schema and shows what a provider would be sent.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Check a JSON Schema, and print the response_format that a provider would be sent for it.",
    discussion: """
      What had to be changed for the provider is said on standard error, with the place in the schema and the reason.

      Example:
        sluice schema invoice.json --provider openai
      """)

  @Argument(help: "The schema.")
  var file: String

  @Option(help: "One record a document, or a list: one, many.")
  var records = ResponseSchema.Records.one

  @Option(help: "Whose part of JSON Schema it is lowered to.")
  var provider = ProviderKind.openRouter

  @OptionGroup
  var schemaOptions: SchemaOptions

  func run() throws {
    let (schema, document) = try schemaOptions.loadSchema(file)
    let bundle = try JSONSchema.bundled(document, options: schema.options)
    let response = ResponseSchema(bundle, records: records, subset: provider.schemaSubset)
    for note in response.notes {
      printError("sluice: note: \(file)#\(note.pointer): \(note.message)".printable)
    }
    if let looseness = response.looseness {
      printError("sluice: note: strict is false: \(looseness)".printable)
    }
    let format = response.responseFormat
    let shown: JSONValue = [
      "type": "json_schema",
      "json_schema": ["name": .string(format.name), "strict": .bool(format.strict), "schema": format.schema],
    ]
    try writeOutput(shown.serialized() + [UInt8(ascii: "\n")])
  }
}
