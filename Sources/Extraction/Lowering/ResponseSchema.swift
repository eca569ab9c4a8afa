package import ChatCompletions
package import JSON

/// What is asked of the provider for a record schema: the schema lowered to the subset that the server's constrained
/// decoding takes, and the way back from an answer to records of the user's schema.
///
/// Lowering makes every property required and closed, with `null` for an optional one that is absent. It only guides the
/// model; what is validated is always the user's schema, so a keyword that is left out here costs a repair at worst.
/// Descriptions are not sent: the prompt shows the user's schema with them.
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
  package let notes: [LoweringNote]
  /// References that are not followed, in the order met: those that lead nowhere in the document, which hence should be
  /// bundled. What stands there is no part of what is sent, but is validated all the same.
  package let unfollowedReferences: [String]
  /// Why decoding can't be strict, without the sentence around it: the first reason met; nil where it is strict.
  package let looseness: String?
  private let restoration: AnswerRestoration

  /// Lowers a schema that has been compiled, so that its keywords are known to be well formed.
  ///
  /// - Parameters:
  ///   - schema: a schema whose references have the form `#/…`; one that refers to others is bundled first.
  ///   - subset: what the server's decoding takes.
  package init(_ schema: JSONValue, records: Records, subset: SchemaSubset = .portable) {
    let references = LocalReferences(schema)
    var lowered = Lowered(schema, references, records, subset, largestEnum: .max)
    var size = SchemaSize(lowered.schema)
    let largestEnum = size.largestEnum(within: subset.limits)
    if largestEnum < .max {
      lowered = Lowered(schema, references, records, subset, largestEnum: largestEnum)
      size = SchemaSize(lowered.schema)
    }
    self.schema = schema
    self.restoration = AnswerRestoration(references: references, readsText: lowered.lowering.asksForText)
    self.envelope = lowered.envelope
    self.notes = lowered.lowering.notes
    self.unfollowedReferences = lowered.lowering.unfollowedReferences
    self.looseness = lowered.lowering.looseness ?? size.excess(over: subset)
    self.responseFormat = ResponseFormat(
      name: schema["title"]?.stringValue ?? "", schema: lowered.schema, strict: looseness == nil)
  }

  /// A schema on its way to a provider.
  private struct Lowered {
    var lowering: SchemaLowering
    let envelope: Envelope
    let schema: JSONValue

    init(
      _ schema: JSONValue, _ references: LocalReferences, _ records: Records, _ subset: SchemaSubset,
      largestEnum: Int
    ) {
      let start = SchemaLowering(references: references, subset: subset, largestEnum: largestEnum)
      var lowering = start
      // A list of records is two levels deeper than the record.
      var lowered = lowering.lowerRoot(schema, depth: records == .many ? 2 : 0)
      if records == .one, lowered["type"] != "object" {
        lowering = start
        lowered = lowering.lowerRoot(schema, depth: 1)
        lowering.note(
          "an answer is always an object: the record is asked for under \"record\"",
          at: .init(pointer: .init(), depth: 0))
        lowered = SchemaLowering.closed(["record": lowered])
        envelope = .record
      } else if records == .many {
        lowered = SchemaLowering.closed(["records": ["type": "array", "items": lowered]])
        envelope = .records
      } else {
        envelope = .none
      }
      let definitions = lowering.loweredDefinitions().reached(from: lowered)
      if !definitions.members.isEmpty { lowered["$defs"] = .object(definitions) }
      self.lowering = lowering
      self.schema = lowered
    }
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

  /// A record as the user's schema means it: without each `null` that only stands for an absent property, and with objects
  /// where lists of keys and values stood for them. A record that has the user's form stays as it is.
  package func restored(_ record: JSONValue) -> JSONValue {
    restoration.restore(record, schema)
  }
}

extension JSONObject {
  /// The definitions that a schema refers to, directly or not, in their order.
  fileprivate func reached(from schema: JSONValue) -> JSONObject {
    var seen: Set<String> = []
    var pending = [schema]
    while let next = pending.popLast() {
      for reference in LocalReferences.references(in: next) where seen.insert(reference).inserted {
        if let definition = self[String(reference.dropFirst("#/$defs/".utf8.count))] {
          pending.append(definition)
        }
      }
    }
    var reached = JSONObject()
    for member in members where seen.contains("#/$defs/" + member.key) { reached[member.key] = member.value }
    return reached
  }
}
