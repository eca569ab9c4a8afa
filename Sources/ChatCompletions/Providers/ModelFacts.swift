/// What is known of a model: from here, or from what its server lists.
package struct ModelFacts: Sendable, Hashable {
  /// The names it goes by on that server.
  package var names: [String]
  /// Tokens of the window, prompt and answer together.
  package var contextTokens: Int?
  package var maxOutputTokens: Int?
  package var prices: TokenPrices?
  /// The parameters that it takes, by their names on the wire; `nil` where the server doesn't say.
  package var supportedParameters: Set<String>?
  /// Whether it always thinks.
  package var mustReason = false
  /// The effort asked for when the user sets none; only for a model that is known to take one.
  package var defaultReasoning: ReasoningEffort?
  /// Whether its vocabulary is near enough to Qwen's for estimates.
  package var resemblesQwen = false
  /// The day from which it is no longer served, as the server writes it.
  package var expires: String?

  package init(names: [String]) { self.names = names }

  /// ByteDance Seed-2.0-mini on OpenRouter, from its model page and a price snapshot. It thinks at `medium` unless told
  /// otherwise, and thinking is billed as output; reading a record off a page needs little of it.
  static let seedMiniOnOpenRouter = {
    var facts = ModelFacts(names: ["bytedance-seed/seed-2.0-mini", "bytedance-seed/seed-2.0-mini-20260224"])
    facts.resemblesQwen = true
    facts.contextTokens = 262_144
    facts.maxOutputTokens = 131_072
    facts.prices = TokenPrices(
      prompt: 0.10, completion: 0.40,
      overrides: [.init(abovePromptTokens: 128_000, prompt: 0.20, completion: 0.80)])
    facts.supportedParameters = [
      "frequency_penalty", "include_reasoning", "max_tokens", "reasoning", "response_format", "stop",
      "structured_outputs", "temperature", "tool_choice", "tools", "top_p",
    ]
    facts.defaultReasoning = .minimal
    return facts
  }()

  /// The same model at its maker's. Its prices there are in no source that was at hand.
  static let seedMiniOnArk = {
    var facts = ModelFacts(names: ["doubao-seed-2-0-mini-260215", "seed-2-0-mini-260215"])
    facts.resemblesQwen = true
    facts.contextTokens = 262_144
    facts.maxOutputTokens = 65_536
    facts.defaultReasoning = .minimal
    return facts
  }()
}
