/// What a model's tokens cost, in US dollars for a million.
package struct TokenPrices: Sendable, Hashable {
  /// Prices that hold for the whole request once its prompt has more tokens than this.
  package struct Tier: Sendable, Hashable {
    package var abovePromptTokens: Int
    package var prompt: Double
    package var completion: Double
  }

  package var prompt: Double
  package var completion: Double
  /// In ascending order.
  package var tiers: [Tier]

  package init(prompt: Double, completion: Double, tiers: [Tier] = []) {
    self.prompt = prompt
    self.completion = completion
    self.tiers = tiers
  }

  /// US dollars for one request. Tokens read from a cache are priced like any other, so this is an upper figure.
  package func cost(promptTokens: Int, completionTokens: Int) -> Double {
    let tier = tiers.last { promptTokens > $0.abovePromptTokens }
    let prompt = tier?.prompt ?? prompt
    let completion = tier?.completion ?? completion
    return (Double(promptTokens) * prompt + Double(completionTokens) * completion) / 1_000_000
  }
}
