import JSON

/// The schema of one part of a record: what a chunk of a long document is asked with.
///
/// A part may lack required properties and items, so `required`, `minProperties`, `minItems` and the conditional keywords go
/// from the record and the objects in its properties, those behind a `$ref` included, and with them the keywords that ask what
/// the conditional ones have evaluated. An array's elements are whole, so their schema stays.
func partialSchema(_ schema: JSONValue) -> JSONValue {
  partialSchema(schema, LocalReferences(schema), depth: 0)
}

/// Properties inside one another, and references, that are made partial. A recursive schema is asked for whole below them.
private let maximumDepth = 8

private func partialSchema(_ schema: JSONValue, _ references: LocalReferences, depth: Int) -> JSONValue {
  guard var object = schema.objectValue, depth < maximumDepth else { return schema }
  if let target = object["$ref"]?.stringValue.flatMap(references.target)?.objectValue {
    object["$ref"] = nil
    for member in target.members where object[member.key] == nil { object[member.key] = member.value }
    return partialSchema(.object(object), references, depth: depth + 1)
  }
  for keyword in [
    "required", "minProperties", "minItems", "minContains", "contains", "dependentRequired",
    "dependentSchemas", "dependencies",
    "if", "then", "else", "unevaluatedProperties", "unevaluatedItems",
  ] {
    object[keyword] = nil
  }
  if let properties = object["properties"]?.objectValue {
    var parts = JSONObject()
    for member in properties.members {
      parts[member.key] = partialSchema(member.value, references, depth: depth + 1)
    }
    object["properties"] = .object(parts)
  }
  for keyword in ["anyOf", "oneOf", "allOf"] {
    if let branches = object[keyword]?.arrayValue {
      object[keyword] = .array(branches.map { partialSchema($0, references, depth: depth + 1) })
    }
  }
  return .object(object)
}
