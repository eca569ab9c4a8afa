/// Why a schema can't be compiled, and where in the schema.
public struct JSONSchemaError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of problem it is.
  public enum Code: String, Sendable {
    /// A keyword has a value that the draft's metaschema doesn't allow.
    case malformed
    /// `$schema` names no draft and no metaschema that is known.
    case unsupportedDraft
    /// A metaschema requires a vocabulary that is not known.
    case unsupportedVocabulary
    /// A reference leads to nothing that is known.
    case unresolvableReference
    /// References lead back to themselves without going deeper into the value.
    case infiniteLoop
    /// A regular expression is not ECMA-262, or can't be compiled.
    case invalidPattern
    /// The schema grows beyond all bounds when its dynamic references are resolved, or a number in it has too many digits.
    case tooLarge
  }

  /// What kind of problem it is.
  public let code: Code
  /// The keyword that has the problem; empty where the schema itself has.
  public let keyword: String
  /// The URI of the document that has the problem; empty for the schema that was to be compiled.
  public let schemaURI: String
  /// JSON Pointer to the keyword in the document.
  public let keywordLocation: String
  /// Line of the keyword's value in the document, from 1.
  public let line: Int
  /// Column of the keyword's value in its line, in bytes, from 1.
  public let column: Int
  /// A sentence that says what is wrong and what would be right.
  public let message: String

  init(code: Code, keyword: String, place: SchemaPlace, message: String) {
    self.code = code
    self.keyword = keyword
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

/// `in the schema at /properties/a, line 3, column 7`.
func placeDescription(_ schemaURI: String, _ pointer: String, _ line: Int, _ column: Int) -> String {
  let document = schemaURI.isEmpty ? "the schema" : schemaURI
  return "in \(document) at \(pointer.isEmpty ? "its root" : pointer), line \(line), column \(column)"
}
