package import ChatCompletions

/// What came of one document.
package struct DocumentOutcome: Sendable {
  /// The document's records in order, or why there are none.
  package let result: Result<[ExtractedRecord], Failure>
  /// Requests, tokens and cost, failed requests included.
  package let usage: Usage

  package init(result: Result<[ExtractedRecord], Failure>, usage: Usage = .zero) {
    self.result = result
    self.usage = usage
  }
}
