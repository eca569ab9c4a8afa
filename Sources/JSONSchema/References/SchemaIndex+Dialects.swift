import JSON

extension SchemaIndex {
  /// The dialect that `$schema` names, with the URI of a custom metaschema; nil where a schema has none.
  mutating func dialect(
    of element: JSONElement
  ) throws(JSONSchemaError) -> (dialect: Dialect, metaschema: String?)? {
    guard element.kind == .object, let value = element["$schema"] else { return nil }
    guard let text = value.stringValue else {
      throw error(.malformed, "$schema", value, "\"$schema\" must be a string with the URI of a draft")
    }
    let uri = splitFragment(text).path
    if let draft = JSONSchema.Draft(uri: uri) { return (Dialect(draft), nil) }
    guard metaschemasBeingRead.insert(uri).inserted else {
      throw error(
        .unsupportedDraft, "$schema", value, "\(quotedURI(text)) names itself as its draft, and so names none"
      )
    }
    defer { metaschemasBeingRead.remove(uri) }
    guard metaschemasBeingRead.count <= Self.maximumMetaschemas else {
      throw error(
        .unsupportedDraft, "$schema", value,
        "\(quotedURI(text)) is the last of more than \(Self.maximumMetaschemas) metaschemas that each name another"
      )
    }
    guard let metaschema = try resource(at: uri, inheriting: Dialect(options.defaultDraft)) else {
      let drafts = listed(JSONSchema.Draft.allCases.map { quotedURI($0.uri) }, "and")
      let reason = failures[uri] ?? "no schema with this URI was given, and nothing is fetched"
      throw error(
        .unsupportedDraft, "$schema", value,
        "\(quotedURI(text)) is no known draft: \(reason); the drafts are \(drafts)")
    }
    return (try dialect(describedBy: metaschema), uri)
  }

  /// The dialect of the schemas that name a resource as their `$schema`.
  private func dialect(describedBy metaschema: Int) throws(JSONSchemaError) -> Dialect {
    let dialect = resources[metaschema].dialect
    guard dialect.has("$vocabulary"), let list = schema.element(at: resources[metaschema].root)["$vocabulary"]
    else { return dialect }
    var vocabularies: Vocabularies = .core
    for (uri, value) in list.members {
      let isRequired = value.boolValue == true
      if let known = Vocabularies(uri: uri, isRequired: isRequired) {
        vocabularies.formUnion(known)
      } else if isRequired {
        throw error(
          .unsupportedVocabulary, "$vocabulary", value,
          "the metaschema \(quotedURI(resources[metaschema].uri)) requires the vocabulary \(quotedURI(uri)), which is not known here"
        )
      }
    }
    return Dialect(dialect.draft, vocabularies)
  }
}
