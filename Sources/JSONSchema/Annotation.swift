public import JSON

/// What a schema says of a valid value, or of a part of it, besides that it is valid: a title, a default, a unit under a
/// keyword of the user's own.
public struct Annotation: Sendable, Equatable {
  /// The keyword: `title`, `description`, `default`, `examples`, `deprecated`, `readOnly`, `writeOnly`, `format`,
  /// `contentMediaType`, `contentEncoding`, `contentSchema`, or one that no draft has.
  public let keyword: String
  /// JSON Pointer to the value it is said of, from the value that was validated.
  public let instanceLocation: String
  /// The way through the schema to the keyword, references included.
  public let keywordLocation: String
  /// Where the keyword stands: the URI of its schema, where it has one, and a JSON Pointer as the fragment.
  public let absoluteKeywordLocation: String
  /// The keyword's value.
  public let value: JSONValue
}
