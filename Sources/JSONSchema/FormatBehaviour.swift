/// What `format` does.
public enum FormatBehaviour: Sendable {
  /// A string that doesn't have the format is invalid. Formats that the specifications don't have are annotations.
  case assert
  /// The keyword is an annotation, unless the schema's metaschema asks for formats to be checked.
  case annotate
}
