import JSON

/// A guess at the tokens of a record, by its schema alone: all properties, three elements a list, some words a string.
///
/// Compact JSON has some 4.3 bytes a token where its values are text.
func guessedTokens(ofRecord schema: JSONValue) -> Int {
  var guess = RecordGuess(references: LocalReferences(schema))
  return max(8, guess.byteCount(schema, depth: 0) * 10 / 43)
}

private struct RecordGuess {
  let references: LocalReferences
  /// Schemas looked at so far: one that refers to itself many times over ends here.
  var visits = 0

  mutating func byteCount(_ schema: JSONValue, depth: Int) -> Int {
    visits += 1
    guard depth < 12, visits < 2000 else { return 4 }
    if let reference = schema["$ref"]?.stringValue, let target = references.target(of: reference) {
      return byteCount(target, depth: depth + 1)
    }
    if let value = schema["const"] { return value.serialized().count }
    if let values = schema["enum"]?.arrayValue, !values.isEmpty {
      return values.reduce(0) { $0 + $1.serialized().count } / values.count
    }
    if let properties = schema["properties"]?.objectValue {
      return properties.members.reduce(2) { sum, member in
        sum + member.key.utf8.count + 4 + byteCount(member.value, depth: depth + 1)
      }
    }
    if let items = schema["items"] { return 2 + 3 * (1 + byteCount(items, depth: depth + 1)) }
    for keyword in ["anyOf", "oneOf", "allOf"] {
      let counts = schema[keyword]?.arrayValue?.map { byteCount($0, depth: depth + 1) } ?? []
      if let largest = counts.max() { return largest }
    }
    return byteCount(ofType: schema)
  }

  private func byteCount(ofType schema: JSONValue) -> Int {
    let type = schema["type"]?.stringValue ?? schema["type"]?.arrayValue?.first?.stringValue
    switch type {
    case "integer", "boolean", "null": return 5
    case "number": return 7
    default: return schema["format"] == nil ? 26 : 14
    }
  }
}
