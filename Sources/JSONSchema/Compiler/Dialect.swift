/// A draft of JSON Schema: which keywords and formats it has.
enum Dialect: Sendable {
  case draft7
  case draft2020

  /// The draft that `$schema` names; nil for one that isn't known or not supported.
  init?(uri: String) {
    switch uri.hasSuffix("#") ? String(uri.dropLast()) : uri {
    case "https://json-schema.org/draft/2020-12/schema": self = .draft2020
    case "http://json-schema.org/draft-07/schema", "https://json-schema.org/draft-07/schema": self = .draft7
    default: return nil
    }
  }

  /// The draft's name as people write it.
  var name: String {
    switch self {
    case .draft7: "draft-07"
    case .draft2020: "draft 2020-12"
    }
  }

  /// Drafts that are known but can't be checked yet.
  static let notSupported: Set<String> = [
    "https://json-schema.org/draft/2019-09/schema", "http://json-schema.org/draft-06/schema",
    "http://json-schema.org/draft-04/schema", "http://json-schema.org/draft-03/schema",
  ]

  /// Whether the draft has a keyword and it is checked.
  func supports(_ keyword: String) -> Bool { keywords.contains(keyword) }

  /// Every keyword of the draft that is checked or has nothing to check.
  var keywords: Set<String> { self == .draft7 ? Self.keywordsOfDraft7 : Self.keywordsOfDraft2020 }

  /// The same in order, for suggestions that don't depend on chance.
  var sortedKeywords: [String] {
    self == .draft7 ? Self.sortedKeywordsOfDraft7 : Self.sortedKeywordsOfDraft2020
  }

  private static let sortedKeywordsOfDraft7 = keywordsOfDraft7.sorted()
  private static let sortedKeywordsOfDraft2020 = keywordsOfDraft2020.sorted()

  /// The keywords of the draft that can't be checked yet.
  var keywordsNotSupported: Set<String> {
    self == .draft7 ? [] : ["unevaluatedItems", "unevaluatedProperties", "$dynamicRef"]
  }

  /// `dependencies` is gone from the vocabularies of 2020-12, but its metaschema still describes it and
  /// schemas use it.
  private static let keywordsOfBoth: Set<String> = [
    "$schema", "$id", "$ref", "$comment", "title", "description", "default", "examples", "readOnly",
    "writeOnly", "contentMediaType", "contentEncoding", "definitions", "type", "enum", "const",
    "multipleOf", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "minLength",
    "maxLength", "pattern", "format", "items", "minItems", "maxItems", "uniqueItems", "contains",
    "properties", "patternProperties", "required", "additionalProperties", "propertyNames",
    "minProperties", "maxProperties", "dependencies", "allOf", "anyOf", "oneOf", "not", "if", "then",
    "else",
  ]

  private static let keywordsOfDraft7 = keywordsOfBoth.union(["additionalItems"])

  /// `$vocabulary` speaks about schemas that name this one as their `$schema`, `$dynamicAnchor` is an anchor
  /// where no `$dynamicRef` looks for it, `contentSchema` and `deprecated` are annotations.
  private static let keywordsOfDraft2020 = keywordsOfBoth.union([
    "$anchor", "$dynamicAnchor", "$defs", "$vocabulary", "deprecated", "contentSchema", "prefixItems",
    "minContains", "maxContains", "dependentRequired", "dependentSchemas",
  ])

  /// What a keyword of another draft is called in this one, or that it isn't there.
  func hint(forForeign keyword: String) -> String? {
    switch (self, keyword) {
    case (.draft2020, "additionalItems"): "it is called \"items\" in draft 2020-12"
    case (.draft2020, "$recursiveRef"), (.draft2020, "$recursiveAnchor"):
      "it belongs to draft 2019-09, this schema is read as draft 2020-12"
    case (.draft7, "$anchor"):
      "it belongs to draft 2020-12; in draft-07 an anchor is written \"$id\": \"#name\""
    case (.draft7, "$defs"), (.draft7, "prefixItems"), (.draft7, "minContains"), (.draft7, "maxContains"),
      (.draft7, "dependentRequired"), (.draft7, "dependentSchemas"), (.draft7, "unevaluatedItems"),
      (.draft7, "unevaluatedProperties"), (.draft7, "$dynamicRef"), (.draft7, "$dynamicAnchor"):
      "it belongs to draft 2020-12, this schema is read as draft-07"
    default: nil
    }
  }
}
