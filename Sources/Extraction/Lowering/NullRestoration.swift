import JSON

/// The way back from a lowered schema: removes each `null` that stands for an absent optional property.
///
/// Each value is visited once, with all the schemas that apply to it, so that alternatives don't multiply the work.
struct NullRestoration {
  let references: LocalReferences

  /// Schemas that are looked at for one value. More would be alternatives that no one can tell apart by their shape.
  private static let maximumSchemas = 64

  /// The value as the user's schema means it. A `null` goes where its property is optional and its schema refuses null;
  /// every other value stays as it is.
  func restore(_ value: JSONValue, _ schema: JSONValue) -> JSONValue {
    restore(value, [schema])
  }

  /// As deep as the answer is nested, which its reader has limited.
  private func restore(_ value: JSONValue, _ schemas: [JSONValue]) -> JSONValue {
    switch value {
    case .array(let elements):
      let applicable = flattened(schemas, value)
      guard !applicable.isEmpty else { return value }
      return .array(
        elements.enumerated().map { index, element in
          restore(element, applicable.compactMap { schema(ofElement: index, in: $0) })
        })
    case .object(let object):
      let applicable = flattened(schemas, value)
      guard !applicable.isEmpty else { return value }
      var restored = JSONObject()
      for member in object.members {
        let properties = applicable.compactMap { schema(ofMember: member.key, in: $0) }
        let isAbsent =
          member.value == .null && !properties.isEmpty && !applicable.contains { requires(member.key, $0) }
          && !properties.allSatisfy(admitsNull)
        if !isAbsent { restored[member.key] = restore(member.value, properties) }
      }
      return .object(restored)
    default:
      return value
    }
  }

  /// The keywords of all schemas that apply to a value: references followed, `allOf` taken apart, and of alternatives those
  /// whose `type`, `const` and `enum` fit.
  private func flattened(_ schemas: [JSONValue], _ value: JSONValue) -> [JSONObject] {
    var pending = schemas
    var followed: Set<String> = []
    var found: [JSONObject] = []
    while let schema = pending.popLast(), found.count < Self.maximumSchemas {
      guard let keywords = schema.objectValue else { continue }
      found.append(keywords)
      if let reference = keywords["$ref"]?.stringValue, followed.insert(reference).inserted,
        let target = references.target(of: reference)
      {
        pending.append(target)
      }
      pending += keywords["allOf"]?.arrayValue ?? []
      for keyword in ["anyOf", "oneOf"] {
        pending += (keywords[keyword]?.arrayValue ?? []).filter { fits(value, $0) }
      }
    }
    return found
  }

  /// Whether an alternative may be meant for a value, by its kind and by the properties that have one value only.
  private func fits(_ value: JSONValue, _ schema: JSONValue) -> Bool {
    guard let keywords = schema.objectValue else { return schema != false }
    if let target = keywords["$ref"]?.stringValue.flatMap(references.target), target["$ref"] == nil {
      return fits(value, target)
    }
    let kind: String
    switch value {
    case .object: kind = "object"
    case .array: kind = "array"
    default: return true
    }
    if let type = keywords["type"], type.stringValue != kind, type.arrayValue?.contains(.string(kind)) != true
    {
      return false
    }
    for property in keywords["properties"]?.objectValue?.members ?? [] {
      guard let member = value[property.key] else { continue }
      if let constant = property.value["const"], constant != member { return false }
      if let values = property.value["enum"]?.arrayValue, member != .null, !values.contains(member) {
        return false
      }
    }
    return true
  }

  private func schema(ofElement index: Int, in keywords: JSONObject) -> JSONValue? {
    if let prefix = keywords["prefixItems"]?.arrayValue, index < prefix.count { return prefix[index] }
    return keywords["items"]
  }

  private func schema(ofMember key: String, in keywords: JSONObject) -> JSONValue? {
    keywords["properties"]?[key] ?? keywords["additionalProperties"]
  }

  private func requires(_ key: String, _ keywords: JSONObject) -> Bool {
    keywords["required"]?.arrayValue?.contains(.string(key)) == true
  }

  /// Whether a schema lets `null` pass, as far as its shape tells.
  private func admitsNull(_ schema: JSONValue) -> Bool {
    guard let keywords = schema.objectValue else { return schema != false }
    if let type = keywords["type"] {
      guard type.stringValue == "null" || type.arrayValue?.contains("null") == true else { return false }
    }
    if let values = keywords["enum"]?.arrayValue, !values.contains(.null) { return false }
    if let constant = keywords["const"], constant != .null { return false }
    if let target = keywords["$ref"]?.stringValue.flatMap(references.target), !admitsNull(target) {
      return false
    }
    for keyword in ["anyOf", "oneOf"] {
      if let branches = keywords[keyword]?.arrayValue, !branches.contains(where: admitsNull) { return false }
    }
    return (keywords["allOf"]?.arrayValue ?? []).allSatisfy(admitsNull)
  }
}
