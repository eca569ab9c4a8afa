package import ChatCompletions
package import Documents

/// Why a document has no record: a value that a run survives and reports.
package struct Failure: Error, Sendable {
  /// What went wrong, in a word that the failures file carries.
  package struct Kind: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// The answer doesn't validate against the schema, nor do the repaired ones.
    package static let invalid = Kind(rawValue: "invalid")
    /// The answer is no JSON.
    package static let notJSON = Kind(rawValue: "not_json")
    /// The answer was cut at the output limit.
    package static let truncated = Kind(rawValue: "truncated")
    /// The answer has no content.
    package static let emptyAnswer = Kind(rawValue: "empty_answer")
    /// The model refused.
    package static let refused = Kind(rawValue: "refused")
    /// The answer went on without end and was cut off.
    package static let runaway = Kind(rawValue: "runaway")
    /// A content filter stopped the answer.
    package static let filtered = Kind(rawValue: "filtered")
    /// The document doesn't fit the context window, however it is cut.
    package static let contextOverflow = Kind(rawValue: "context_overflow")
  }

  package let kind: Kind
  /// A sentence without the document's name.
  package let message: String
  /// The raw answers, in order, for a person who wants to see what the model said.
  package var answers: [String] = []
  /// Which of the answers came closest: what ``kind`` and ``message`` are about. Nil where that is no answer.
  package var bestAnswer: Int?

  package init(kind: Kind, message: String, answers: [String] = []) {
    self.kind = kind
    self.message = message
    self.answers = answers
  }

  /// A document that couldn't be read.
  package init(_ error: DocumentError) {
    self.init(kind: Kind(rawValue: error.kind.rawValue), message: error.message)
  }

  /// A request that failed for this document alone.
  package init(_ error: ChatError, answers: [String] = []) {
    let last = error.lastAnswer.map { [String(decoding: $0, as: UTF8.self)] } ?? []
    self.init(kind: Kind(rawValue: error.kind.rawValue), message: error.message, answers: answers + last)
  }
}
