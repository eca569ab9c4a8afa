/// Why two files of records can't be compared.
package struct EvaluationError: Error, Sendable, Equatable {
  /// What is wrong.
  package enum Code: String, Sendable {
    /// A line is no JSON.
    case notJSON = "not_json"
    /// A line is no object with a `document` and a `record`.
    case notARecord = "not_a_record"
    /// Two lines have the same document and index.
    case duplicate
    /// There is no gold record.
    case noGold = "no_gold"
  }

  package let code: Code
  /// A sentence that names the file and the line.
  package let message: String
}
