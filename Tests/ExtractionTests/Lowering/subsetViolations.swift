import ChatCompletions
import JSON

/// What of a lowered schema a server's subset doesn't take, each with its place.
func subsetViolations(_ root: JSONValue, _ subset: SchemaSubset) -> [String] {
  var violations: [String] = []
  let definitions = root["$defs"]?.objectValue ?? JSONObject()
  var known: Set<String> = [
    "type", "properties", "required", "additionalProperties", "items", "anyOf", "enum", "const", "$ref",
    "description",
  ]
  known.formUnion(subset.bounds)
  if subset.patterns != .none { known.insert("pattern") }
  if !subset.formats.isEmpty { known.insert("format") }
  if subset.takesPrefixItems { known.insert("prefixItems") }

  func check(_ schema: JSONValue, _ place: String, _ depth: Int) {
    if schema == true || schema == false {
      if !subset.takesFreeNames && !subset.takesPrefixItems { violations.append("\(place): \(schema)") }
      return
    }
    guard let object = schema.objectValue else {
      violations.append("\(place): no schema")
      return
    }
    if depth > subset.limits.depth ?? .max { violations.append("\(place): too deep") }
    for key in object.keys where !known.contains(key) && !(place == "" && key == "$defs") {
      violations.append("\(place): \(key)")
    }
    let kinds = ["type", "anyOf", "$ref"].filter { object[$0] != nil }
    if kinds.count != 1, !(kinds.isEmpty && subset.takesFreeValues) {
      violations.append("\(place): has \(kinds)")
    }
    if let reference = object["$ref"]?.stringValue,
      definitions[String(reference.dropFirst("#/$defs/".count))] == nil
    {
      violations.append("\(place): \(reference) leads nowhere")
    }
    if object["type"] == "object" {
      let isMap = subset.takesFreeNames && object["properties"] == nil
      if !isMap,
        object["required"]?.arrayValue != object["properties"]?.objectValue?.keys.map(JSONValue.string)
      {
        violations.append("\(place): not all required")
      }
      if !subset.takesFreeNames, object["additionalProperties"] != false {
        violations.append("\(place): open")
      }
    }
    if object["type"] == "array", object["items"] == nil, object["prefixItems"] == nil {
      violations.append("\(place): no items")
    }
    if let format = object["format"]?.stringValue, !subset.formats.contains(format) {
      violations.append("\(place): format \(format)")
    }
    if !subset.combinesLengths, object["minLength"] != nil || object["maxLength"] != nil,
      object["pattern"] != nil || object["format"] != nil
    {
      violations.append("\(place): lengths beside pattern or format")
    }
    for member in object["properties"]?.objectValue?.members ?? [] {
      check(member.value, "\(place)/properties/\(member.key)", depth + 1)
    }
    for keyword in ["items", "additionalProperties"] {
      if let value = object[keyword], value != false, value != true {
        check(value, "\(place)/\(keyword)", depth + 1)
      }
    }
    for keyword in ["anyOf", "prefixItems"] {
      let schemas = object[keyword]?.arrayValue ?? []
      for (position, schema) in schemas.enumerated() {
        check(schema, "\(place)/\(keyword)/\(position)", depth + 1)
      }
    }
    if subset.needsDistinctFirstProperties {
      let branches = (object["anyOf"]?.arrayValue ?? []).map { branch in
        branch["$ref"]?.stringValue.flatMap { definitions[String($0.dropFirst("#/$defs/".count))] } ?? branch
      }
      let firsts = branches.compactMap { $0["properties"]?.objectValue?.members.first }
      for (position, first) in firsts.enumerated() {
        for other in firsts[..<position] where other.key == first.key {
          let values = fixedValues(first.value)
          let others = fixedValues(other.value)
          if values.isEmpty || others.isEmpty || !values.isDisjoint(with: others) {
            violations.append("\(place): alternatives begin with \(first.key)")
          }
        }
      }
    }
  }

  func fixedValues(_ schema: JSONValue) -> Set<JSONValue> {
    Set(schema["enum"]?.arrayValue ?? schema["const"].map { [$0] } ?? [])
  }

  check(root, "", 0)
  for member in definitions.members { check(member.value, "/$defs/\(member.key)", 1) }
  return violations
}
