import JSON

/// The keywords of JSON Schema by what they do here.
enum SchemaKeywords {
  /// Keywords that say what a value must be; all others only describe.
  static let constraining: Set<String> = [
    "type", "enum", "const", "$ref", "$dynamicRef", "$recursiveRef", "allOf", "anyOf", "oneOf", "not", "if",
    "then",
    "else", "properties", "patternProperties", "additionalProperties", "required", "propertyNames",
    "minProperties",
    "maxProperties", "dependentRequired", "dependentSchemas", "dependencies", "unevaluatedProperties",
    "items",
    "prefixItems", "additionalItems", "contains", "minContains", "maxContains", "minItems", "maxItems",
    "uniqueItems",
    "unevaluatedItems", "minLength", "maxLength", "pattern", "format", "minimum", "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum", "multipleOf",
  ]

  /// Keywords that no server's decoding follows. They are told in words.
  static let toldAlways = [
    "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "dependencies",
  ]
  static let toldOfObjects = ["minProperties", "maxProperties"]
  static let toldOfArrays = ["uniqueItems", "contains", "minContains", "maxContains"]

  /// The kind of values that keywords speak of, where no `type` says it.
  static let kinds: [(kinds: ValueKinds, keywords: [String])] = [
    (
      .object,
      [
        "properties", "patternProperties", "additionalProperties", "required", "propertyNames",
        "minProperties", "maxProperties", "unevaluatedProperties",
      ]
    ),
    (
      .array, ["items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "unevaluatedItems"]
    ),
    (.string, ["minLength", "maxLength", "pattern", "format"]),
    (.number, ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
  ]

  /// The kinds that a schema's keywords speak of; nil where none does.
  static func impliedKinds(of object: JSONObject) -> ValueKinds? {
    let implied = kinds.filter { group in group.keywords.contains { object[$0] != nil } }
    return implied.isEmpty ? nil : implied.reduce(into: []) { $0.formUnion($1.kinds) }
  }

  /// The keywords of a schema that constrain.
  static func constraining(in object: JSONObject) -> [String] {
    object.members.lazy.map(\.key).filter(constraining.contains)
  }
}

extension JSONObject {
  /// The keywords of any draft in the words of the newest: flags beside bounds, a list in `items`.
  var modernized: JSONObject {
    var object = self
    for (flag, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
      guard case .bool(let isExclusive) = object[flag] else { continue }
      object[flag] = isExclusive ? object[bound] : nil
      if isExclusive { object[bound] = nil }
    }
    if object["items"]?.arrayValue != nil {
      object["prefixItems"] = object["items"]
      object["items"] = object["additionalItems"]
    }
    object["additionalItems"] = nil
    return object
  }

  /// The schema of members that no property and no pattern names.
  var otherMembers: JSONValue? { self["additionalProperties"] ?? self["unevaluatedProperties"] }
}
