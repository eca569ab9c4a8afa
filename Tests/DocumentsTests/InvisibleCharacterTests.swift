import Testing

@testable import Documents

@Suite struct InvisibleCharacterTests {
  private static let flag = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"
  private static let noncharacters = String(
    decoding: [0xEF, 0xBF, 0xBE, 0xEF, 0xB7, 0x90] as [UInt8], as: UTF8.self)

  /// The same in pages, in preformatted text and in text files.
  @Test(arguments: [
    // What stays.
    ("नमस्ते क्\u{200D}ष می\u{200C}خواهم", "नमस्ते क्\u{200D}ष می\u{200C}خواهم", 0),
    (
      "👩\u{200D}👩\u{200D}👧 🏳\u{FE0F}\u{200D}🌈 ❤\u{FE0F} ☎\u{FE0E} 1\u{FE0F}\u{20E3}",
      "👩\u{200D}👩\u{200D}👧 🏳\u{FE0F}\u{200D}🌈 ❤\u{FE0F} ☎\u{FE0E} 1\u{FE0F}\u{20E3}", 0
    ),
    ("a\(flag)b", "a\(flag)b", 0),
    ("ᠠ\u{180B}ᠠ", "ᠠ\u{180B}ᠠ", 0),
    ("葛ㄅ한がé", "葛ㄅ한がé", 0),
    // Zero width.
    ("a\u{200B}b\u{2060}c\u{FEFF}d\u{AD}e\u{34F}f\u{180E}g", "abcdefg", 6),
    ("a\u{115F}b\u{1160}c\u{3164}d\u{FFA0}e\u{2061}\u{2062}\u{2063}\u{2064}f", "abcdef", 8),
    ("a\u{FFF9}b\u{FFFA}c\u{FFFB}d\u{206A}\u{17B4}\u{1D173}e\u{1BCA0}", "abcde", 7),
    // Joiners and selectors that change nothing can carry a bit each.
    ("a\u{200D}b ж\u{200C}ж 中\u{200D}文 👍\u{200D} x", "ab жж 中文 👍 x", 4),
    ("क्\u{200D}\u{200C}\u{200D}ष", "क्\u{200D}ष", 2),
    ("A\u{FE01}B\u{FE0F}C ж\u{FE0F}д 1\u{FE0F}2 ❤\u{FE0F}\u{FE0E}\u{FE0F}", "ABC жд 12 ❤\u{FE0F}", 6),
    ("😀\u{FE0F}\u{E0100}\u{E01EF}\u{E0148}!", "😀\u{FE0F}!", 3),
    // Direction.
    ("a\u{202E}b\u{202C}c\u{200E}d\u{200F}e\u{2066}f\u{2069}g\u{61C}h", "abcdefgh", 7),
    // Tags.
    ("a\u{E0001}\u{E0048}\u{E0069}b", "ab", 3),
    ("\u{1F3F4}\u{E0048}\u{E0069}\u{E007F}b", "\u{1F3F4}b", 3),
  ])
  func dropsWhatNoReaderSees(text: String, expected: String, count: Int) throws {
    for (path, source) in [("a.html", "<p>\(text)</p>"), ("b.html", "<pre>\(text)</pre>"), ("c.txt", text)] {
      let document = try makeDocument(path: path, bytes: Array(source.utf8))
      let shown = String(decoding: document.text, as: UTF8.self)
      #expect(
        Array(shown.utf8).firstRange(of: Array(expected.utf8)) != nil, "\(path): \(shown.unicodeScalars)")
      #expect(document.dropped.reduce(0) { $0 + $1.count } == count, "\(path): \(document.dropped)")
      #expect(document.dropped.reduce(0) { $0 + $1.byteCount } == text.utf8.count - expected.utf8.count)
    }
  }

  @Test func countsByReason() throws {
    let text = "a\u{200B}\u{200B}b\u{202E}c\u{E0041}d\(InvisibleCharacterTests.noncharacters)"
    #expect(
      try makeDocument(path: "a.txt", bytes: Array(text.utf8)).dropped == [
        DroppedText(reason: .zeroWidth, count: 2, byteCount: 6),
        DroppedText(reason: .bidi, count: 1, byteCount: 3),
        DroppedText(reason: .tags, count: 1, byteCount: 4),
        DroppedText(reason: .control, count: 2, byteCount: 6),
      ])
  }
}
