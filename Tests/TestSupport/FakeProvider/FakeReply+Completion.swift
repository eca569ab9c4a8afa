extension FakeReply {
  /// A good chat completion.
  /// - Parameters:
  ///   - content: the assistant's text; `nil` is sent as null.
  ///   - cost: `usage.cost` in dollars, as written; left out when `nil`.
  package static func completion(
    _ content: String?, model: String = "fake-model", finishReason: String = "stop",
    refusal: String? = nil, promptTokens: Int = 100, completionTokens: Int = 20, reasoningTokens: Int? = nil,
    cachedTokens: Int? = nil, cost: String? = nil
  ) -> FakeReply {
    var body = #"{"id":"gen-fake","object":"chat.completion","created":1800000000,"model":"#
    body += quoted(model)
    body += #","choices":[{"index":0,"finish_reason":"#
    body += quoted(finishReason)
    body += #","message":{"role":"assistant","content":"#
    body += content.map(quoted) ?? "null"
    body += #","refusal":"#
    body += refusal.map(quoted) ?? "null"
    body += #"}}],"usage":{"prompt_tokens":\#(promptTokens),"completion_tokens":\#(completionTokens)"#
    body += #","total_tokens":\#(promptTokens + completionTokens)"#
    if let reasoningTokens {
      body += #","completion_tokens_details":{"reasoning_tokens":\#(reasoningTokens)}"#
    }
    if let cachedTokens {
      body += #","prompt_tokens_details":{"cached_tokens":\#(cachedTokens)}"#
    }
    if let cost { body += #","cost":\#(cost)"# }
    body += "}}"
    return .json(body)
  }
}
