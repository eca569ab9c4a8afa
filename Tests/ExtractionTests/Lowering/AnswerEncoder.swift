import JSON

/// Writes an instance of a user's schema in the form of the lowered one: the way there whose way back is tested.
///
/// It knows the lowered schema alone, so that it shares no decision with the lowering.
struct AnswerEncoder {
  let root: JSONValue

  /// Ways to write a value, a few at most; empty where the schema has no place for it.
  func encodings(of value: JSONValue, by schema: JSONValue, depth: Int = 0) -> [JSONValue] {
    guard depth < 60 else { return [] }
    if schema == true || schema.objectValue?.members.isEmpty == true { return [value] }
    if let reference = schema["$ref"]?.stringValue {
      let name = String(reference.dropFirst("#/$defs/".count))
      return root["$defs"]?[name].map { encodings(of: value, by: $0, depth: depth + 1) } ?? []
    }
    if let branches = schema["anyOf"]?.arrayValue {
      return Array(branches.flatMap { encodings(of: value, by: $0, depth: depth + 1) }.prefix(8))
    }
    if let constant = schema["const"] { return constant == value ? [value] : [] }
    if let values = schema["enum"]?.arrayValue { return values.contains(value) ? [value] : [] }
    let types = Set(
      schema["type"]?.arrayValue?.compactMap(\.stringValue) ?? [schema["type"]?.stringValue ?? ""])
    switch value {
    case .null: return types.contains("null") ? [value] : []
    case .bool: return types.contains("boolean") ? [value] : []
    case .number: return types.isDisjoint(with: ["number", "integer"]) ? [] : [value]
    case .string: return types.contains("string") && !isJSONText(schema) ? [value] : []
    case .array(let elements):
      if types.contains("array") { return array(elements, schema, depth) }
      return types.contains("string") && isJSONText(schema) ? [text(value)] : []
    case .object(let object):
      if types.contains("object") { return self.object(object, schema, depth) }
      if types.contains("array"), isPairs(schema) { return pairs(object, schema, depth) }
      return types.contains("string") && isJSONText(schema) ? [text(value)] : []
    }
  }

  private func isJSONText(_ schema: JSONValue) -> Bool {
    schema["description"]?.stringValue?.contains("JSON text") == true
  }

  private func text(_ value: JSONValue) -> JSONValue {
    .string(String(decoding: value.serialized(), as: UTF8.self))
  }

  private func isPairs(_ schema: JSONValue) -> Bool {
    schema["items"]?["properties"]?.objectValue?.keys == ["key", "value"]
  }

  private func array(_ elements: [JSONValue], _ schema: JSONValue, _ depth: Int) -> [JSONValue] {
    let prefix = schema["prefixItems"]?.arrayValue ?? []
    let choices = elements.enumerated().map { position, element in
      encodings(
        of: element, by: position < prefix.count ? prefix[position] : schema["items"] ?? true,
        depth: depth + 1)
    }
    return combined(choices).map(JSONValue.array)
  }

  private func object(_ object: JSONObject, _ schema: JSONValue, _ depth: Int) -> [JSONValue] {
    let properties = schema["properties"]?.objectValue ?? JSONObject()
    var rest = JSONObject()
    for member in object.members where properties[member.key] == nil { rest[member.key] = member.value }
    let extra = properties.members.last {
      $0.key.hasPrefix("additional_properties") && isPairs(resolved($0.value))
    }
    var keys: [String] = []
    var choices: [[JSONValue]] = []
    for property in properties.members {
      keys.append(property.key)
      if let extra, property.key == extra.key, object[property.key] == nil {
        choices.append(pairs(rest, resolved(extra.value), depth))
        rest = JSONObject()
      } else {
        choices.append(encodings(of: object[property.key] ?? .null, by: property.value, depth: depth + 1))
      }
    }
    for member in rest.members {
      guard let values = schema["additionalProperties"], values != false else { return [] }
      keys.append(member.key)
      choices.append(encodings(of: member.value, by: values, depth: depth + 1))
    }
    return combined(choices).map { values in
      var encoded = JSONObject()
      for (key, value) in zip(keys, values) { encoded[key] = value }
      return .object(encoded)
    }
  }

  private func resolved(_ schema: JSONValue) -> JSONValue {
    guard let reference = schema["$ref"]?.stringValue else { return schema }
    return root["$defs"]?[String(reference.dropFirst("#/$defs/".count))] ?? schema
  }

  private func pairs(_ object: JSONObject, _ schema: JSONValue, _ depth: Int) -> [JSONValue] {
    let pair = schema["items"]?["properties"]
    let choices = object.members.map { member -> [JSONValue] in
      guard let key = encodings(of: .string(member.key), by: pair?["key"] ?? true, depth: depth + 1).first
      else { return [] }
      return encodings(of: member.value, by: pair?["value"] ?? true, depth: depth + 1).map {
        ["key": key, "value": $0]
      }
    }
    return combined(choices).map(JSONValue.array)
  }

  /// One of each, a few ways at most.
  private func combined(_ choices: [[JSONValue]]) -> [[JSONValue]] {
    var ways: [[JSONValue]] = [[]]
    for choice in choices {
      ways = Array(ways.flatMap { way in choice.map { way + [$0] } }.prefix(8))
    }
    return ways
  }
}

/// Whether a restored record is an instance, but for each `null` of a property that may be null and was absent: an answer
/// has no other word for it.
func isSame(_ restored: JSONValue, _ instance: JSONValue) -> Bool {
  switch (restored, instance) {
  case (.object(let one), .object(let other)):
    one.members.allSatisfy { member in
      other[member.key].map { isSame(member.value, $0) } ?? (member.value == .null)
    } && other.members.allSatisfy { one[$0.key] != nil }
  case (.array(let one), .array(let other)):
    one.count == other.count && zip(one, other).allSatisfy(isSame)
  default: restored == instance
  }
}
