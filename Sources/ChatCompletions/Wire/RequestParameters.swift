/// Parameters that are the same in all requests of a run, as the user set them; what is `nil` is not sent.
package struct RequestParameters: Sendable, Hashable {
  package var topP: Double?
  package var frequencyPenalty: Double?
  /// Texts that end the answer; four at most are taken by most servers.
  package var stop: [String] = []
  package var seed: Int?
  /// The most tokens of thinking, in the place of an effort; only OpenRouter takes them.
  package var reasoningTokens: Int?
  /// Whether the text of the thinking is kept back; it is billed all the same. An answer that went into it by mistake is
  /// lost then.
  package var excludesReasoning = false
  package var tools: [ChatTool] = []
  package var toolChoice: ToolChoice?

  package init() {}
}
