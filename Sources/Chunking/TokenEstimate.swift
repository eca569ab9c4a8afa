/// How many tokens a text will be, without its model's tokenizer.
package struct TokenEstimate: Sendable, Hashable {
  /// The middle of what to expect: for forecasts and progress (about 7% off on 4 KiB of text).
  package var expected: Int
  /// What 95 of 100 texts of 4 KiB stay under.
  package var safe: Int
  /// What packing counts: ``safe`` and a margin of 10%, but never more than the text's bytes.
  ///
  /// Every token of a byte-level vocabulary stands for at least one byte, so a text of n bytes is never more than n tokens. With the
  /// margin 0.2% of 32 KiB texts were still over on a Qwen vocabulary.
  package var bound: Int

  package init(expected: Int, safe: Int, bound: Int) {
    self.expected = expected
    self.safe = safe
    self.bound = bound
  }

  /// The estimate of nothing.
  package static let zero = TokenEstimate(expected: 0, safe: 0, bound: 0)

  /// The estimate of two texts, one after the other.
  ///
  /// A sum of parts cut at line ends is the estimate of the whole but for rounding up (at most three tokens a part) and an
  /// indent that then counts as blanks inside a line; it errs upwards. Parts cut inside a word can come out lower than the whole.
  package static func + (a: TokenEstimate, b: TokenEstimate) -> TokenEstimate {
    TokenEstimate(expected: a.expected + b.expected, safe: a.safe + b.safe, bound: a.bound + b.bound)
  }
}
