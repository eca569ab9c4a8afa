package import JSON

/// A function that the model may call.
package struct ChatTool: Sendable, Hashable {
  package var name: String
  package var description: String?
  /// A JSON Schema of type object.
  package var parameters: JSONValue

  package init(name: String, description: String? = nil, parameters: JSONValue) {
    self.name = name
    self.description = description
    self.parameters = parameters
  }
}
