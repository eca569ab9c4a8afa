import JSON

extension SchemaIndex {
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
          ?? "\(quotedURI(uri)) is no schema of this document, none was given, and nothing is fetched"
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

  private mutating func find(_ fragment: String, in resource: Int) -> Result<Target, ResolutionError> {
    guard !fragment.isEmpty else {
      return .success(Target(node: resources[resource].root, resource: resource))
    }
    guard let decoded = percentDecoded(fragment) else {
      return .failure(ResolutionError(reason: "its fragment is not percent-encoded UTF-8"))
    }
    if decoded.utf8.first == UInt8(ascii: "/") { return find(pointer: decoded, in: resource) }
    let name = ExactText(decoded)
    guard let node = resources[resource].anchors[name] else {
      let hint = decoded.utf8.contains(UInt8(ascii: "/")) ? "; a JSON Pointer starts with \"/\"" : ""
      return .failure(ResolutionError(reason: "no schema has the anchor \(quoted(decoded))\(hint)"))
    }
    let isDynamic = resources[resource].dynamicAnchors[name] != nil
    return .success(Target(node: node, resource: resource, dynamicName: isDynamic ? name : nil))
  }

  private mutating func find(pointer text: String, in resource: Int) -> Result<Target, ResolutionError> {
    guard let pointer = JSONPointer(parsing: text) else {
      return .failure(ResolutionError(reason: "\(quoted(text)) is not a JSON Pointer"))
    }
    var element = schema.element(at: resources[resource].root)
    var resource = resource
    for token in pointer.tokens {
      guard let next = child(token, of: element) else {
        let known = element.members.map(\.key)
        // The two names for the same thing, in newer and older drafts.
        let other = ["$defs": "definitions", "definitions": "$defs"][token].flatMap {
          known.contains($0) ? $0 : nil
        }
        let likely = other ?? closestName(to: token, among: known)
        let hint = likely.map { "; did you mean \(quoted($0))?" } ?? ""
        return .failure(ResolutionError(reason: "there is no \(quoted(token))\(hint)"))
      }
      element = next
      resource = resourceOfRoot[element.index] ?? resource
    }
    return .success(Target(node: element.index, resource: resource))
  }

  /// One step of a JSON Pointer. The members of large objects are listed once: as many references as definitions would
  /// take quadratic time.
  private mutating func child(_ token: String, of element: JSONElement) -> JSONElement? {
    guard element.kind == .object, schema.nodes[element.index].count > 32 else {
      return JSONPointer([token]).resolve(in: element)
    }
    if memberNodes[element.index] == nil {
      memberNodes[element.index] = Dictionary(
        element.members.map { (ExactText($0.key), $0.value.index) }, uniquingKeysWith: { _, last in last })
    }
    return memberNodes[element.index]?[ExactText(token)].map(schema.element)
  }
}
