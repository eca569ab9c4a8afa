import JSON
import JSONSchema

/// Reads and compiles a schema, and says on standard error what in it looks like a mistake.
///
/// References to other files are looked for beside the schema and in the folders of `--resolve`.
///
/// - Parameters:
///   - formats: what `format` does.
///   - draft: the draft of a schema without `$schema`.
///   - folders: where local copies of other schemas are.
/// - Throws: ``CommandFailure`` that names the file and the place in it.
func loadSchema(
  _ path: String, formats: FormatBehaviour = .assert, draft: JSONSchema.Draft = .draft2020,
  folders: [SchemaFolder] = []
) throws(CommandFailure) -> (schema: JSONSchema, document: JSONDocument) {
  for folder in folders where !isFolder(folder.folder) {
    throw CommandFailure("--resolve \(folder.prefix)=\(folder.folder): there is no such folder")
  }
  let document = try readJSONFile(path, what: "schema")
  let resolver = SchemaResolver(folders: folders)
  do {
    let schema = try JSONSchema(
      document,
      options: .init(formats: formats, defaultDraft: draft, baseURI: fileURI(of: path)) { uri in
        try resolver.document(for: uri)
      })
    for warning in schema.warnings { printError("sluice: warning: \(path): \(warning)") }
    return (schema, document)
  } catch {
    let hint =
      error.code == .unresolvableReference && folders.isEmpty
      ? "; hint: --resolve URI-PREFIX=DIR names a folder with local copies of other schemas" : ""
    throw CommandFailure("the schema \(path) can't be used: \(error)\(hint)")
  }
}

extension SchemaOptions {
  /// Reads and compiles a schema as these options say.
  func loadSchema(_ path: String) throws(CommandFailure) -> (schema: JSONSchema, document: JSONDocument) {
    try sluice.loadSchema(path, formats: formats, draft: draft, folders: resolve)
  }
}
