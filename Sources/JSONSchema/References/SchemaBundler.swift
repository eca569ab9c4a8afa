package import JSON

/// Writes a schema and all that it refers to as one document.
///
/// Every reference becomes one of the form `#/…`. What stands in other documents is put under `$defs`, as far as something
/// leads there; identifiers and anchors go. A dynamic reference becomes a plain one to what it leads to where the schema's
/// root is applied: exact where nothing else extends it.
struct SchemaBundler {
  private var index: SchemaIndex
  /// What each reference leads to, by the node of the object that holds it and its keyword.
  private var targets: [Site: SchemaIndex.Target] = [:]
  /// Where the targets stand in the bundle: URI fragments, by node.
  private var fragments: [Int: String] = [:]
  /// The targets in other documents, with their names in `$defs`, in the order met.
  private var definitions: [(target: SchemaIndex.Target, name: String)] = []

  private struct Site: Hashable {
    let node: Int
    let keyword: String
  }

  private static let referenceKeywords = ["$ref", "$dynamicRef", "$recursiveRef"]

  init(_ document: JSONDocument, options: JSONSchema.Options) {
    self.index = SchemaIndex(document, options: options)
  }

  /// - Throws: ``JSONSchemaError`` for a schema that can't be compiled. A reference that leads nowhere stays as it is.
  mutating func bundle() throws(JSONSchemaError) -> JSONValue {
    try index.fill()
    try follow()
    let root = index.schema.root
    guard root.kind == .object else { return JSONValue(root) }
    var taken = Set(["$defs", "definitions"].flatMap { root[$0]?.members.map(\.key) ?? [] })
    for (site, target) in targets.sorted(by: { $0.key.node < $1.key.node })
    where fragments[target.node] == nil {
      _ = site
      place(target, &taken)
    }
    var bundle = copy(root, in: index.resourceOfRoot[0] ?? 0)
    guard !definitions.isEmpty else { return bundle }
    var all = bundle["$defs"]?.objectValue ?? JSONObject()
    for (target, name) in definitions {
      var definition = copy(index.schema.element(at: target.node), in: target.resource)
      definition["$schema"] = nil
      all[name] = definition
    }
    bundle["$defs"] = .object(all)
    return bundle
  }

  /// Resolves every reference that the root leads to.
  private mutating func follow() throws(JSONSchemaError) {
    var pending = [SchemaIndex.Target(node: 0, resource: index.resourceOfRoot[0] ?? 0)]
    var seen: Set<Int> = []
    while let start = pending.popLast() {
      var nodes = [start]
      while let next = nodes.popLast() {
        guard seen.insert(next.node).inserted else { continue }
        let element = index.schema.element(at: next.node)
        let resource = index.resourceOfRoot[next.node] ?? next.resource
        if element.kind == .object, index.walked.contains(next.node) {
          for keyword in Self.referenceKeywords where index.resources[resource].dialect.has(keyword) {
            guard let reference = element[keyword]?.stringValue,
              case .success(let found) = try index.resolve(reference, from: resource)
            else { continue }
            let target = settled(found, keyword)
            targets[Site(node: next.node, keyword: keyword)] = target
            // What a reference alone leads to is walked only then: it has to be seen again.
            if seen.contains(target.node), !isSchema(target.node) { seen.remove(target.node) }
            pending.append(target)
          }
        }
        let children = element.kind == .object ? element.members.map(\.value) : element.elements
        for child in children where child.kind == .object || child.kind == .array {
          nodes.append(SchemaIndex.Target(node: child.index, resource: resource))
        }
      }
    }
  }

  private func isSchema(_ node: Int) -> Bool { index.walked.contains(node) }

  /// Where a dynamic reference leads when the root is applied.
  private func settled(_ target: SchemaIndex.Target, _ keyword: String) -> SchemaIndex.Target {
    guard keyword != "$ref" else { return target }
    let name = keyword == "$recursiveRef" ? SchemaIndex.recursive : target.dynamicName
    let root = index.resourceOfRoot[0] ?? 0
    guard let name, index.resources[target.resource].dynamicAnchors[name] != nil,
      let outermost = index.resources[root].dynamicAnchors[name]
    else { return target }
    return SchemaIndex.Target(node: outermost, resource: root)
  }

  private mutating func place(_ target: SchemaIndex.Target, _ taken: inout Set<String>) {
    let document = index.document(of: target.node)
    let path = pointer(to: target.node, from: document.root, in: index.schema)
    guard document.root != 0 else {
      fragments[target.node] = percentEncoded(path.description, keeping: "/-._~!$&'()*+,;=:@")
      return
    }
    // Named after the file or the last step.
    let last =
      path.tokens.last ?? index.resources[target.resource].uri.split(separator: "/").last.map(String.init)
    let word = (last ?? "schema").split(separator: ".").first.map(String.init) ?? "schema"
    let base = String(
      decoding: word.utf8.map { isASCIILetter($0) || isASCIIDigit($0) ? $0 : UInt8(ascii: "_") },
      as: UTF8.self)
    var name = base
    var count = 2
    while !taken.insert(name).inserted {
      name = "\(base)\(count)"
      count += 1
    }
    definitions.append((target, name))
    fragments[target.node] = "/$defs/" + name
  }

  /// As deep as the document is nested, which its reader has limited.
  private func copy(_ element: JSONElement, in outer: Int) -> JSONValue {
    let resource = index.resourceOfRoot[element.index] ?? outer
    switch element.kind {
    case .array:
      return .array(element.elements.map { copy($0, in: resource) })
    case .object:
      let isSchema = index.walked.contains(element.index)
      let dialect = index.resources[resource].dialect
      var object = JSONObject()
      for (key, value) in element.members {
        object[key] = copy(value, in: resource)
      }
      return isSchema ? .object(bundled(object, element.index, dialect)) : .object(object)
    default:
      return JSONValue(element)
    }
  }

  /// A schema's keywords with its references rewritten.
  private func bundled(_ keywords: JSONObject, _ node: Int, _ dialect: Dialect) -> JSONObject {
    var object = keywords
    for keyword in ["$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", dialect.identifierKeyword]
    where dialect.has(keyword) {
      object[keyword] = nil
    }
    if node != 0 { object["$schema"] = nil }
    var references: [JSONValue] = []
    for keyword in Self.referenceKeywords {
      guard let target = targets[Site(node: node, keyword: keyword)],
        let fragment = fragments[target.node]
      else { continue }
      if keyword != "$ref" { object[keyword] = nil }
      references.append(.string("#" + fragment))
    }
    guard let first = references.first else { return object }
    if dialect.ignoresSiblingsOfReferences {
      for member in object.members
      where member.key != "$ref" && !Self.keptBesideReferences.contains(member.key) {
        object[member.key] = nil
      }
    }
    object["$ref"] = first
    for reference in references.dropFirst() {
      object["allOf"] = .array((object["allOf"]?.arrayValue ?? []) + [["$ref": reference]])
    }
    return object
  }

  /// What a schema may keep where all else beside a reference is ignored: what describes, and what is led to.
  private static let keptBesideReferences: Set = [
    "$schema", "title", "description", "default", "examples", "$comment", "definitions", "$defs",
  ]
}

extension JSONSchema {
  /// A schema and all that it refers to as one document whose references have the form `#/…`.
  ///
  /// For readers of schemas that follow no others. It validates as the schema does, but that a dynamic reference always leads
  /// where it does from the root.
  package static func bundled(_ document: JSONDocument, options: Options) throws(JSONSchemaError) -> JSONValue
  {
    var bundler = SchemaBundler(document, options: options)
    return try bundler.bundle()
  }
}
