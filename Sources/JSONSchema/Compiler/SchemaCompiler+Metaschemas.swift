import JSON

extension SchemaCompiler {
  /// What the drafts' metaschemas find in the documents that were read, one error for each place.
  ///
  /// The compiler has found the mistakes that it trips over, and says more about them. This finds the rest.
  func metaschemaErrors() throws(JSONSchemaError) -> [JSONSchemaError] {
    var compiled: [String: JSONSchema] = [:]
    var errors: [JSONSchemaError] = []
    for document in index.documents where !document.isBuiltIn {
      let nodes = document.root..<Int(schema.nodes[document.root].next)
      let inside = index.resources.filter { nodes.contains($0.root) }
      guard let first = inside.first else { continue }
      if inside.allSatisfy({ $0.dialect == first.dialect && $0.metaschema == first.metaschema }) {
        errors += try self.errors(of: first, schema, at: document.root, &compiled)
        continue
      }
      // A mix of dialects: each resource by its own, with those of others cut out.
      for resource in inside {
        let alone = JSONValue(cutting: resource, from: schema, where: index.resourceOfRoot)
        guard let text = try? JSONDocument(alone.serialized()) else { continue }
        errors += try self.errors(of: resource, text, at: 0, &compiled)
      }
    }
    return errors
  }

  /// What a resource's metaschema finds in it, at a node of `text`.
  private func errors(
    of resource: SchemaIndex.Resource, _ text: JSONDocument, at node: Int,
    _ compiled: inout [String: JSONSchema]
  ) throws(JSONSchemaError) -> [JSONSchemaError] {
    guard let metaschema = try metaschema(of: resource, &compiled) else { return [] }
    // Of several at one place the last is the plainest: before it stands that no alternative matches.
    let failures = metaschema.errors(in: text, at: node, limit: 40)
    let plainest = Dictionary(
      failures.map { ($0.instanceLocation, $0) }, uniquingKeysWith: { _, last in last })
    var errors: [JSONSchemaError] = []
    for failure in failures where plainest[failure.instanceLocation] == failure {
      let pointer = JSONPointer(parsing: failure.instanceLocation) ?? JSONPointer()
      let place = pointer.resolve(in: schema.element(at: resource.root))
      let keyword = pointer.tokens.last { resource.dialect.has($0) } ?? ""
      let name = keyword.isEmpty ? "the schema" : quoted(keyword)
      errors.append(
        error(
          .malformed, keyword, at: place?.index ?? resource.root,
          "\(name) is not what its metaschema allows: \(failure.message)"))
    }
    return errors
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
