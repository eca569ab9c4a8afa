import ChatCompletions
import JSON

extension SchemaLowering {
  /// Keywords that decoding doesn't follow.
  struct Told {
    var keywords = JSONObject()

    /// Adds a keyword where the schema has it.
    mutating func add(_ keyword: String, of schema: JSONObject) {
      if let value = schema[keyword] { keywords[keyword] = value }
    }
  }

  /// Longest JSON that a description repeats: the prompt holds the whole schema in any case.
  private static let longestTold = 300

  /// A lowered schema whose description tells what decoding leaves open.
  mutating func describe(_ schema: JSONValue, _ told: Told, at place: Place) -> JSONValue {
    guard !told.keywords.members.isEmpty else { return schema }
    var schema = schema
    let text = JSONValue.object(told.keywords).serialized()
    let isShort = text.count <= Self.longestTold && schema["$ref"] == nil
    if isShort {
      let sentence = "Valid by \(String(decoding: text, as: UTF8.self)) as well."
      let known = schema["description"]?.stringValue
      schema["description"] = .string(known.map { "\($0) \(sentence)" } ?? sentence)
    }
    let names = told.keywords.keys.joined(separator: ", ")
    note(
      "\(names): not taken by \(subset.name); \(isShort ? "told in the description" : "told in the prompt only")",
      at: place)
    return schema
  }
}
