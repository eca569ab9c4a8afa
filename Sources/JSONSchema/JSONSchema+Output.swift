public import JSON

extension JSONSchema {
  /// The output formats of the specification that are made (draft 2020-12, section 12.4).
  public enum OutputFormat: String, Sendable {
    /// Whether the value is valid, and nothing else.
    case flag
    /// All errors, or all annotations, in one list.
    case basic
  }

  /// What the schema says of a valid value and its parts, in the order of the schema.
  ///
  /// What keywords such as `properties` evaluated is not listed. Where references multiply the schemas that apply to the
  /// same value, to many thousands, only the first of them are asked.
  ///
  /// - Parameters:
  ///   - document: the document that holds the value.
  ///   - root: the node of the value. Instance locations start there.
  /// - Returns: nothing for an invalid value, and nothing where the schema was compiled without
  ///   ``Options/collectsAnnotations``.
  public func annotations(in document: JSONDocument, at root: Int = 0) -> [Annotation] {
    guard isValid(bytes: document.bytes.span, nodes: document.nodes.span, at: root) else { return [] }
    var collector = OutputCollector(program: program, document: document, limit: 0)
    collector.annotate(Program.rootBlock, root)
    return collector.annotations
  }

  /// The result of a validation as JSON, in one of the specification's formats.
  public func output(_ format: OutputFormat, for document: JSONDocument, at root: Int = 0) -> JSONValue {
    let errors = errors(in: document, at: root, limit: format == .flag ? 1 : .max)
    guard format == .basic else { return ["valid": .bool(errors.isEmpty)] }
    var output: JSONValue = [
      "valid": .bool(errors.isEmpty), "keywordLocation": "", "instanceLocation": "",
    ]
    if errors.isEmpty {
      let annotations = annotations(in: document, at: root)
      if !annotations.isEmpty { output["annotations"] = .array(annotations.map(\.outputUnit)) }
    } else {
      output["errors"] = .array(errors.map(\.outputUnit))
    }
    return output
  }
}

extension ValidationError {
  fileprivate var outputUnit: JSONValue {
    [
      "valid": false, "keywordLocation": .string(keywordLocation),
      "absoluteKeywordLocation": .string(absoluteKeywordLocation),
      "instanceLocation": .string(instanceLocation), "error": .string(message),
    ]
  }
}

extension Annotation {
  fileprivate var outputUnit: JSONValue {
    [
      "valid": true, "keywordLocation": .string(keywordLocation),
      "absoluteKeywordLocation": .string(absoluteKeywordLocation),
      "instanceLocation": .string(instanceLocation), "annotation": value,
    ]
  }
}
