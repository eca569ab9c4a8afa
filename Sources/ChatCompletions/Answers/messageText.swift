import JSON

/// Content as a string, or as a list of parts whose texts are joined.
func messageText(_ content: JSONElement) -> String? {
  if let text = content.stringValue { return text }
  let parts = content.elements.compactMap { $0.stringValue ?? $0["text"]?.stringValue }
  return parts.isEmpty ? nil : parts.joined()
}

/// The reasoning of a message or delta, under either of its names; servers that write both write the same twice.
func messageReasoning(_ message: JSONElement) -> String? {
  message["reasoning"]?.stringValue ?? message["reasoning_content"]?.stringValue
}

/// The arguments of a tool call: a string that holds JSON, or, from some servers, that JSON itself.
func argumentsText(_ arguments: JSONElement) -> String? {
  switch arguments.kind {
  case .string: arguments.stringValue
  case .object: String(decoding: arguments.rawBytes, as: UTF8.self)
  default: nil
  }
}
