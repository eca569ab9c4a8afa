import ChatCompletions
import JSON

extension SchemaLowering {
  /// Lowers the keywords for arrays.
  mutating func lower(arrayOf keywords: JSONObject, _ told: inout Told, at place: Place) -> JSONValue {
    for keyword in SchemaKeywords.toldOfArrays where keywords[keyword] != false {
      told.add(keyword, of: keywords)
    }
    var schema: JSONObject = ["type": "array"]
    let prefix = keywords["prefixItems"]?.arrayValue ?? []
    // Beside `contains` no one knows beforehand what is unevaluated.
    let rest = keywords["items"] ?? (keywords["contains"] == nil ? keywords["unevaluatedItems"] : nil)
    if prefix.isEmpty {
      lower(items: rest ?? true, into: &schema, at: place.inside("items"))
    } else if subset.takesPrefixItems {
      schema["prefixItems"] = .array(
        prefix.enumerated().map { position, item in
          lower(item, at: place.inside("prefixItems", String(position))) ?? ["type": "null"]
        })
      if let rest { schema["items"] = lower(rest, at: place.inside("items")) ?? false }
    } else {
      // Any of them anywhere: the description tells which belongs where.
      told.add("prefixItems", of: keywords)
      if rest == false { told.add("items", of: keywords) }
      let others = rest == nil || rest == false ? [] : [rest ?? true]
      lower(items: ["anyOf": .array(prefix + others)], into: &schema, at: place.inside("prefixItems"))
    }
    for keyword in ["minItems", "maxItems"] where schema[keyword] == nil {
      keep(keyword, of: keywords, if: subset.bounds.contains(keyword), in: &schema, &told)
    }
    return .object(schema)
  }

  private mutating func lower(items: JSONValue, into schema: inout JSONObject, at place: Place) {
    if let lowered = lower(items, at: place) {
      schema["items"] = lowered
    } else {
      // No element is valid.
      schema["items"] = ["type": "null"]
      if subset.bounds.contains("maxItems") { schema["maxItems"] = 0 }
    }
  }
}
