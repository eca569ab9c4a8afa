/// Tells words that were cut at a line's end, as `exam-` and `ple`, from those that have a hyphen of their own.
///
/// Sure is only what the same text shows elsewhere: `example` or `well-known` written within a line.
struct HyphenatedWords {
  /// Hashes of the whole words that are asked for, and of those that stand in the text.
  private var wanted: Set<UInt64> = []
  private var found: Set<UInt64> = []

  /// Notes a line that ends in a hyphen behind a letter and the line behind it.
  mutating func add(_ text: [UInt8], _ line: Range<Int>, _ next: Range<Int>) {
    let (cut, whole) = HyphenatedWords.words(text, line, next)
    wanted.insert(hash(cut[...]))
    wanted.insert(hash(whole[...]))
  }

  /// Looks for the noted words in the text.
  mutating func find(in text: [UInt8]) {
    guard wanted.isEmpty == false else { return }
    var i = 0
    while i < text.count {
      guard HyphenatedWords.isLetter(text[i]) else {
        i += 1
        continue
      }
      let start = i
      while i < text.count, HyphenatedWords.isLetter(text[i]) || HyphenatedWords.isInnerHyphen(text, i) {
        i += 1
      }
      let hash = hash(text[start..<i])
      if wanted.contains(hash) { found.insert(hash) }
    }
  }

  /// What joins the lines: nothing in place of the hyphen, nothing behind it, or nil where that isn't sure.
  func isCut(_ text: [UInt8], _ line: Range<Int>, _ next: Range<Int>) -> Bool? {
    let (whole, hyphenated) = HyphenatedWords.words(text, line, next)
    return switch (found.contains(hash(whole[...])), found.contains(hash(hyphenated[...]))) {
    case (true, false): true
    case (false, true): false
    default: nil
    }
  }

  /// True if a line ends in a hyphen behind a letter and the next goes on with a letter.
  static func isCandidate(_ text: [UInt8], _ line: Range<Int>, _ next: Range<Int>) -> Bool {
    line.count > 2 && text[line.upperBound - 1] == UInt8(ascii: "-") && isLetter(text[line.upperBound - 2])
      && isLetter(text[next.lowerBound])
  }

  /// The word over the line's end without its hyphen and with it.
  private static func words(_ text: [UInt8], _ line: Range<Int>, _ next: Range<Int>) -> ([UInt8], [UInt8]) {
    var start = line.upperBound - 1
    while start > line.lowerBound, isLetter(text[start - 1]) || isInnerHyphen(text, start - 1) { start -= 1 }
    var end = next.lowerBound
    while end < next.upperBound, isLetter(text[end]) || isInnerHyphen(text, end) { end += 1 }
    let (left, right) = (text[start..<(line.upperBound - 1)], text[next.lowerBound..<end])
    return (Array(left + right), Array(left + [UInt8(ascii: "-")] + right))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { isASCIILetter(byte) || byte >= 0x80 }

  private static func isInnerHyphen(_ text: [UInt8], _ i: Int) -> Bool {
    text[i] == UInt8(ascii: "-") && i > 0 && i + 1 < text.count && isLetter(text[i - 1])
      && isLetter(text[i + 1])
  }

  /// FNV-1a, whatever the case: the same in every run.
  private func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in word { hash = (hash ^ UInt64(lowercased(byte))) &* 0x100_0000_01b3 }
    return hash
  }
}
