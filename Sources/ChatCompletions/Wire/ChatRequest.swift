import JSON

/// One question to a model. The model's name and everything provider-shaped are the client's.
package struct ChatRequest: Sendable, Hashable {
  package var messages: [ChatMessage]
  package var responseFormat: ResponseFormat?
  /// The most tokens the answer may have, thinking included. Always sent: without it OpenRouter checks the credit
  /// against the model's whole output limit, and some servers cut at a small default of their own.
  package var maxTokens: Int
  package var temperature: Double?
  /// What the user set; `nil` leaves it to the profile.
  package var reasoning: ReasoningEffort?
  package var parameters: RequestParameters
  /// Tokens that the prompt is likely to have, for the pace; `nil` where nobody counted.
  package var estimatedPromptTokens: Int?
  /// Tokens that the prompt surely doesn't exceed, for the cost; `nil` where nobody counted.
  package var maximumPromptTokens: Int?
  /// Whether the same question is asked again because its answer was no good: no cache may give that answer again.
  package var isRepeat: Bool

  package init(
    messages: [ChatMessage], responseFormat: ResponseFormat? = nil, maxTokens: Int,
    temperature: Double? = nil, reasoning: ReasoningEffort? = nil,
    parameters: RequestParameters = RequestParameters(), estimatedPromptTokens: Int? = nil,
    maximumPromptTokens: Int? = nil, isRepeat: Bool = false
  ) {
    self.messages = messages
    self.responseFormat = responseFormat
    self.maxTokens = maxTokens
    self.temperature = temperature
    self.reasoning = reasoning
    self.parameters = parameters
    self.estimatedPromptTokens = estimatedPromptTokens
    self.maximumPromptTokens = maximumPromptTokens
    self.isRepeat = isRepeat
  }

  /// Tokens that the prompt surely doesn't exceed: as counted, else one a byte, which no byte-level vocabulary exceeds, and
  /// the template's and the schema's beside it.
  package var promptTokenBound: Int {
    if let maximumPromptTokens { return maximumPromptTokens }
    let text = messages.reduce(0) { $0 + $1.content.utf8.count + 4 }
    return text + 112 + (responseFormat?.schema.serialized().count ?? 0)
  }
}
