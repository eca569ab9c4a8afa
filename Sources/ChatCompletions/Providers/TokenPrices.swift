/// What a model's tokens cost, in US dollars for a million.
package struct TokenPrices: Sendable, Hashable {
  /// Prices that hold for a whole request where all its conditions are met; what it does not name stays as it is.
  package struct Override: Sendable, Hashable {
    /// The prompt has more tokens than this.
    package var abovePromptTokens: Int?
    /// The part of the day, in UTC.
    package var hours: DayWindow?
    package var prompt: Double?
    package var completion: Double?
    package var request: Double?

    package init(
      abovePromptTokens: Int? = nil, hours: DayWindow? = nil, prompt: Double? = nil,
      completion: Double? = nil, request: Double? = nil
    ) {
      self.abovePromptTokens = abovePromptTokens
      self.hours = hours
      self.prompt = prompt
      self.completion = completion
      self.request = request
    }
  }

  /// A part of every day, from one minute of the day up to another; it goes over midnight where that is the earlier one.
  package struct DayWindow: Sendable, Hashable {
    package var start: Int
    package var end: Int

    package init(start: Int, end: Int) {
      self.start = start
      self.end = end
    }

    func contains(_ minute: Int) -> Bool {
      start <= end ? start <= minute && minute < end : start <= minute || minute < end
    }
  }

  package var prompt: Double
  package var completion: Double
  /// US dollars for each request.
  package var request: Double
  /// A later one wins.
  package var overrides: [Override]

  package init(prompt: Double, completion: Double, request: Double = 0, overrides: [Override] = []) {
    self.prompt = prompt
    self.completion = completion
    self.request = request
    self.overrides = overrides
  }

  /// The least number of prompt tokens above which a prompt costs more a token.
  package var firstPriceStep: Int? {
    overrides.filter { ($0.prompt ?? 0) > prompt }.compactMap(\.abovePromptTokens).min()
  }
}

extension TokenPrices {
  /// US dollars for one request. Tokens read from a cache are priced like any other, so this is an upper figure.
  ///
  /// - Parameter minute: the minute of the day in UTC; without it the dearest of the day is taken.
  package func cost(promptTokens: Int, completionTokens: Int, minute: Int? = nil) -> Double {
    var (prompt, completion, request) = (prompt, completion, request)
    for override in overrides {
      if let least = override.abovePromptTokens, promptTokens <= least { continue }
      let isSure = override.hours == nil || minute != nil
      if let hours = override.hours, let minute, !hours.contains(minute) { continue }
      prompt = override.prompt.map { isSure ? $0 : max($0, prompt) } ?? prompt
      completion = override.completion.map { isSure ? $0 : max($0, completion) } ?? completion
      request = override.request.map { isSure ? $0 : max($0, request) } ?? request
    }
    return (Double(promptTokens) * prompt + Double(completionTokens) * completion) / 1_000_000 + request
  }

  /// The most that a request can cost whose prompt has at most so many tokens: a smaller prompt may be in a dearer tier.
  package func worstCost(promptTokens: Int, completionTokens: Int) -> Double {
    let steps = overrides.compactMap(\.abovePromptTokens).filter { $0 < promptTokens }
    let costs = ([promptTokens] + steps).map { cost(promptTokens: $0, completionTokens: completionTokens) }
    return costs.max() ?? 0
  }
}
