extension FakeReply {
  /// A good chat completion.
  /// - Parameters:
  ///   - content: the assistant's text; `nil` is sent as null.
  ///   - cost: `usage.cost` in dollars, as written; left out when `nil`.
  package static func completion(
    _ content: String?, model: String = "fake-model", finishReason: String = "stop",
    refusal: String? = nil, reasoning: String? = nil, promptTokens: Int = 100, completionTokens: Int = 20,
    reasoningTokens: Int? = nil, cachedTokens: Int? = nil, cost: String? = nil
  ) -> FakeReply {
    var completion = FakeCompletion(content: content)
    completion.model = model
    completion.finishReason = finishReason
    completion.refusal = refusal
    completion.reasoning = reasoning
    var usage = #""usage":{"prompt_tokens":\#(promptTokens),"completion_tokens":\#(completionTokens)"#
    usage += #","total_tokens":\#(promptTokens + completionTokens)"#
    if let reasoningTokens {
      usage += #","completion_tokens_details":{"reasoning_tokens":\#(reasoningTokens)}"#
    }
    if let cachedTokens {
      usage += #","prompt_tokens_details":{"cached_tokens":\#(cachedTokens)}"#
    }
    if let cost { usage += #","cost":\#(cost)"# }
    completion.usage = usage + "}"
    return .completion(completion)
  }

  /// That completion.
  package static func completion(_ completion: FakeCompletion) -> FakeReply {
    let (body, more) = completion.body
    var reply = FakeReply(headers: [("Content-Type", "application/json")], body: body).billed()
    reply.more = more
    reply.completion = completion
    return reply
  }

  /// The same completion after a change.
  package func completed(_ change: (inout FakeCompletion) -> Void) -> FakeReply {
    guard var completion else { preconditionFailure("the reply is no completion") }
    change(&completion)
    let (body, more) = completion.body
    var reply = self
    reply.completion = completion
    reply.body = body
    reply.more = more
    return reply
  }
}
