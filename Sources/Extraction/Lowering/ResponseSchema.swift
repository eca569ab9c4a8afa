package import ChatCompletions
package import JSON

/// What is asked of the provider for a record schema: the schema lowered to the subset that constrained decoding
/// takes, and the way back from an answer to records of the user's schema.
///
/// Lowering makes every property required and closed, with `null` for an optional one that is absent (the strict
/// subset of OpenAI's structured outputs, which llama.cpp's grammars take too). It only guides the model; what is
/// validated is always the user's schema, so a keyword that is left out here costs a repair at worst.
package struct ResponseSchema: Sendable {
  /// How many records an answer holds.
  package enum Records: String, Sendable, CaseIterable {
    /// One record a document.
    case one
    /// A list of records a document.
    case many
  }

  /// How the records stand in an answer.
  package enum Envelope: Sendable {
    /// The answer is the record.
    case none
    /// `{"record": …}`, for a schema whose root is no object.
    case record
    /// `{"records": […]}`.
    case records

    /// The member that holds what was asked for; nil where the answer is the record.
    var key: String? {
      switch self {
      case .none: nil
      case .record: "record"
      case .records: "records"
      }
    }
  }

  /// The record schema as the user wrote it.
  let schema: JSONValue
  /// How the records stand in an answer.
  package let envelope: Envelope
  /// What is sent as `response_format`.
  package let responseFormat: ResponseFormat

  /// What was changed for the server, and why; in the order met.
  package let notes: [LoweringNote] = []
  /// References that are not followed, in the order met: to other documents, to anchors, and dynamic ones. What stands there
  /// is no part of what is sent, but is validated all the same.
  package let unfollowedReferences: [String]
  /// Why decoding can't be strict, without the sentence around it: the first reason met; nil where it is strict.
  package let looseness: String?

  /// Lowers a schema that has been compiled, so that its keywords are known to be well formed.
  ///
  /// - Parameter subset: what the server's decoding takes.
  package init(_ schema: JSONValue, records: Records, subset: SchemaSubset = .portable) {
    let references = LocalReferences(schema)
    var lowering = SchemaLowering(references: references)
    var lowered = lowering.lower(schema)
    let isObject = lowered["properties"] != nil && lowered["$ref"] == nil
    let envelope: Envelope = records == .many ? .records : isObject ? .none : .record
    switch envelope {
    case .none: break
    case .record: lowered = Self.wrapped(lowered, as: "record")
    case .records: lowered = Self.wrapped(["type": "array", "items": lowered], as: "records")
    }
    let definitions = lowering.loweredDefinitions()
    if !definitions.members.isEmpty { lowered["$defs"] = .object(definitions) }
    self.schema = schema
    self.envelope = envelope
    self.unfollowedReferences = lowering.unfollowedReferences
    self.looseness = lowering.looseness
    self.responseFormat = ResponseFormat(
      name: schema["title"]?.stringValue ?? "", schema: lowered, strict: lowering.isStrict)
  }

  /// The records of an answer as they stand in it.
  ///
  /// - Returns: nil where the answer lacks the envelope.
  package func records(in answer: JSONElement) -> [JSONValue]? {
    switch envelope {
    case .none:
      return [JSONValue(answer)]
    case .record:
      return answer["record"].map { [JSONValue($0)] }
    case .records:
      guard let records = answer["records"], records.kind == .array else { return nil }
      return records.elements.map { JSONValue($0) }
    }
  }

  /// A record without each `null` that only stands for an absent property. A record that is valid as it stands needs no way back.
  package func restored(_ record: JSONValue) -> JSONValue {
    NullRestoration(references: LocalReferences(schema)).restore(record, schema)
  }

  private static func wrapped(_ schema: JSONValue, as key: String) -> JSONValue {
    [
      "type": "object", "properties": [key: schema], "required": [.string(key)],
      "additionalProperties": false,
    ]
  }
}
