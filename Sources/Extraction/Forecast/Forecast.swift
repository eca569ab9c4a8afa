/// What a run will take, as far as that can be told without asking the model.
package struct Forecast: Hashable, Sendable {
  /// Requests, tokens and cost.
  package struct Amount: Hashable, Sendable {
    package var requests = 0
    package var promptTokens = 0
    package var completionTokens = 0
    /// US dollars, 0 where no price is known.
    package var cost = 0.0
  }

  package var documents = 0
  package var textByteCount = 0
  package var chunks = 0
  /// Documents of more than one chunk.
  package var splitDocuments = 0
  /// The middle of what to expect: one request a chunk, and a guess at the answers' length.
  package var expected = Amount()
  /// What would be used if each answer were as long as it may be, and asked for again as often as that is done.
  package var upperBound = Amount()

  package init() {}

  package static func += (a: inout Forecast, b: Forecast) {
    a.documents += b.documents
    a.textByteCount += b.textByteCount
    a.chunks += b.chunks
    a.splitDocuments += b.splitDocuments
    a.expected += b.expected
    a.upperBound += b.upperBound
  }
}

extension Forecast.Amount {
  static func += (a: inout Forecast.Amount, b: Forecast.Amount) {
    a.requests += b.requests
    a.promptTokens += b.promptTokens
    a.completionTokens += b.completionTokens
    a.cost += b.cost
  }
}
