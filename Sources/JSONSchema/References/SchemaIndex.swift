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
  /// The name under which `$recursiveAnchor` is kept: no anchor is empty.
  static let recursive = ExactText("")

  let options: JSONSchema.Options
  private(set) var schema: JSONDocument
  private(set) var documents: [Document] = []
  private(set) var resources: [Resource] = []
  private(set) var resourceOfRoot: [Int: Int] = [:]
  /// The names that some `$dynamicRef` or `$recursiveRef` asks for.
  private(set) var dynamicNames: Set<ExactText> = []
  private var resourceOfURI: [ExactText: Int] = [:]
  private var walked: Set<Int> = []
  private var wanted: [(uri: String, dialect: Dialect)] = []
  /// Why a document could not be had, by URI.
  private var failures: [String: String] = [:]
  private var metaschemasBeingRead: Set<String> = []

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
  private mutating func resource(
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

  private mutating func loadWanted() throws(JSONSchemaError) {
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

  private mutating func walk(from start: Int, in resource: Int) throws(JSONSchemaError) {
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
        "the identifier \(quoted(uri)) stands in this document twice")
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

  /// The base URI that a schema sets, or nil where it sets none.
  private func identifier(
    of element: JSONElement, base: String, _ dialect: Dialect
  ) throws(JSONSchemaError) -> String? {
    let keyword = dialect.identifierKeyword
    guard element.kind == .object, let value = element[keyword] else { return nil }
    if dialect.ignoresSiblingsOfReferences, element["$ref"] != nil { return nil }
    guard let text = value.stringValue else {
      throw error(.malformed, keyword, value, "\"\(keyword)\" must be a string with a URI reference")
    }
    let (path, fragment) = splitFragment(text)
    if let fragment, !fragment.isEmpty {
      guard dialect.draft <= .draft7 else {
        throw error(
          .malformed, keyword, value, "\"$id\" must not have a fragment; use \"$anchor\" for a name")
      }
      if path.isEmpty { return nil }
    }
    return resolveURI(path, base: base)
  }

  private mutating func addAnchors(of element: JSONElement, in resource: Int) throws(JSONSchemaError) {
    let dialect = resources[resource].dialect
    if dialect.draft <= .draft7 {
      let keyword = dialect.identifierKeyword
      guard element["$ref"] == nil, let value = element[keyword], let text = value.stringValue else { return }
      if let fragment = splitFragment(text).fragment, !fragment.isEmpty {
        try addAnchor(fragment, keyword, value, of: element, in: resource)
      }
      return
    }
    for keyword in ["$anchor", "$dynamicAnchor"] where dialect.has(keyword) {
      guard let value = element[keyword] else { continue }
      guard let name = value.stringValue, isAnchorName(name) else {
        throw error(
          .malformed, keyword, value,
          "\"\(keyword)\" must be a name: a letter or \"_\", then letters, digits, \"-\", \"_\" and \".\"")
      }
      try addAnchor(name, keyword, value, of: element, in: resource)
      if keyword == "$dynamicAnchor" {
        resources[resource].dynamicAnchors[ExactText(name)] = element.index
      }
    }
    if dialect.has("$recursiveAnchor"), element["$recursiveAnchor"]?.boolValue == true,
      element.index == resources[resource].root
    {
      resources[resource].dynamicAnchors[Self.recursive] = element.index
    }
  }

  private mutating func addAnchor(
    _ name: String, _ keyword: String, _ value: JSONElement, of element: JSONElement, in resource: Int
  ) throws(JSONSchemaError) {
    let known = resources[resource].anchors.updateValue(element.index, forKey: ExactText(name))
    if let known, known != element.index {
      throw error(.malformed, keyword, value, "the anchor \(quoted(name)) stands in this schema twice")
    }
  }

  private func isAnchorName(_ name: String) -> Bool {
    guard let first = name.utf8.first, isASCIILetter(first) || first == UInt8(ascii: "_") else {
      return false
    }
    return name.utf8.allSatisfy {
      isASCIILetter($0) || isASCIIDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: ".")
    }
  }

  // MARK: Dialects

  /// The dialect that `$schema` names, with the URI of a custom metaschema; nil where a schema has none.
  private mutating func dialect(
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
        .unsupportedDraft, "$schema", value, "\(quoted(text)) names itself as its draft, and so names none")
    }
    defer { metaschemasBeingRead.remove(uri) }
    guard let metaschema = try resource(at: uri, inheriting: Dialect(options.defaultDraft)) else {
      let reason = failures[uri] ?? "no schema with this URI was given, and nothing is fetched"
      throw error(
        .unsupportedDraft, "$schema", value,
        "\(quoted(text)) is no known draft: \(reason); the newest is \"\(JSONSchema.Draft.draft2020.uri)\"")
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
          "the metaschema \(quoted(resources[metaschema].uri)) requires the vocabulary \(quoted(uri)), which is not known here"
        )
      }
    }
    return Dialect(dialect.draft, vocabularies)
  }

  // MARK: References

  /// Finds what a reference in a resource leads to.
  mutating func resolve(
    _ reference: String, from resource: Int
  ) throws(JSONSchemaError) -> Result<Target, ResolutionError> {
    let (path, fragment) = splitFragment(reference)
    var start = resource
    if !path.isEmpty {
      let uri = resolveURI(path, base: resources[resource].uri)
      guard let known = try self.resource(at: uri, inheriting: resources[resource].dialect) else {
        let reason =
          failures[uri]
          ?? "\(quoted(uri)) is no schema of this document, none was given, and nothing is fetched"
        return .failure(ResolutionError(reason: reason))
      }
      start = known
    }
    let target: Target
    switch find(fragment ?? "", in: start) {
    case .success(let found): target = found
    case .failure(let error): return .failure(error)
    }
    if !walked.contains(target.node) { try walk(from: target.node, in: target.resource) }
    try loadWanted()
    return .success(target)
  }

  private func find(_ fragment: String, in resource: Int) -> Result<Target, ResolutionError> {
    guard !fragment.isEmpty else {
      return .success(Target(node: resources[resource].root, resource: resource))
    }
    guard let decoded = percentDecoded(fragment) else {
      return .failure(ResolutionError(reason: "its fragment is not percent-encoded UTF-8"))
    }
    if decoded.utf8.first == UInt8(ascii: "/") { return find(pointer: decoded, in: resource) }
    let name = ExactText(decoded)
    guard let node = resources[resource].anchors[name] else {
      return .failure(ResolutionError(reason: "no schema has the anchor \(quoted(decoded))"))
    }
    let isDynamic = resources[resource].dynamicAnchors[name] != nil
    return .success(Target(node: node, resource: resource, dynamicName: isDynamic ? name : nil))
  }

  private func find(pointer text: String, in resource: Int) -> Result<Target, ResolutionError> {
    guard let pointer = JSONPointer(parsing: text) else {
      return .failure(ResolutionError(reason: "\(quoted(text)) is not a JSON Pointer"))
    }
    var element = schema.element(at: resources[resource].root)
    var resource = resource
    for token in pointer.tokens {
      guard let next = JSONPointer([token]).resolve(in: element) else {
        let known = element.members.map(\.key)
        let hint = closestName(to: token, among: known).map { "; did you mean \(quoted($0))?" } ?? ""
        return .failure(ResolutionError(reason: "there is no \(quoted(token))\(hint)"))
      }
      element = next
      resource = resourceOfRoot[element.index] ?? resource
    }
    return .success(Target(node: element.index, resource: resource))
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

  private func error(
    _ code: JSONSchemaError.Code, _ keyword: String, _ value: JSONElement?, _ message: String
  ) -> JSONSchemaError {
    JSONSchemaError(code: code, keyword: keyword, place: place(of: value?.index ?? 0), message: message)
  }
}
