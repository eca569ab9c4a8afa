/// What `format` does.
public enum FormatBehaviour: Sendable {
  /// A string that doesn't have the format is invalid. A format of the specification that can't be checked is
  /// an error when the schema is compiled.
  case assert
  /// The keyword is a comment.
  case annotate
}
