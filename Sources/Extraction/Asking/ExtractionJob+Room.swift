import ChatCompletions
package import Chunking
import JSON

/// The room that a job's requests leave for a document's text.
extension ExtractionJob {
  /// Tokens of document text below which a chunk isn't halved any more.
  static let smallestBudget = 200

  /// Whether the model's window leaves room for document text beside prompt, schema and answer.
  package func hasRoomForText(_ vocabulary: TokenVocabulary) -> Bool {
    roomForText(vocabulary) >= Self.smallestBudget
  }

  /// Tokens of document text that a chunk may hold.
  package func textBudget(_ vocabulary: TokenVocabulary) -> Int {
    min(max(roomForText(vocabulary), Self.smallestBudget), options.chunkTokens ?? .max)
  }

  /// Tokens of document text that fit one request beside everything else in it.
  private func roomForText(_ vocabulary: TokenVocabulary) -> Int {
    options.contextTokens - options.maxOutputTokens - part.fixedTokens(vocabulary).bound
  }
}

extension ExtractionJob.Form {
  /// The tokens of a request beside its document's text.
  ///
  /// 16 a request and 4 a message are the chat template's. Packing leaves 96 more for a system text that a provider adds (49 to
  /// 83 were seen) and 120 for the lines around the document, which are some 40; and the schema once more, since some
  /// servers show the `response_format` to the model beside the prompt that holds it.
  func fixedTokens(_ vocabulary: TokenVocabulary) -> TokenEstimate {
    let prompt = estimateTokens(Array(prompt.system.utf8), vocabulary: vocabulary)
    let schema = estimateTokens(response.responseFormat.schema.serialized(), vocabulary: vocabulary).safe
    let template = 16 + 2 * 4
    let most = template + 96 + 120 + schema
    return TokenEstimate(
      expected: prompt.expected + template + 40, safe: prompt.safe + most, bound: prompt.bound + most)
  }
}
