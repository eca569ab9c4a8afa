import JSON

extension SchemaCompiler {
  /// Checks every document that was read against the metaschema of its draft.
  ///
  /// The compiler has found the mistakes that it trips over, and says more about them. This finds the rest.
  func checkAgainstMetaschemas() throws(JSONSchemaError) {
    var compiled: [String: JSONSchema] = [:]
    for document in index.documents where !document.isBuiltIn {
      let nodes = document.root..<Int(schema.nodes[document.root].next)
      let inside = index.resources.filter { nodes.contains($0.root) }
      guard let first = inside.first else { continue }
      if inside.allSatisfy({ $0.dialect == first.dialect && $0.metaschema == first.metaschema }) {
        try check(first, schema, at: document.root, offset: document.root, &compiled)
        continue
      }
      // A mix of dialects: each resource by its own, with those of others cut out.
      for resource in inside {
        let alone = JSONValue.init(cutting: resource, from: schema, where: index.resourceOfRoot)
        guard let text = try? JSONDocument(alone.serialized()) else { continue }
        try check(resource, text, at: 0, offset: resource.root, &compiled)
      }
    }
  }

  /// Checks a schema at a node of `text`, which stands at the node `offset` of all documents.
  private func check(
    _ resource: SchemaIndex.Resource, _ text: JSONDocument, at node: Int, offset: Int,
    _ compiled: inout [String: JSONSchema]
  ) throws(JSONSchemaError) {
    guard let metaschema = try metaschema(of: resource, &compiled),
      let failure = metaschema.errors(in: text, at: node, limit: 1).first
    else { return }
    let place = JSONPointer(parsing: failure.instanceLocation)?.resolve(in: schema.element(at: offset))
    let tokens = JSONPointer(parsing: failure.instanceLocation)?.tokens ?? []
    let keyword = tokens.last { resource.dialect.has($0) } ?? ""
    throw error(
      .malformed, keyword, at: place?.index ?? offset,
      "\(keyword.isEmpty ? "the schema" : quoted(keyword)) is not what its metaschema allows: \(failure.message)"
    )
  }

  private func metaschema(
    of resource: SchemaIndex.Resource, _ compiled: inout [String: JSONSchema]
  ) throws(JSONSchemaError) -> JSONSchema? {
    guard let uri = resource.metaschema else { return Metaschemas.schema(of: resource.dialect.draft) }
    if let known = compiled[uri] { return known }
    guard let document = try? options.resolver(uri) else { return nil }
    var options = options
    (options.formats, options.baseURI) = (.annotate, uri)
    // It is one of the documents that are checked here itself.
    let metaschema = try JSONSchema(metaschema: document, options: options)
    compiled[uri] = metaschema
    return metaschema
  }
}

extension JSONValue {
  /// A resource of a schema document, with `{}` for the resources inside it.
  fileprivate init(
    cutting resource: SchemaIndex.Resource, from schema: JSONDocument, where resources: [Int: Int]
  ) {
    func copy(_ element: JSONElement) -> JSONValue {
      if element.index != resource.root, resources[element.index] != nil { return .object([:]) }
      switch element.kind {
      case .object:
        var object = JSONObject()
        for (key, value) in element.members { object[key] = copy(value) }
        return .object(object)
      case .array:
        return .array(element.elements.map(copy))
      default:
        return JSONValue(element)
      }
    }
    self = copy(schema.element(at: resource.root))
  }
}
