/// What is known of a model without asking the server.
package struct ModelFacts: Sendable, Hashable {
  /// The names it goes by on that server.
  package var names: [String]
  package var contextTokens: Int
  package var maxOutputTokens: Int
  package var prices: TokenPrices
  /// The effort asked for when the user sets none; only for a model that is known to take one.
  package var defaultReasoning: ReasoningEffort?

  /// ByteDance Seed-2.0-mini on OpenRouter, from its model page and a price snapshot. It thinks at `medium` unless told
  /// otherwise, and thinking is billed as output; reading a record off a page needs little of it.
  static let seedMiniOnOpenRouter = ModelFacts(
    names: ["bytedance-seed/seed-2.0-mini", "bytedance-seed/seed-2.0-mini-20260224"],
    contextTokens: 262_144, maxOutputTokens: 131_072,
    prices: TokenPrices(
      prompt: 0.10, completion: 0.40,
      tiers: [.init(abovePromptTokens: 128_000, prompt: 0.20, completion: 0.80)]),
    defaultReasoning: .minimal)
}
