package import ChatCompletions
package import JSON
package import JSONSchema

/// What to extract and how to ask for it: the same for every document of a run.
package struct ExtractionJob: Sendable {
  /// Limits and choices for the requests.
  package struct Options: Sendable {
    /// One record a document or a list.
    package var records: ResponseSchema.Records = .one
    /// What the user wants said to the model.
    package var instructions: String?
    /// Tokens that a request may take in all, answer included.
    package var contextTokens: Int
    /// Tokens that an answer may take.
    package var maxOutputTokens: Int
    /// Tokens of document text that a request may carry at most; nil for as many as fit.
    package var chunkTokens: Int?
    package var temperature: Double? = 0
    package var reasoning: ReasoningEffort?
    /// How often an invalid answer is asked for again.
    package var repairs = 1

    package init(contextTokens: Int, maxOutputTokens: Int) {
      self.contextTokens = contextTokens
      self.maxOutputTokens = maxOutputTokens
    }
  }

  package let options: Options
  /// The judge of every record.
  package let schema: JSONSchema
  /// How a whole record is asked for.
  package let whole: Form
  /// How a part of a record is asked for: one chunk of a long document.
  let part: Form

  /// A shape that is asked for, and its judge.
  package struct Form: Sendable {
    package let response: ResponseSchema
    let schema: JSONSchema
    let prompt: Prompt
  }

  /// Compiles a schema.
  ///
  /// - Throws: ``JSONSchemaError`` with the place in the schema.
  package init(schema document: JSONDocument, options: Options) throws(JSONSchemaError) {
    let value = JSONValue(document.root)
    let schema = try JSONSchema(document)
    self.options = options
    self.schema = schema
    self.whole = Form(value, schema, options)
    if options.records == .one {
      let partial = partialSchema(value)
      let document: JSONDocument
      do {
        document = try JSONDocument(partial.serialized())
      } catch {
        preconditionFailure("a value that was just written is JSON")
      }
      self.part = Form(partial, try JSONSchema(document), options)
    } else {
      // The parts of a list are lists of whole records.
      self.part = whole
    }
  }
}

extension ExtractionJob.Form {
  fileprivate init(_ value: JSONValue, _ schema: JSONSchema, _ options: ExtractionJob.Options) {
    let response = ResponseSchema(value, records: options.records)
    self.response = response
    self.schema = schema
    self.prompt = Prompt(schema: value, envelope: response.envelope, instructions: options.instructions)
  }
}
