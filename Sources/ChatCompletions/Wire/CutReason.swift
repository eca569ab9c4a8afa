/// Why we stopped reading an answer before its end.
package enum CutReason: String, Sendable, Hashable, CaseIterable {
  /// White space without end, outside of any string.
  case whitespace
  /// The same stretch of text over and over.
  case loop
  /// More text than the tokens asked for can be.
  case tooLong = "too_long"
}
