import ArgumentParser
import JSONSchema

/// The options that say how a schema is understood, for every command that takes one.
struct SchemaOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Whether \"format\" is checked or only a comment: assert, annotate.", valueName: "assert|annotate"))
  var formats = FormatBehaviour.assert

  @Option(
    help: ArgumentHelp(
      "The draft of JSON Schema where the schema has no $schema; 2020-12 without this option.",
      valueName: "DRAFT"))
  var draft: JSONSchema.Draft?

  @Option(
    help: ArgumentHelp(
      """
      Where local copies of other schemas are: a URI that starts with the prefix is looked for in the folder, also with \
      .json at its end; repeatable. Nothing is ever fetched.
      """, valueName: "URI-PREFIX=DIR"))
  var resolve: [SchemaFolder] = []
}

extension SchemaFolder: ExpressibleByArgument {
  init?(argument: String) { self.init(parsing: argument) }
}
