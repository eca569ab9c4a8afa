/// What requests have used. Adds up, so that a document, and a run, has a usage too.
package struct Usage: Sendable, Hashable, AdditiveArithmetic {
  /// Requests sent, every attempt counted.
  package var requests: Int
  package var promptTokens: Int
  /// Reasoning tokens included.
  package var completionTokens: Int
  package var reasoningTokens: Int
  package var cachedTokens: Int
  /// US dollars of the answers whose cost is known.
  package var knownCost: Double
  /// Answers whose cost is not known: the server gave none and the model has no price here.
  package var unpricedAnswers: Int
  /// Answers without a token count.
  package var uncountedAnswers: Int
  /// Requests whose answer never came whole (time-out, lost connection). They may have been billed.
  package var unansweredRequests: Int

  package init(
    requests: Int = 0, promptTokens: Int = 0, completionTokens: Int = 0, reasoningTokens: Int = 0,
    cachedTokens: Int = 0, knownCost: Double = 0, unpricedAnswers: Int = 0, uncountedAnswers: Int = 0,
    unansweredRequests: Int = 0
  ) {
    self.requests = requests
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.reasoningTokens = reasoningTokens
    self.cachedTokens = cachedTokens
    self.knownCost = knownCost
    self.unpricedAnswers = unpricedAnswers
    self.uncountedAnswers = uncountedAnswers
    self.unansweredRequests = unansweredRequests
  }

  package static let zero = Usage()

  /// US dollars, or `nil` when the cost of any answer is unknown (``knownCost`` is then a lower bound).
  package var cost: Double? { unpricedAnswers == 0 ? knownCost : nil }

  package static func + (left: Usage, right: Usage) -> Usage { left.combined(with: right, +, +) }

  package static func - (left: Usage, right: Usage) -> Usage { left.combined(with: right, -, -) }

  private func combined(
    with other: Usage, _ count: (Int, Int) -> Int, _ money: (Double, Double) -> Double
  ) -> Usage {
    Usage(
      requests: count(requests, other.requests),
      promptTokens: count(promptTokens, other.promptTokens),
      completionTokens: count(completionTokens, other.completionTokens),
      reasoningTokens: count(reasoningTokens, other.reasoningTokens),
      cachedTokens: count(cachedTokens, other.cachedTokens),
      knownCost: money(knownCost, other.knownCost),
      unpricedAnswers: count(unpricedAnswers, other.unpricedAnswers),
      uncountedAnswers: count(uncountedAnswers, other.uncountedAnswers),
      unansweredRequests: count(unansweredRequests, other.unansweredRequests))
  }
}
