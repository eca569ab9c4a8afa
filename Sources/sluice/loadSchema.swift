import JSON
import JSONSchema

/// Reads and compiles a schema, and says on standard error what in it looks like a mistake.
///
/// References to other files are looked for beside the schema and in the folders of `--resolve`.
///
/// - Parameters:
///   - formats: what `format` does.
///   - draft: the draft of a schema without `$schema`; nil for the newest.
///   - folders: where local copies of other schemas are.
/// - Throws: ``CommandFailure`` that names the file and the place in it.
func loadSchema(
  _ path: String, formats: FormatBehaviour = .assert, draft: JSONSchema.Draft? = nil,
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
      options: .init(formats: formats, defaultDraft: draft ?? .draft2020, baseURI: fileURI(of: path)) { uri in
        try resolver.document(for: uri)
      })
    for warning in schema.warnings { printError("sluice: warning: \(path): \(warning)".printable) }
    if let draft, let named = document.root["$schema"]?.stringValue, !named.contains(draft.nameInURI) {
      printError(
        "sluice: note: \(path) names its draft itself ($schema is \(named)), so that --draft \(draft.rawValue) says nothing"
          .printable)
    }
    return (schema, document)
  } catch {
    let isElsewhere = error.code == .unresolvableReference && error.message.contains("nothing is fetched")
    let hint =
      isElsewhere ? "; hint: --resolve URI-PREFIX=DIR names a folder with local copies of other schemas" : ""
    var lines = ["the schema \(path) can't be used: \(error)\(hint)"]
    lines += error.others.prefix(shownErrors).map { "sluice: in \(path): \($0)" }
    let more = error.others.count - shownErrors
    if more > 0 { lines.append("sluice: in \(path): \(counted(more, "more error"))") }
    throw CommandFailure(lines.map(\.printable).joined(separator: "\n"))
  }
}

extension JSONSchema.Draft {
  /// What the URI of its metaschema has and the others' don't.
  fileprivate var nameInURI: String {
    switch self {
    case .draft4, .draft6, .draft7: "draft-0\(rawValue)"
    case .draft2019, .draft2020: rawValue
    }
  }
}

/// How many errors of a schema are printed behind the first.
private let shownErrors = 19

extension SchemaOptions {
  /// Reads and compiles a schema as these options say.
  func loadSchema(_ path: String) throws(CommandFailure) -> (schema: JSONSchema, document: JSONDocument) {
    try sluice.loadSchema(path, formats: formats, draft: draft, folders: resolve)
  }
}
