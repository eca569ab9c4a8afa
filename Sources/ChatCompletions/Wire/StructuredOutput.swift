/// How a server is asked to keep an answer to a schema, the strictest first.
package enum StructuredOutput: String, Sendable, Hashable, CaseIterable {
  /// `response_format` of type `json_schema`, strict where the schema allows it.
  case strictSchema = "strict json_schema"
  /// The same, not strict.
  case schema = "json_schema"
  /// The schema as the parameters of a function that must be called.
  case tools
  /// Some JSON object; the prompt alone says which.
  case jsonObject = "json_object"
  /// Nothing beside the prompt.
  case prompt
}
