/// White space and comments.
extension TolerantReader {
  /// Skips white space and comments.
  mutating func skipBlanks(_ text: Span<UInt8>, _ i: inout Int) -> Trouble? {
    while i < text.count {
      switch text[i] {
      case 0x20, 0x09, 0x0A, 0x0D: i += 1
      case UInt8(ascii: "#"):
        if let trouble = skipComment(text, &i, lineComment: true) { return trouble }
      case UInt8(ascii: "/"):
        guard i + 1 < text.count else { return .end }
        guard text[i + 1] == UInt8(ascii: "/") || text[i + 1] == UInt8(ascii: "*") else { return .unclear }
        if let trouble = skipComment(text, &i, lineComment: text[i + 1] == UInt8(ascii: "/")) {
          return trouble
        }
      default:
        let length = oddBlankLength(text, i)
        if length == 0 { return nil }
        mends.insert(.blank)
        i += length
      }
    }
    return nil
  }

  /// Skips a comment. One that stands for something left out is none that may be skipped.
  private mutating func skipComment(
    _ text: Span<UInt8>, _ i: inout Int, lineComment: Bool
  ) -> Trouble? {
    let start = i
    if lineComment {
      while i < text.count, text[i] != 0x0A { i += 1 }
    } else {
      i += 2
      while i + 1 < text.count, text[i] != UInt8(ascii: "*") || text[i + 1] != UInt8(ascii: "/") { i += 1 }
      i += 2
    }
    guard i < text.count else { return .end }
    for sign in Self.signsOfOmission where occurs(sign, in: text, start, i) { return .unclear }
    mends.insert(.comment)
    return nil
  }

  /// What a comment says where a model has left values out.
  private static let signsOfOmission: [[UInt8]] = [
    "...", "…", "etc", "more", "rest", "remain", "omit", "truncat", "continu", "repeat", "skip", "same as",
  ].map { Array($0.utf8) }

  private func occurs(_ sign: [UInt8], in text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var i = start
    while i + sign.count <= end {
      var matched = 0
      while matched < sign.count, lowercased(text[i + matched]) == sign[matched] { matched += 1 }
      if matched == sign.count { return true }
      i += 1
    }
    return false
  }

  private func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}

/// The bytes of a blank that JSON doesn't have, or 0: line and page tabs, Unicode's spaces, line ends of Unicode, marks
/// without width.
func oddBlankLength(_ text: Span<UInt8>, _ i: Int) -> Int {
  switch text[i] {
  case 0x0B, 0x0C: return 1
  case 0xC2: return i + 1 < text.count && (text[i + 1] == 0xA0 || text[i + 1] == 0x85) ? 2 : 0
  case 0xE2:
    guard i + 2 < text.count else { return 0 }
    switch (text[i + 1], text[i + 2]) {
    // U+2000 to U+200B, U+2028, U+2029, U+202F; U+205F and U+2060.
    case (0x80, 0x80...0x8B), (0x80, 0xA8), (0x80, 0xA9), (0x80, 0xAF), (0x81, 0x9F), (0x81, 0xA0): return 3
    default: return 0
    }
  case 0xE3: return i + 2 < text.count && text[i + 1] == 0x80 && text[i + 2] == 0x80 ? 3 : 0
  case 0xEF: return i + 2 < text.count && text[i + 1] == 0xBB && text[i + 2] == 0xBF ? 3 : 0
  default: return 0
  }
}
