/// Estimates the tokens of a text in UTF-8, in one pass and without allocating.
///
/// - Parameters:
///   - text: the text; bytes that are no UTF-8 count as dear characters, never as free ones.
///   - range: the part to estimate; all of it when nil.
///   - vocabulary: the coefficients; the worst of five vocabularies for a model that isn't known.
package func estimateTokens(
  _ text: Span<UInt8>, in range: Range<Int>? = nil, vocabulary: TokenVocabulary = .qwen
) -> TokenEstimate {
  let range = range ?? 0..<text.count
  let scan = scanTokens(text, range, budget: .max, vocabulary)
  let tokens = { (cost: Double) in min(wholeTokens(cost), range.count) }
  return TokenEstimate(
    expected: tokens(scan.cost.x), safe: tokens(scan.cost.y), bound: tokens(scan.cost.y * tokenMargin))
}

/// A cost rounded up; what a sum of costs is over a whole number by rounding alone doesn't count.
private func wholeTokens(_ cost: Double) -> Int { Int(cost + (1 - 1e-6)) }

/// Estimates the tokens of a text in UTF-8.
package func estimateTokens(_ text: [UInt8], vocabulary: TokenVocabulary = .qwen) -> TokenEstimate {
  estimateTokens(text.span, vocabulary: vocabulary)
}
