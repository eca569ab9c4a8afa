import Foundation
import Testing

@testable import JSONSchema

@Suite struct InternationalNameTests {
  @Test(
    arguments: [
      ("bücher", "bcher-kva"), ("ü", "tda"), ("münchen-ost", "mnchen-ost-9db"), ("中国", "fiqs8s"),
      ("😀", "e28h"),
      ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
    ])
  func punycode(text: String, encoded: String) {
    #expect(String(decoding: encodedPunycode(Array(text.unicodeScalars)), as: UTF8.self) == encoded)
    #expect(decodedPunycode(Array(encoded.utf8)[...]) == Array(text.unicodeScalars))
  }

  @Test(arguments: [
    "9", "x", "A", "é", "a-9999999999999", "99999999", "-9uc", "zzzzzzzzzzzzzzzzzzzzzzzz",
  ])
  func punycodeIsRefused(text: String) {
    #expect(decodedPunycode(Array(text.utf8)[...]) == nil)
  }

  /// Whatever Punycode stands for has no other Punycode.
  @Test func punycodeIsUnique() {
    let letters = Array("abz09-".utf8)
    var texts: [[UInt8]] = [[]]
    for _ in 0..<5 { texts += texts.flatMap { text in letters.map { text + [$0] } } }
    var count = 0
    for text in Set(texts) {
      guard let decoded = decodedPunycode(text[...]), !decoded.allSatisfy(\.isASCII) else { continue }
      #expect(encodedPunycode(decoded) == text)
      count += 1
    }
    #expect(count > 500)
  }

  @Test(
    arguments: [
      "bücher.example", "Example.com", "a--b.example", "abc--d", "xn--bcher-kva.example",
      "XN--BCHER-KVA.example",
      "例え.テスト",
      "faß.de", "l·l", "ا1", "שלום.com", "a1.שלום", "ab--cd.example", "x8--ihqwcrb4cv8a8dqg056pqjye", "ab--c",
      "क्‍ष", "نامه‌ای", "日本語。jp", "é.é",
    ])
  func isName(text: String) { #expect(holds(isInternationalHostName, text)) }

  @Test(
    arguments: [
      "Bücher.example", "bücher..example", "bücher.example.", "-ü", "ü-", "aa--ü", "a_ü", "e\u{301}.example",
      "α\u{301}", "q\u{323}\u{307}a\u{307}\u{323}", "ü\u{200D}", "ü\u{AD}", "☃.example", "ﬁ.example", "ü/a",
      "1a.שלום", "שלום1a",
      "ك١۱", "xn--bcher-kva-", "xn--a", "xn--", "ü\u{0}", "ᄀ", "\u{300}a", "ا_", "a.\u{640}",
      "ab--cd.bücher", "fn--4gbwdl.xn--wgbh1c",
      String(repeating: "ü", count: 64), String(repeating: "漢字.", count: 60) + "a",
    ])
  func isNoName(text: String) { #expect(!holds(isInternationalHostName, text)) }

  /// Pairs of characters are in Normalization Form C where Foundation leaves them as they are. All pairs that
  /// compose, and the same second characters behind others.
  @Test func normalizationAgreesWithFoundation() {
    var pairs: [(Unicode.Scalar, Unicode.Scalar)] = []
    for value in UInt32(0xC0)...0x1FFFF {
      // Hangul syllables are many, and compose from what no label may hold.
      guard let scalar = Unicode.Scalar(value), !(0xAC00...0xD7A3).contains(value) else { continue }
      let parts = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
      guard parts.count > 1 else { continue }
      let last = parts[parts.count - 1]
      var first = ""
      first.unicodeScalars.append(contentsOf: parts.dropLast())
      let composed = Array(first.precomposedStringWithCanonicalMapping.unicodeScalars)
      if composed.count == 1 { pairs.append((composed[0], last)) }
      for other in ["a", "α", "и", "क", "é", "ﾊ"] as [Unicode.Scalar] { pairs.append((other, last)) }
    }
    #expect(pairs.count > 5_000)
    // Foundation of Swift 6.3 leaves this pair, which UnicodeData.txt composes (U+0CCB).
    #expect(!areComposed(["\u{CCA}", "\u{CD5}"]))
    for pair in pairs where pair != ("\u{CCA}", "\u{CD5}") {
      var text = ""
      text.unicodeScalars.append(contentsOf: [pair.0, pair.1])
      let scalars = Array(text.unicodeScalars)
      guard [pair.0, pair.1].allSatisfy({ isStable($0) }) else { continue }
      let isNormal = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars) == scalars
      #expect(areComposed(scalars) == isNormal, "\(scalars)")
    }
  }

  private func isStable(_ scalar: Unicode.Scalar) -> Bool {
    Array(String(scalar).precomposedStringWithCanonicalMapping.unicodeScalars) == [scalar]
  }

  private func holds(_ check: (Span<UInt8>) -> Bool, _ text: String) -> Bool { check(text.utf8.span) }
}
