package import ChatCompletions
package import Chunking
package import Documents

/// Forecasts what a job's requests for a document will take. Asks nobody.
package struct Forecaster: Sendable {
  private let job: ExtractionJob
  private let vocabulary: TokenVocabulary
  private let prices: TokenPrices?
  private let budget: Int
  private let whole: TokenEstimate
  private let part: TokenEstimate
  private let recordTokens: Int

  /// - Parameter prices: nil where they are not known: the cost is 0 then.
  package init(job: ExtractionJob, vocabulary: TokenVocabulary, prices: TokenPrices?) {
    self.job = job
    self.vocabulary = vocabulary
    self.prices = prices
    budget = job.textBudget(vocabulary)
    whole = job.whole.fixedTokens(vocabulary)
    part = job.part.fixedTokens(vocabulary)
    recordTokens = guessedTokens(ofRecord: job.whole.response.schema)
  }

  /// The forecast for a document that is read.
  package func forecast(_ document: Document) -> Forecast {
    let chunks = chunk(document, budget: budget, vocabulary: vocabulary)
    var forecast = Forecast()
    forecast.documents = 1
    forecast.textByteCount = document.text.count
    forecast.chunks = chunks.count
    forecast.splitDocuments = chunks.count > 1 ? 1 : 0
    let fixed = chunks.count > 1 ? part : whole
    for chunk in chunks {
      forecast.expected += amount(
        fixed.expected + chunk.tokens.expected, guessedAnswer(to: chunk.tokens.expected))
      let prompt = fixed.bound + chunk.tokens.bound
      forecast.upperBound += amount(prompt, job.options.maxOutputTokens)
      // A repair shows the answer again where that fits, and an answer that was cut gets more room.
      let most = max(job.options.mostOutputTokens, job.options.maxOutputTokens)
      let room = job.options.contextTokens - job.options.maxOutputTokens
      let repair = max(prompt, min(prompt + most, room))
      for _ in 0..<job.options.repairs { forecast.upperBound += amount(repair, most) }
    }
    return forecast
  }

  private func amount(_ promptTokens: Int, _ completionTokens: Int) -> Forecast.Amount {
    Forecast.Amount(
      requests: 1, promptTokens: promptTokens, completionTokens: completionTokens,
      cost: prices?.cost(promptTokens: promptTokens, completionTokens: completionTokens) ?? 0)
  }

  /// A record as long as its schema suggests; where a document has many, a quarter of its text, but one record at least.
  private func guessedAnswer(to textTokens: Int) -> Int {
    let tokens = job.options.records == .one ? recordTokens : max(recordTokens, textTokens / 4)
    return min(tokens, job.options.maxOutputTokens)
  }
}
