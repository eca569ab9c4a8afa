package import JSON

/// A JSON value that an answer holds.
package struct AnswerValue: Sendable {
  /// The value as strict JSON.
  package let document: JSONDocument
  /// What had to be mended to read it.
  package var mends: Mends
}
