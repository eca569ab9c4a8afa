import JSON

/// Where the identifiers of schema documents lead: resources by URI, anchors by resource.
///
/// All documents stand in one, behind one another, so that a schema is known by its node alone. Each is walked once
/// over every place that can hold a schema; what stands under unknown keywords, `enum` or `examples` is no schema
/// until a reference leads there.
struct SchemaIndex {
  /// A schema with a base URI of its own: a document's root, and whatever has an `$id`.
  struct Resource {
    /// Absolute where the document says so, else relative; without fragment. Empty for a root without `$id`.
    let uri: String
    /// Its node.
    let root: Int
    let dialect: Dialect
    /// The custom metaschema that `$schema` names; nil for the drafts' own.
    let metaschema: String?
    /// Schemas by the names that `$anchor`, `$dynamicAnchor` or an `$id` with a fragment gives them.
    var anchors: [ExactText: Int] = [:]
    /// Those that a `$dynamicRef` may be led to; under ``SchemaIndex/recursive`` the root that has `$recursiveAnchor`.
    var dynamicAnchors: [ExactText: Int] = [:]
  }

  /// One text that schemas were read from.
  struct Document {
    /// The URI that it was found by; empty for the schema that is compiled.
    let uri: String
    /// Its root's node.
    let root: Int
    /// Where its text starts in the text of all documents.
    let start: Int
    /// Whether it is one of the drafts' own metaschemas.
    let isBuiltIn: Bool
  }

  /// What a reference leads to.
  struct Target {
    let node: Int
    let resource: Int
    /// The name by which a `$dynamicRef` may be led elsewhere; nil where it stands for what it names.
    var dynamicName: ExactText?
  }

  /// Why a reference leads nowhere; the rest of a sentence.
  struct ResolutionError: Error {
    let reason: String
  }

  /// A folder that leads back into itself has documents without end.
  private static let maximumDocuments = 1000
  /// A metaschema is read while what names it is: this is how deep it goes.
  static let maximumMetaschemas = 16
  /// The name under which `$recursiveAnchor` is kept: no anchor is empty.
  static let recursive = ExactText("")

  let options: JSONSchema.Options
  private(set) var schema: JSONDocument
  private(set) var documents: [Document] = []
  var resources: [Resource] = []
  private(set) var resourceOfRoot: [Int: Int] = [:]
  /// The names that some `$dynamicRef` or `$recursiveRef` asks for.
  private(set) var dynamicNames: Set<ExactText> = []
  private var resourceOfURI: [ExactText: Int] = [:]
  var walked: Set<Int> = []
  private var wanted: [(uri: String, dialect: Dialect)] = []
  /// The members of large objects that references lead through, by the object's node.
  var memberNodes: [Int: [ExactText: Int]] = [:]
  /// Why a document could not be had, by URI.
  var failures: [String: String] = [:]
  var metaschemasBeingRead: Set<String> = []

  init(_ schema: JSONDocument, options: JSONSchema.Options) {
    self.schema = schema
    self.options = options
  }

  /// Walks the schema and everything that it refers to.
  ///
  /// - Throws: ``JSONSchemaError`` for a malformed `$id`, anchor or `$schema`.
  mutating func fill() throws(JSONSchemaError) {
    try enter(
      Document(uri: "", root: 0, start: 0, isBuiltIn: false), baseURI: splitFragment(options.baseURI).path,
      Dialect(options.defaultDraft))
    try loadWanted()
  }

  // MARK: Documents

  /// The resource of a URI, read where it isn't known yet; nil where nobody has it.
  mutating func resource(
    at uri: String, inheriting dialect: Dialect
  ) throws(JSONSchemaError) -> Int? {
    let uri = JSONSchema.Draft(uri: uri)?.uri ?? uri
    if let known = resourceOfURI[ExactText(uri)] { return known }
    guard failures[uri] == nil, URIReference(uri).scheme != nil else { return nil }
    guard documents.count < Self.maximumDocuments else {
      failures[uri] = "more than \(Self.maximumDocuments) schema documents refer to one another"
      return nil
    }
    let builtIn = Metaschemas.document(at: uri)
    var found = builtIn
    if found == nil {
      do {
        found = try options.resolver(uri)
      } catch {
        failures[uri] = "\(error)"
        return nil
      }
    }
    guard let found else { return nil }
    let start = schema.bytes.count
    guard let root = schema.append(found) else {
      failures[uri] = "all schemas together are larger than 4 GiB"
      return nil
    }
    try enter(
      Document(uri: uri, root: root, start: start, isBuiltIn: builtIn != nil), baseURI: uri, dialect)
    return resourceOfURI[ExactText(uri)]
  }

  mutating func loadWanted() throws(JSONSchemaError) {
    while let (uri, dialect) = wanted.popLast() { _ = try resource(at: uri, inheriting: dialect) }
  }

  private mutating func enter(
    _ document: Document, baseURI: String, _ inherited: Dialect
  ) throws(JSONSchemaError) {
    documents.append(document)
    let root = schema.element(at: document.root)
    let (dialect, metaschema) = try dialect(of: root) ?? (inherited, nil)
    let resource = addResource(
      uri: try identifier(of: root, base: baseURI, dialect) ?? baseURI, root: document.root, dialect,
      metaschema)
    // It answers to the URI that it was found by as well.
    if resourceOfURI[ExactText(baseURI)] == nil { resourceOfURI[ExactText(baseURI)] = resource }
    try walk(from: document.root, in: resource)
  }

  private mutating func addResource(
    uri: String, root: Int, _ dialect: Dialect, _ metaschema: String?
  ) -> Int {
    resources.append(Resource(uri: uri, root: root, dialect: dialect, metaschema: metaschema))
    let resource = resources.count - 1
    resourceOfRoot[root] = resource
    if resourceOfURI[ExactText(uri)] == nil { resourceOfURI[ExactText(uri)] = resource }
    return resource
  }

  // MARK: The walk

  mutating func walk(from start: Int, in resource: Int) throws(JSONSchemaError) {
    var pending: [(node: Int, resource: Int)] = [(start, resource)]
    while let (node, outer) = pending.popLast() {
      let element = schema.element(at: node)
      guard walked.insert(node).inserted, element.kind == .object else { continue }
      let resource: Int
      if let known = resourceOfRoot[node] {
        resource = known
      } else {
        resource = try enterSubschema(element, in: outer)
      }
      try addAnchors(of: element, in: resource)
      let (dialect, uri) = (resources[resource].dialect, resources[resource].uri)
      for (keyword, value) in element.members where dialect.has(keyword) {
        noteReference(keyword, value, dialect, base: uri)
        for child in Self.subschemas(keyword, value, dialect) { pending.append((child.index, resource)) }
      }
    }
  }

  /// The resource that a schema belongs to: a new one where it has an identifier.
  private mutating func enterSubschema(_ element: JSONElement, in outer: Int) throws(JSONSchemaError) -> Int {
    let (outerDialect, base) = (resources[outer].dialect, resources[outer].uri)
    var (dialect, metaschema) = (outerDialect, resources[outer].metaschema)
    if element["$id"] != nil || element["id"] != nil, let own = try self.dialect(of: element) {
      (dialect, metaschema) = own
    }
    guard let uri = try identifier(of: element, base: base, dialect) else { return outer }
    if let known = resourceOfURI[ExactText(uri)],
      document(of: resources[known].root).root == document(of: element.index).root
    {
      throw error(
        .malformed, dialect.identifierKeyword, element[dialect.identifierKeyword],
        "the identifier \(quotedURI(uri)) stands in this document twice")
    }
    return addResource(uri: uri, root: element.index, dialect, metaschema)
  }

  /// Remembers which documents and which dynamic names are asked for.
  private mutating func noteReference(
    _ keyword: String, _ value: JSONElement, _ dialect: Dialect, base: String
  ) {
    guard keyword == "$ref" || keyword == "$dynamicRef" || keyword == "$recursiveRef",
      let reference = value.stringValue
    else { return }
    let (path, fragment) = splitFragment(reference)
    if !path.isEmpty { wanted.append((resolveURI(path, base: base), dialect)) }
    switch keyword {
    case "$dynamicRef":
      if let name = fragment.flatMap(percentDecoded) { dynamicNames.insert(ExactText(name)) }
    case "$recursiveRef": dynamicNames.insert(Self.recursive)
    default: break
    }
  }

  /// The schemas directly under a keyword.
  private static func subschemas(
    _ keyword: String, _ value: JSONElement, _ dialect: Dialect
  ) -> [JSONElement] {
    switch keyword {
    case "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else", "unevaluatedItems",
      "unevaluatedProperties", "contentSchema", "additionalItems":
      [value]
    case "items":
      value.kind == .array ? value.elements : [value]
    case "allOf", "anyOf", "oneOf", "prefixItems":
      value.elements
    case "properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies":
      value.members.map(\.value)
    default:
      []
    }
  }

  // MARK: Places

  /// The document that a node belongs to.
  func document(of node: Int) -> Document {
    documents.last { $0.root <= node } ?? documents[0]
  }

  /// The place of a node in its document.
  func place(of node: Int) -> SchemaPlace {
    let document = document(of: node)
    return SchemaPlace(
      schemaURI: document.uri, pointer: pointer(to: node, from: document.root, in: schema).description,
      offset: schema.nodes[node].rawRange.lowerBound, start: document.start, in: schema.bytes)
  }

  func error(
    _ code: JSONSchemaError.Code, _ keyword: String, _ value: JSONElement?, _ message: String
  ) -> JSONSchemaError {
    JSONSchemaError(code: code, keyword: keyword, place: place(of: value?.index ?? 0), message: message)
  }
}
