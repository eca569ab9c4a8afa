/// Why a schema can't be compiled, and where in the schema.
public struct JSONSchemaError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of problem it is.
  public enum Code: String, Sendable {
    /// A keyword has a value that the specification doesn't allow.
    case malformed
    /// A keyword of the specification that this version can't check yet.
    case unsupportedKeyword
    /// A format of the specification that this version can't check yet.
    case unsupportedFormat
    /// `$schema` names a draft that this version can't check yet, or no draft at all.
    case unsupportedDraft
    /// A `$ref` leads to nothing in this document.
    case unresolvableReference
    /// References lead back to themselves without going deeper into the value.
    case infiniteLoop
    /// A regular expression is not ECMA-262, or can't be compiled.
    case invalidPattern
  }

  /// What kind of problem it is.
  public let code: Code
  /// The keyword that has the problem; empty where the schema itself has.
  public let keyword: String
  /// JSON Pointer to the keyword in the schema document.
  public let keywordLocation: String
  /// A sentence that says what is wrong and what would be right.
  public let message: String

  /// The message and the place.
  public var description: String {
    "\(message) (in the schema at \(keywordLocation.isEmpty ? "its root" : keywordLocation))"
  }
}
