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
    /// Tokens that an answer may take when it was cut at ``maxOutputTokens``; no more than those unless set.
    package var mostOutputTokens: Int
    /// Tokens of document text that a request may carry at most; nil for as many as fit.
    package var chunkTokens: Int?
    package var temperature: Double? = 0
    package var reasoning: ReasoningEffort?
    /// What the server's constrained decoding takes.
    package var subset = SchemaSubset.portable
    /// What else the user set; no request varies it.
    package var parameters = RequestParameters()
    /// How often a chunk is asked for again after an answer that would not do.
    package var repairs = 2

    package init(contextTokens: Int, maxOutputTokens: Int) {
      self.contextTokens = contextTokens
      self.maxOutputTokens = maxOutputTokens
      self.mostOutputTokens = maxOutputTokens
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

  /// A job for a schema.
  ///
  /// - Parameters:
  ///   - schema: the compiled schema.
  ///   - document: the schema's text.
  package init(_ schema: JSONSchema, document: JSONDocument, options: Options) {
    // It is compiled, so that it can be bundled.
    let value = (try? JSONSchema.bundled(document, options: schema.options)) ?? JSONValue(document.root)
    self.options = options
    self.schema = schema
    self.whole = Form(value, schema, options)
    // The parts of a list are lists of whole records. A schema that refers to what a part lacks is asked for whole, too.
    let partial = partialSchema(value)
    if options.records == .one, let text = try? JSONDocument(partial.serialized()),
      let schema = try? JSONSchema(text, options: schema.options)
    {
      self.part = Form(partial, schema, options)
    } else {
      self.part = whole
    }
  }
}

extension ExtractionJob.Form {
  fileprivate init(_ value: JSONValue, _ schema: JSONSchema, _ options: ExtractionJob.Options) {
    let response = ResponseSchema(value, records: options.records, subset: options.subset)
    self.response = response
    self.schema = schema
    self.prompt = Prompt(schema: value, envelope: response.envelope, instructions: options.instructions)
  }
}
