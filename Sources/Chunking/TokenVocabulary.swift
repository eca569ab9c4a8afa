/// What the parts of a text cost in tokens on a kind of vocabulary: one coefficient for each event that the estimator sees.
///
/// Each pair holds the cost in the median fit (`x`, for ``TokenEstimate/expected``) and in the 95th-percentile fit (`y`, for
/// ``TokenEstimate/safe``). The columns were fitted as a whole, by quantile regression on 4 KiB windows of prose, web pages, code,
/// tables and man pages in twelve languages: the coefficients absorb each other, so change a column only as a whole.
package struct TokenVocabulary: Sendable {
  /// A run of ASCII letters.
  var letterRun: SIMD2<Double>
  /// Each letter of a run beyond the fifth.
  var laterLetter: SIMD2<Double>
  /// Each capital inside a run.
  var innerCapital: SIMD2<Double>
  /// Each ASCII digit, and each control character.
  var digit: SIMD2<Double>
  /// Each other ASCII character, alone or as one of two equal ones.
  var punctuation: SIMD2<Double>
  /// Three or more equal characters of punctuation, times (1 + length / 16).
  var punctuationRun: SIMD2<Double>
  /// A run of line breaks with the blanks after it.
  var lineBreaks: SIMD2<Double>
  /// Added where the line breaks end in two blanks or more.
  var indent: SIMD2<Double>
  /// A run of two or more blanks inside a line.
  var blankRun: SIMD2<Double>
  /// Sixteen blanks of such a run, or of an indent over sixteen.
  var sixteenBlanks: SIMD2<Double>
  /// A blank right before a digit. Not part of the fit: no vocabulary of the five joins the two, so it is a token of its own, and
  /// without it a table of prices came out 15% below Qwen's count.
  var blankBeforeDigit: SIMD2<Double>
  /// U+0080–024F: Latin letters with marks, punctuation.
  var latin: SIMD2<Double>
  /// U+0370–03FF.
  var greek: SIMD2<Double>
  /// U+0400–052F.
  var cyrillic: SIMD2<Double>
  /// U+0590–07FF: Hebrew, Arabic and their neighbours.
  var semitic: SIMD2<Double>
  /// Any other character of two bytes: too little data for a fit, so the byte bound.
  var otherTwoByte: SIMD2<Double>
  /// U+3400–9FFF.
  var han: SIMD2<Double>
  /// U+3000–30FF: kana and CJK punctuation.
  var kana: SIMD2<Double>
  /// U+AC00–D7A3.
  var hangul: SIMD2<Double>
  /// U+0E00–0E7F.
  var thai: SIMD2<Double>
  /// U+0900–0DFF.
  var indic: SIMD2<Double>
  /// Any other character of three bytes: typographic quotes, dashes, symbols, other scripts.
  var otherThreeByte: SIMD2<Double>
  /// Characters of four bytes: emoji, rare Han.
  var fourByte: SIMD2<Double>

  /// Qwen's vocabulary (`qwen.tiktoken`, 151,643 entries, single digits); the stand-in for Seed's, which is not public.
  package static let qwen = TokenVocabulary(
    letterRun: [0.94, 0.88], laterLetter: [0.14, 0.46], innerCapital: [0.04, 0.26], digit: [1.16, 1.18],
    punctuation: [0.38, 0.58], punctuationRun: [0.25, 0.24], lineBreaks: [1.57, 1.31], indent: [0.49, 0],
    blankRun: [2.03, 1.50], sixteenBlanks: [0.12, 0.10], blankBeforeDigit: [0.8, 1], latin: [2.53, 1.69],
    greek: [0.98, 1.02],
    cyrillic: [0.35, 0.37], semitic: [0.40, 0.47], otherTwoByte: [2.0, 2.0], han: [0.78, 0.87],
    kana: [0.61, 0.74], hangul: [0.89, 0.96], thai: [0.59, 0.66], indic: [1.05, 1.26],
    otherThreeByte: [0.85, 1.3], fourByte: [1.28, 3.05])

  /// The worst of five vocabularies (cl100k, o200k, Qwen, DeepSeek-V3, Mistral Tekken) for models whose own is unknown. The expected
  /// column is Qwen's.
  package static let worstOfFive = TokenVocabulary(
    letterRun: [0.94, 0.89], laterLetter: [0.14, 0.41], innerCapital: [0.04, 0.43], digit: [1.16, 1.17],
    punctuation: [0.38, 0.64], punctuationRun: [0.25, 0.35], lineBreaks: [1.57, 1.53], indent: [0.49, 0],
    blankRun: [2.03, 1.04], sixteenBlanks: [0.12, 0.25], blankBeforeDigit: [0.8, 1], latin: [2.53, 1.68],
    greek: [0.98, 1.09],
    cyrillic: [0.35, 0.46], semitic: [0.40, 0.79], otherTwoByte: [2.0, 2.0], han: [0.78, 1.57],
    kana: [0.61, 1.04], hangul: [0.89, 1.45], thai: [0.59, 1.04], indic: [1.05, 1.61],
    otherThreeByte: [0.85, 2.07], fourByte: [1.28, 3.99])
}
