import Chunking
import Testing

@Suite struct EstimateTokensTests {
  @Test(arguments: [
    ("", 0, 0),
    ("word", 1, 1),
    // 0.94 + 15 × 0.14 and 0.88 + 15 × 0.46
    ("internationalization", 4, 8),
    // Two runs, eight capitals inside: 0.94 + 3 × 0.14 + 7 × 0.04, and 0.88 + 3 × 0.46 + 7 × 0.26
    ("CAPITALS", 2, 5),
    // More than a token a digit, but never more than a token a byte.
    ("12345", 5, 5),
    // 2 × 0.8 + 4 × 1.16 + 2 × 0.38; 2 × 1 + 4 × 1.18 + 2 × 0.58
    (" 1.2 3.4", 7, 8),
    ("a b", 2, 2),
    // (1 + 48 / 16) × 0.25, × 0.24
    (String(repeating: "-", count: 48), 1, 1),
    // 1.57 + 2 × 0.94, 1.31 + 2 × 0.88; the blank lines are part of the run
    ("a\n\n  \nb", 4, 4),
    // Ten of 0.78, of 0.87
    ("永和九年岁在癸丑暮春", 8, 9),
    // 0.61 × 4, 0.74 × 4
    ("こんにち", 3, 3),
    // 0.89 × 2, 0.96 × 2
    ("한글", 2, 2),
    ("😀", 2, 4),
    // Twelve of 0.35, of 0.37
    ("Здравствуйте", 5, 5),
  ]) func addsUpTheTable(text: String, expected: Int, safe: Int) {
    let estimate = estimateTokens(Array(text.utf8))
    #expect(estimate.expected == expected)
    #expect(estimate.safe == safe)
  }

  @Test func weighsABlobByItsLength() {
    let base64 = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4"
    #expect(estimateTokens(Array(base64.utf8)).safe >= base64.utf8.count * 78 / 100)
    // The same length of small letters is a (long) word, no blob.
    let word = String(repeating: "abcdef", count: 10) + "abcd"
    #expect(estimateTokens(Array(word.utf8)).expected == 10)
    // A blob in the middle of prose, and one that the text ends in, weigh the same.
    let last = estimateTokens(Array("see \(base64)".utf8)).safe
    let inside = estimateTokens(Array("see \(base64) ".utf8)).safe
    #expect(last == inside)
  }

  @Test func addsTheMarginOnce() {
    let text = Array(String(repeating: "Plain words of a letter to a friend. ", count: 100).utf8)
    let estimate = estimateTokens(text)
    #expect(estimate.bound > estimate.safe)
    #expect(estimate.bound <= estimate.safe * 11 / 10 + 1)
    #expect(estimate.bound < text.count)
  }

  @Test func anUnknownVocabularyCostsMore() {
    let text = Array("永和九年,岁在癸丑,暮春之初 — 한글 and emoji 😀".utf8)
    #expect(
      estimateTokens(text, vocabulary: .worstOfFive).safe > estimateTokens(text, vocabulary: .qwen).safe)
  }

  @Test func partsCutAtLineEndsAddUp() {
    let lines = (0..<300).map { "    \($0 % 7 == 0 ? "" : "  ")Line \($0), \($0 * 37) €: some words\n" }
    let whole = estimateTokens(Array(lines.joined().utf8))
    let sum = lines.map { estimateTokens(Array($0.utf8)) }.reduce(.zero, +)
    #expect(sum.safe >= whole.safe)
    #expect(sum.expected >= whole.expected)
    #expect(sum.safe <= whole.safe + 3 * lines.count)
  }

  @Test func aRangeIsEstimatedAsItsCopy() {
    let text = Array("# Head\n\nSome text with 12,50 € and 永和九年.".utf8)
    for start in text.indices {
      for end in start...text.count where end - start < 20 {
        let copy = Array(text[start..<end])
        #expect(estimateTokens(text.span, in: start..<end) == estimateTokens(copy))
      }
    }
  }

  /// Bytes that are no UTF-8, at every place a character can be broken, are counted and never read past.
  @Test func brokenUTF8() {
    for bytes: [UInt8] in [
      [0x80], [0xC3], [0xE4, 0xB8], [0xF0, 0x9F], [0xFF, 0xFE, 0x00], [0xC3, 0x28], [0xE4],
    ] {
      let estimate = estimateTokens(bytes)
      #expect(estimate.safe >= 1)
      #expect(estimate.safe <= bytes.count)
    }
  }
}
