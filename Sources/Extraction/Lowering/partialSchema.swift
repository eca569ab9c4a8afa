import JSON

/// The schema of one part of a record: what a chunk of a long document is asked with.
///
/// A part may lack required properties and items, so `required`, `minProperties`, `minItems` and the dependent keywords go
/// from the record and the objects in its properties. An array's elements are whole, so their schema stays.
func partialSchema(_ schema: JSONValue) -> JSONValue {
  guard var object = schema.objectValue else { return schema }
  for keyword in [
    "required", "minProperties", "minItems", "minContains", "dependentRequired", "dependentSchemas",
  ] {
    object[keyword] = nil
  }
  if let properties = object["properties"]?.objectValue {
    var parts = JSONObject()
    for member in properties.members { parts[member.key] = partialSchema(member.value) }
    object["properties"] = .object(parts)
  }
  for keyword in ["anyOf", "oneOf", "allOf"] {
    if let branches = object[keyword]?.arrayValue { object[keyword] = .array(branches.map(partialSchema)) }
  }
  return .object(object)
}
