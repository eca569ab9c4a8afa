import JSON

/// Where the identifiers of a schema document lead: resources by URI, anchors by resource.
///
/// Filled by one walk over every place that can hold a schema; what stands under unknown keywords, `enum` or
/// `examples` is no schema.
struct SchemaIndex {
  /// A schema with a base URI of its own: the root, and whatever has an `$id`.
  struct Resource {
    /// Absolute where the document says so, else relative; without fragment. Empty for a root without `$id`.
    let uri: String
    /// Its node.
    let root: Int
    let dialect: Dialect
  }

  /// What a reference leads to.
  struct Target {
    let node: Int
    let resource: Int
  }

  /// Why a reference leads nowhere; the rest of a sentence.
  struct ResolutionError: Error {
    let reason: String
  }

  let schema: JSONDocument
  private(set) var resources: [Resource] = []
  private(set) var resourceOfRoot: [Int: Int] = [:]
  private var resourceOfURI: [ExactText: Int] = [:]
  /// Anchors by resource and name.
  private var anchors: [Int: [ExactText: Int]] = [:]

  init(_ schema: JSONDocument) {
    self.schema = schema
  }

  /// Walks the document.
  ///
  /// - Throws: ``JSONSchemaError`` for a malformed `$id`, anchor or `$schema`.
  mutating func fill() throws(JSONSchemaError) {
    let root = schema.root
    let dialect = try dialect(of: root) ?? .draft2020
    resources = [Resource(uri: try identifier(of: root, base: "", dialect) ?? "", root: 0, dialect: dialect)]
    resourceOfRoot[0] = 0
    resourceOfURI[ExactText(resources[0].uri)] = 0
    var pending: [(node: Int, resource: Int)] = [(0, 0)]
    while let (node, outer) = pending.popLast() {
      let element = schema.element(at: node)
      guard element.kind == .object else { continue }
      let resource = node == 0 ? 0 : try enter(element, in: outer)
      try addAnchors(of: element, in: resource)
      let dialect = resources[resource].dialect
      for (keyword, value) in element.members {
        for child in Self.subschemas(keyword, value, dialect) { pending.append((child.index, resource)) }
      }
    }
  }

  /// The resource that a schema belongs to: a new one where it has an identifier.
  private mutating func enter(_ element: JSONElement, in outer: Int) throws(JSONSchemaError) -> Int {
    let dialect =
      element["$id"] == nil ? resources[outer].dialect : try dialect(of: element) ?? resources[outer].dialect
    guard let uri = try identifier(of: element, base: resources[outer].uri, dialect) else { return outer }
    guard resourceOfURI[ExactText(uri)] == nil else {
      throw error(
        .malformed, "$id", element["$id"], "the identifier \(quoted(uri)) stands in this document twice")
    }
    resources.append(Resource(uri: uri, root: element.index, dialect: dialect))
    resourceOfRoot[element.index] = resources.count - 1
    resourceOfURI[ExactText(uri)] = resources.count - 1
    return resources.count - 1
  }

  private func dialect(of element: JSONElement) throws(JSONSchemaError) -> Dialect? {
    guard element.kind == .object, let value = element["$schema"] else { return nil }
    guard let uri = value.stringValue else {
      throw error(.malformed, "$schema", value, "\"$schema\" must be a string with the URI of a draft")
    }
    if let dialect = Dialect(uri: uri) { return dialect }
    let withoutFragment = uri.hasSuffix("#") ? String(uri.dropLast()) : uri
    throw error(
      .unsupportedDraft, "$schema", value,
      Dialect.notSupported.contains(withoutFragment)
        ? "the draft \(quoted(uri)) can't be checked yet; use draft 2020-12 or draft-07"
        : "\(quoted(uri)) is no known draft; use \"https://json-schema.org/draft/2020-12/schema\" or \"http://json-schema.org/draft-07/schema#\""
    )
  }

  /// The base URI that a schema sets, or nil where it sets none.
  private func identifier(
    of element: JSONElement, base: String, _ dialect: Dialect
  ) throws(JSONSchemaError) -> String? {
    guard element.kind == .object, let value = element["$id"] else { return nil }
    if dialect == .draft7, element["$ref"] != nil { return nil }
    guard let text = value.stringValue else {
      throw error(.malformed, "$id", value, "\"$id\" must be a string with a URI reference")
    }
    let (path, fragment) = splitFragment(text)
    if let fragment, !fragment.isEmpty {
      guard dialect == .draft7 else {
        throw error(.malformed, "$id", value, "\"$id\" must not have a fragment; use \"$anchor\" for a name")
      }
      if path.isEmpty { return nil }
    }
    return resolveURI(path, base: base)
  }

  private mutating func addAnchors(of element: JSONElement, in resource: Int) throws(JSONSchemaError) {
    func add(_ name: String, _ keyword: String, _ value: JSONElement) throws(JSONSchemaError) {
      if let known = anchors[resource, default: [:]].updateValue(element.index, forKey: ExactText(name)),
        known != element.index
      {
        throw error(.malformed, keyword, value, "the anchor \(quoted(name)) stands in this schema twice")
      }
    }
    switch resources[resource].dialect {
    case .draft7:
      guard element["$ref"] == nil, let value = element["$id"], let text = value.stringValue else { return }
      if let fragment = splitFragment(text).fragment, !fragment.isEmpty { try add(fragment, "$id", value) }
    case .draft2020:
      for keyword in ["$anchor", "$dynamicAnchor"] {
        guard let value = element[keyword] else { continue }
        guard let name = value.stringValue, isAnchorName(name) else {
          throw error(
            .malformed, keyword, value,
            "\"\(keyword)\" must be a name: a letter or \"_\", then letters, digits, \"-\", \"_\" and \".\"")
        }
        try add(name, keyword, value)
      }
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

  /// Finds what a `$ref` in a resource refers to.
  func resolve(_ reference: String, from resource: Int) throws(ResolutionError) -> Target {
    let (path, fragment) = splitFragment(reference)
    var target = resource
    if !path.isEmpty {
      let uri = resolveURI(path, base: resources[resource].uri)
      guard let known = resourceOfURI[ExactText(uri)] else {
        throw ResolutionError(
          reason:
            "\(quoted(uri)) is not the $id of a schema in this document, and nothing is fetched from elsewhere"
        )
      }
      target = known
    }
    guard let fragment, !fragment.isEmpty else {
      return Target(node: resources[target].root, resource: target)
    }
    guard let decoded = percentDecoded(fragment) else {
      throw ResolutionError(reason: "its fragment is not percent-encoded UTF-8")
    }
    if decoded.utf8.first == UInt8(ascii: "/") { return try resolve(pointer: decoded, in: target) }
    if let node = anchors[target]?[ExactText(decoded)] { return Target(node: node, resource: target) }
    throw ResolutionError(reason: "no schema has the anchor \(quoted(decoded))")
  }

  private func resolve(pointer text: String, in resource: Int) throws(ResolutionError) -> Target {
    guard let pointer = JSONPointer(parsing: text) else {
      throw ResolutionError(reason: "\(quoted(text)) is not a JSON Pointer")
    }
    var element = schema.element(at: resources[resource].root)
    var resource = resource
    for token in pointer.tokens {
      guard let next = JSONPointer([token]).resolve(in: element) else {
        let known = element.members.map(\.key)
        let hint = closestName(to: token, among: known).map { "; did you mean \(quoted($0))?" } ?? ""
        throw ResolutionError(reason: "there is no \(quoted(token))\(hint)")
      }
      element = next
      resource = resourceOfRoot[element.index] ?? resource
    }
    return Target(node: element.index, resource: resource)
  }

  private func error(
    _ code: JSONSchemaError.Code, _ keyword: String, _ value: JSONElement?, _ message: String
  ) -> JSONSchemaError {
    JSONSchemaError(
      code: code, keyword: keyword, keywordLocation: pointer(to: value?.index ?? 0, in: schema).description,
      message: message)
  }

  /// The schemas directly under a keyword.
  private static func subschemas(_ keyword: String, _ value: JSONElement, _ dialect: Dialect) -> [JSONElement]
  {
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
}
