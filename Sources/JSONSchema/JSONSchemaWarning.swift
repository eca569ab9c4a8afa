/// Something in a schema that is allowed but probably not meant, such as a misspelt keyword.
public struct JSONSchemaWarning: Sendable, Equatable, CustomStringConvertible {
  /// Where the keyword's value stands.
  public let place: SchemaPlace
  /// A sentence that says what was ignored and what was perhaps meant.
  public let message: String

  /// The message and the place.
  public var description: String { "\(message) (\(place))" }
}
