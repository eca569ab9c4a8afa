/// One reason why a value is not valid against a schema.
public struct ValidationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// JSON Pointer to the offending value, from the value that was validated.
  public let instanceLocation: String
  /// Offset of the offending value's first byte in the bytes of its document.
  public let instanceOffset: Int
  /// The way through the schema to the keyword, `$ref`s included: `/properties/total/$ref/minimum`.
  public let keywordLocation: String
  /// Where the keyword stands: the URI of its schema, where it has one, and a JSON Pointer as the fragment.
  public let absoluteKeywordLocation: String
  /// A sentence about the value, which it quotes, cut short.
  public let message: String
  /// The same sentence without the value, for logs that must not hold any. Property names are not values.
  public let messageWithoutValue: String

  /// The place and the message.
  public var description: String { instanceLocation.isEmpty ? message : "\(instanceLocation): \(message)" }
}
