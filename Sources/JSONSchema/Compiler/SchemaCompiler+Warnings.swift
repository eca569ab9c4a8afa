import JSON

extension SchemaCompiler {
  /// A schema with more mistakes than this is no schema with a typing error.
  private static let maximumWarnings = 20
  /// Keywords that name, define or describe, and never make a value invalid.
  private static let checkingNothing: Set<String> = [
    "$schema", "$id", "id", "$comment", "$vocabulary", "$defs", "definitions", "title", "description",
    "default",
    "examples", "deprecated", "readOnly", "writeOnly",
  ]

  /// Warns of keywords that nobody knows but that resemble one.
  mutating func warnOfUnknownKeywords(_ object: SchemaObject) {
    if object.node == 0 { warnOfNoKeywords(object) }
    for (keyword, value) in object.unknown where warnings.count < Self.maximumWarnings {
      let reason: String
      if let hint = object.dialect.hint(forForeign: keyword) {
        reason = hint
      } else if let name = likelyKeyword(keyword, object.dialect) {
        reason = "did you mean \(quoted(name))?"
      } else {
        continue
      }
      warn(at: value.index, "the keyword \(quoted(keyword)) is unknown and ignored; \(reason)")
    }
  }

  /// The keyword that a misspelt one probably means: one that is close, or the only one that begins like it (`maxLen`).
  private func likelyKeyword(_ keyword: String, _ dialect: Dialect) -> String? {
    // Names that are somebody's own.
    if ["x-", "_", "$$", "//", "example"].contains(where: keyword.hasPrefix) { return nil }
    guard keyword.utf8.count >= 3 else { return nil }
    if let name = closestName(to: keyword, among: dialect.sortedKeywords) { return name }
    let longer = dialect.sortedKeywords.filter { keyword.utf8.count >= 5 && $0.hasPrefix(keyword) }
    return longer.count == 1 ? longer.first : nil
  }

  /// A file that is no schema at all accepts everything, and says nothing of it.
  private mutating func warnOfNoKeywords(_ object: SchemaObject) {
    guard object.keywords.allSatisfy({ Self.checkingNothing.contains($0.key) }) else { return }
    let definitions = ["$defs", "definitions"].first { object[$0] != nil }
    if let definitions {
      warn(
        at: 0,
        "the schema has nothing but definitions, so that every value is valid; a schema {\"$ref\": \"FILE#/\(definitions)/NAME\"} names one of them"
      )
    } else if let (keyword, _) = object.unknown.first(where: { ["openapi", "swagger"].contains($0.key) }) {
      let path = keyword == "openapi" ? "components/schemas" : "definitions"
      warn(
        at: 0,
        "this is a description of an API and no schema, so that every value is valid; a schema {\"$ref\": \"FILE#/\(path)/NAME\"} names one that is in it"
      )
    } else if !object.unknown.isEmpty {
      warn(
        at: 0,
        "nothing in the schema is a keyword of draft \(object.dialect.draft.rawValue) that checks anything, so that every value is valid"
      )
    }
  }

  /// Up to draft 7 a reference stands alone.
  mutating func warnOfIgnoredSiblings(_ object: SchemaObject) {
    let ignored = object.keywords.filter { $0.key != "$ref" && !Self.checkingNothing.contains($0.key) }
    guard warnings.count < Self.maximumWarnings, let (keyword, value) = ignored.first else { return }
    warn(
      at: value.index,
      "\(quoted(keyword)) is ignored, as everything beside \"$ref\" is in draft \(object.dialect.draft.rawValue); put both into \"allOf\""
    )
  }

  /// Adds a warning, one for each place: a schema may become several blocks.
  mutating func warn(at node: Int, _ message: String) {
    guard warnedNodes.insert(node).inserted else { return }
    warnings.append(JSONSchemaWarning(place: index.place(of: node), message: message))
  }
}
