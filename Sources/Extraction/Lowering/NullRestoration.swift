import JSON

/// The way back from a lowered schema: removes each `null` that stands for an absent optional property.
struct NullRestoration {
  let references: LocalReferences

  /// The value as the user's schema means it. A `null` goes where its property is optional and its schema refuses null;
  /// every other value stays as it is.
  func restore(_ value: JSONValue, _ schema: JSONValue) -> JSONValue {
    restore(value, schema, depth: 0)
  }

  private func restore(_ value: JSONValue, _ schema: JSONValue, depth: Int) -> JSONValue {
    guard depth < 256, let keywords = schema.objectValue else { return value }
    var value = value
    if let target = keywords["$ref"]?.stringValue.flatMap(references.target) {
      value = restore(value, target, depth: depth + 1)
    }
    for branch in ["anyOf", "oneOf", "allOf"].flatMap({ keywords[$0]?.arrayValue ?? [] }) {
      value = restore(value, branch, depth: depth + 1)
    }
    switch value {
    case .array(let elements):
      guard let items = keywords["items"] else { return value }
      return .array(elements.map { restore($0, items, depth: depth + 1) })
    case .object(let object):
      guard let properties = keywords["properties"]?.objectValue else { return value }
      let required = Set((keywords["required"]?.arrayValue ?? []).compactMap(\.stringValue))
      var restored = object
      for member in object.members {
        guard let property = properties[member.key] else { continue }
        let isAbsent =
          member.value == .null && !required.contains(member.key) && !admitsNull(property, depth: depth)
        restored[member.key] = isAbsent ? nil : restore(member.value, property, depth: depth + 1)
      }
      return .object(restored)
    default:
      return value
    }
  }

  /// Whether a schema lets `null` pass, as far as its shape tells.
  private func admitsNull(_ schema: JSONValue, depth: Int) -> Bool {
    guard depth < 256, let keywords = schema.objectValue else { return schema != false }
    if let type = keywords["type"] {
      guard type.stringValue == "null" || type.arrayValue?.contains("null") == true else { return false }
    }
    if let values = keywords["enum"]?.arrayValue, !values.contains(.null) { return false }
    if let constant = keywords["const"], constant != .null { return false }
    if let target = keywords["$ref"]?.stringValue.flatMap(references.target),
      !admitsNull(target, depth: depth + 1)
    {
      return false
    }
    for keyword in ["anyOf", "oneOf"] {
      if let branches = keywords[keyword]?.arrayValue,
        !branches.contains(where: { admitsNull($0, depth: depth + 1) })
      {
        return false
      }
    }
    return (keywords["allOf"]?.arrayValue ?? []).allSatisfy { admitsNull($0, depth: depth + 1) }
  }
}
