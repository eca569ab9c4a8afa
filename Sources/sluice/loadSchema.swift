import JSON
import JSONSchema

/// Reads and compiles a schema, and says on standard error what in it looks like a mistake.
///
/// - Throws: ``CommandFailure`` that names the file and the place in it.
func loadSchema(_ path: String) throws(CommandFailure) -> (schema: JSONSchema, document: JSONDocument) {
  let document = try readJSONFile(path, what: "schema")
  do {
    let schema = try JSONSchema(document)
    for warning in schema.warnings { printError("sluice: warning: \(path): \(warning)") }
    return (schema, document)
  } catch {
    throw CommandFailure("the schema \(path) can't be used: \(error)")
  }
}
