/// Something in a schema that is allowed but probably not meant, such as a misspelt keyword.
public struct JSONSchemaWarning: Sendable, Equatable, CustomStringConvertible {
  /// The URI of the document; empty for the schema that was compiled.
  public let schemaURI: String
  /// JSON Pointer to the keyword in the document.
  public let keywordLocation: String
  /// Line of the keyword's value in the document, from 1.
  public let line: Int
  /// Column of the keyword's value in its line, in bytes, from 1.
  public let column: Int
  /// A sentence that says what was ignored and what was perhaps meant.
  public let message: String

  init(place: SchemaPlace, message: String) {
    self.schemaURI = place.schemaURI
    self.keywordLocation = place.pointer
    self.line = place.line
    self.column = place.column
    self.message = message
  }

  /// The message and the place.
  public var description: String {
    "\(message) (\(placeDescription(schemaURI, keywordLocation, line, column)))"
  }
}
