import JSON

/// What values a schema speaks of at its root, as far as that matters for an array: whether it is the instance itself or a
/// list of instances.
enum SchemaTopic: Sendable {
  /// No array is valid, by the types, constants and alternatives.
  case noArrays
  /// Of objects and not of arrays: an array would be valid for want of a rule, as `{"required":["a"]}` has it.
  case objects
  /// Of arrays too.
  case arrays
  /// Of nothing in particular, as far as can be told.
  case anything
}

extension SchemaTopic {
  /// The topic of a schema, by its own keywords, its alternatives and what its local references lead to.
  init(of schema: JSONDocument) {
    var budget = 1000
    self.init(of: schema.root, depth: 0, &budget)
  }

  private init(of schema: JSONElement, depth: Int, _ budget: inout Int) {
    if schema.kind == .false {
      self = .noArrays
      return
    }
    self = .anything
    guard schema.kind == .object, depth < 32, budget > 0 else { return }
    budget -= 1
    unite(with: Self.ofKeywords(schema))
    if let reference = schema["$ref"]?.stringValue, let target = localTarget(reference, in: schema.document) {
      unite(with: .init(of: target, depth: depth + 1, &budget))
    }
    for branch in branches("allOf", of: schema) {
      unite(with: .init(of: branch, depth: depth + 1, &budget))
    }
    for keyword in ["anyOf", "oneOf"] {
      let topics = branches(keyword, of: schema).map { SchemaTopic(of: $0, depth: depth + 1, &budget) }
      if !topics.isEmpty { unite(with: Self.ofAlternatives(topics)) }
    }
  }

  /// The topic where both schemas have to be met.
  private mutating func unite(with other: SchemaTopic) {
    let order: [SchemaTopic] = [.noArrays, .arrays, .objects, .anything]
    self = order.first { self == $0 || other == $0 } ?? self
  }

  private static func ofAlternatives(_ topics: [SchemaTopic]) -> SchemaTopic {
    if topics.allSatisfy({ $0 == .noArrays }) { return .noArrays }
    if topics.contains(.arrays) { return .arrays }
    return topics.contains(.anything) ? .anything : .objects
  }

  private static func ofKeywords(_ schema: JSONElement) -> SchemaTopic {
    if let type = schema["type"] {
      let types = type.kind == .array ? type.elements : [type]
      return types.contains { $0.stringValue == "array" } ? .arrays : .noArrays
    }
    if let constant = schema["const"] { return constant.kind == .array ? .arrays : .noArrays }
    if let values = schema["enum"], values.kind == .array {
      return values.elements.contains { $0.kind == .array } ? .arrays : .noArrays
    }
    if arrayKeywords.contains(where: { schema[$0] != nil }) { return .arrays }
    return objectKeywords.contains { schema[$0] != nil } ? .objects : .anything
  }

  /// Keywords of all drafts that say something about arrays.
  private static let arrayKeywords = [
    "items", "prefixItems", "additionalItems", "unevaluatedItems", "contains", "minContains", "maxContains",
    "minItems", "maxItems", "uniqueItems",
  ]
  /// Keywords of all drafts that say something about objects.
  private static let objectKeywords = [
    "properties", "required", "additionalProperties", "patternProperties", "propertyNames",
    "unevaluatedProperties", "minProperties", "maxProperties", "dependencies", "dependentRequired",
    "dependentSchemas",
  ]
}

private func branches(_ keyword: String, of schema: JSONElement) -> [JSONElement] {
  guard let branches = schema[keyword], branches.kind == .array else { return [] }
  return Array(branches.elements)
}

/// What a reference of the form `#/…` leads to.
private func localTarget(_ reference: String, in schema: JSONDocument) -> JSONElement? {
  guard reference.utf8.first == UInt8(ascii: "#") else { return nil }
  return JSONPointer(parsing: String(reference.dropFirst()))?.resolve(in: schema.root)
}
