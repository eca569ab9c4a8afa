/// Looking at the text itself: blanks, line ends, sentences, characters.
extension DocumentSplitter {
  /// Where the text before the end of a range stops being blank.
  func endOfContent(in range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, isBlank(text[end - 1]) { end -= 1 }
    return end
  }

  /// Where the text of a range begins, with the indent of its first line where that is short; the range's end where it is all blank.
  func startOfContent(in range: Range<Int>) -> Int {
    var start = range.lowerBound
    while start < range.upperBound, isBlank(text[start]) { start += 1 }
    guard start < range.upperBound else { return start }
    var indent = start
    while indent > range.lowerBound, text[indent - 1] == 0x20 || text[indent - 1] == 0x09 { indent -= 1 }
    let isWholeLine = indent == 0 || text[indent - 1] == 0x0A
    return isWholeLine && start - indent <= longestIndent ? indent : start
  }

  /// The best place for a cut inside a block: after its last line end, else its last sentence, else its last blank.
  ///
  /// Nil where the range has none of them after its first byte.
  func splitPoint(in range: Range<Int>) -> Int? {
    var sentenceEnd: Int?
    var blank: Int?
    var cut = range.upperBound
    while cut > range.lowerBound + 1 {
      let last = text[cut - 1]
      if last == 0x0A { return cut }
      if sentenceEnd == nil, isSentenceEnd(cut) { sentenceEnd = cut }
      if blank == nil, last == 0x20 || last == 0x09 { blank = cut }
      cut -= 1
    }
    return sentenceEnd ?? blank
  }

  /// Whether a sentence ends right before an offset: a full stop, question or exclamation mark, perhaps with a closing quote or
  /// bracket, and then a blank; or the same marks of Chinese and Japanese, which need no blank.
  private func isSentenceEnd(_ offset: Int) -> Bool {
    if offset >= 3, text[offset - 1] & 0xC0 == 0x80, text[offset - 3] == 0xE3 || text[offset - 3] == 0xEF {
      return switch (text[offset - 3], text[offset - 2], text[offset - 1]) {
      case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F): true
      default: false
      }
    }
    guard offset < text.count, isBlank(text[offset]) else { return false }
    var last = offset - 1
    while last > 0, text[last] == UInt8(ascii: "\"") || text[last] == UInt8(ascii: ")") { last -= 1 }
    return text[last] == UInt8(ascii: ".") || text[last] == UInt8(ascii: "!")
      || text[last] == UInt8(ascii: "?")
  }

  /// The nearest offset at or before another, but not before `start`, where a character starts; the offset itself where the bytes
  /// around it are no UTF-8.
  func characterStart(atOrBefore offset: Int, after start: Int) -> Int {
    var boundary = offset
    while boundary < text.count, boundary > start, offset - boundary < 3, text[boundary] & 0xC0 == 0x80 {
      boundary -= 1
    }
    return boundary == text.count || text[boundary] & 0xC0 != 0x80 ? boundary : offset
  }

  /// The offset moved back so that no combining mark, joiner or variation selector is cut from its letter, as far as that is near.
  func beforeCombiningMarks(_ offset: Int, after start: Int) -> Int {
    var boundary = offset
    for _ in 0..<8 where boundary > start {
      guard joinsThePrevious(boundary) || isJoiner(boundary - 3) else { return boundary }
      boundary = characterStart(atOrBefore: boundary - 1, after: start)
    }
    return offset
  }

  /// Whether the character at an offset belongs to the one before: U+0300–036F, U+200D, U+FE00–FE0F.
  private func joinsThePrevious(_ offset: Int) -> Bool {
    guard offset + 2 < text.count else { return false }
    return switch (text[offset], text[offset + 1], text[offset + 2]) {
    case (0xCC, _, _), (0xCD, 0x80...0xAF, _), (0xEF, 0xB8, 0x80...0x8F): true
    default: isJoiner(offset)
    }
  }

  /// Whether U+200D is at an offset. It joins the characters on both sides of it.
  private func isJoiner(_ offset: Int) -> Bool {
    offset >= 0 && text[offset...].starts(with: [0xE2, 0x80, 0x8D])
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  private var longestIndent: Int { budget / 4 }
}
