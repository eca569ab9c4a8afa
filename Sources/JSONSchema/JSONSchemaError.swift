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
  /// Where the keyword's value stands.
  public let place: SchemaPlace
  /// A sentence that says what is wrong and what would be right.
  public let message: String
  /// What else is wrong, in the order of the text, as far as the metaschema tells; without others of their own.
  public private(set) var others: [JSONSchemaError] = []

  init(code: Code, keyword: String, place: SchemaPlace, message: String) {
    self.code = code
    self.keyword = keyword
    self.place = place
    self.message = message
  }

  /// The first in the order of the text of this error and others, with the rest as its others. Of those at the same
  /// place, around it or inside it this one counts.
  func joined(with others: [JSONSchemaError]) -> JSONSchemaError {
    var all = [self] + others.filter { !$0.place.overlaps(place) }
    all.sort { $0.place < $1.place }
    var first = all.removeFirst()
    first.others = all
    return first
  }

  /// The message and the place.
  public var description: String { "\(message) (\(place))" }
}
