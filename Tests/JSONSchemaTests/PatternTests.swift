import JSON
import Testing

@testable import JSONSchema

@Suite struct PatternTests {
  @Test(
    arguments: [
      ("^[^]$", "\n", true), ("[]", "a", false), (#"^\u0061\x62\u{63}$"#, "abc", true),
      (#"^\ud83d\udc32$"#, "🐲", true), ("^🐲*$", "🐲🐲", true), (#"^\d+$"#, "٣", false),
      (#"^[\w\-]+$"#, "a-b_9", true), (#"^[\w-.]+$"#, "a-b.c", true), (#"^[\w-.]+$"#, "a,b", false),
      (#"^[+-\d]+$"#, "+-7", true), (#"^[+-\d]+$"#, ",", false), (#"^[^\w-.]$"#, "-", false),
      (#"^[\s\S]$"#, "\u{FEFF}", true), (#"^[^\s]$"#, "\u{00A0}", false), (#"^[\S]$"#, "\u{2003}", false),
      ("a$", "a\n", false), ("^a.c$", "a\u{2028}c", false), ("^a.c$", "a\u{85}c", true),
      (#"^(a)|b\1$"#, "b", true),
      (#"^(?<x>a)\k<x>$"#, "aa", true), (#"^(?=ab)a(?!c)b(?<=b)(?<!a)$"#, "ab", true),
      ("^a{2}b{1,}c{0,2}$", "aabbcc", true),
      ("^{a}$", "{a}", true), (#"^\{a\}\/\@\"$"#, "{a}/@\"", true), (#"^\cA\0\t$"#, "\u{1}\u{0}\t", true),
      (#"^\p{Lu}\p{Script=Greek}\P{L}$"#, "Aα1", true), (#"^[[:alpha:]]$"#, "b]", false),
      (#"^[[:alpha:]]$"#, ":]", true),
      (#"^[^\W\p{L}]$"#, "😀", false), (#"^[^\W\p{L}]$"#, "٣", false), (#"^[^\W\p{L}]$"#, "1", true),
      (#"^[^\D\p{L}]$"#, "😀", false), (#"^[^\D\p{L}]$"#, "7", true), (#"^[^\p{L}\S]$"#, "😀", false),
      (#"^[^\p{L}\S]$"#, "\u{3000}", true), (#"^[\W\p{Nd}]$"#, "a", false), (#"^[\D\p{Nd}]+$"#, "7a😀", true),
      ("^a+?b*?$", "aab", true), (#"^[a\]b]+$"#, "]ab", true), ("(?:)", "", true),
      (#"\bfoo\b"#, "a foo b", true),
      ("(^a|^){0}b", "ab", true), ("(^a|^){0}b(?!a)", "ab", true), (#"(a){0,0}b\1$"#, "ab", true),
      (#"^(a)?\1{2}$"#, "", true), (#"^(a)?\1{2}$"#, "aaa", true), (#"^(a)?\1{2}$"#, "aa", false),
      (#"^(a)?\1+$"#, "", true), (#"^(a)?\1+?$"#, "", true), (#"^(?<x>a)?\k<x>{1,2}$"#, "", true),
      (#"^(?<x>a)?\k<x>{1,2}$"#, "aaaa", false), (#"^(?:(a){0}?(b))\2$"#, "bb", true),
      ("^a{0,}$", "aa", true), ("^a{0}$", "a", false),
      ("^a{-1}$", "a{-1}", true), ("^a{+3}$", "a{{3}", true), ("^a{+3}$", "aaa", false),
      (#"^#  x$"#, "#  x", true), (#"^[&&a]$"#, "&", true), ("^[a-c-e]+$", "b-e", true),
    ])
  func matches(pattern: String, text: String, expected: Bool) throws {
    let compiled = try Pattern(pattern)
    let bytes = Array(text.utf8)
    let (quick, thorough) = (compiled.match(bytes.span), compiled.search(bytes.span))
    #expect(quick == (expected ? .found : .notFound))
    #expect(thorough == quick)
  }

  @Test(
    arguments: [
      "(?i)a", #"\Aa"#, #"a\z"#, #"a\Z"#, "(*UTF)a", "a++", "a?+", "(?>a)", #"\h"#, #"\R"#, #"\X"#, "(?R)",
      "(?1)", "(?C1)",
      "(?|a)", "(?#a)", "(?P<n>a)", #"\Qa\E"#, #"\K"#, #"\G"#, #"\a"#, #"\e"#, #"\N"#, #"\C"#, #"\g1"#, "(",
      ")", "[", "a)",
      "*", "+a", "?", "{2}", "a**", "a{2}{3}", "a{3,2}", "[b-a]", #"\1"#, #"\k<a>"#,
      #"\k"#, "(?<>a)",
      "(?<1>a)", "(?<a>a)(?<a>b)", #"\u12"#, #"\u{110000}"#, #"\u{}"#, #"\ud800"#, #"\x1"#, #"\c1"#, #"\01"#,
      #"\p"#, #"\pL"#,
      #"\p{}"#, #"\p{Nonsense}"#, #"\p{^L}"#, "a\\", "^*", #"\b+"#, "a{99999}", "a{99999999999999999999}",
      #"[\b-\a]"#,
      "(?<=a*)b", String(repeating: "(", count: 300) + String(repeating: ")", count: 300),
    ])
  func refuses(pattern: String) {
    let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
    #expect(error?.message.isEmpty == false)
  }

  /// The matcher by hand agrees with PCRE2 on every short text over a small alphabet.
  @Test(
    arguments: [
      "^a$", "^[ab]{2}$", "^a*b$", "^a?b+$", "^[a-b]{1,2}-$", #"^\w{0,2}-a$"#, #"^\d*[ab]+$"#, "^-$", "^$",
      "^[-a]+1?$",
      #"^\-{2,}$"#, "^a{0}b$",
    ])
  func chainAgreesWithPCRE2(pattern: String) throws {
    #expect(ClassChain(pattern) != nil)
    let compiled = try Pattern(pattern)
    var texts: [[UInt8]] = [[]]
    for _ in 0..<4 { texts += texts.flatMap { text in "ab-1é".utf8.map { text + [$0] } } }
    for text in Set(texts) where String(validating: text, as: UTF8.self) != nil {
      let (quick, thorough) = (compiled.match(text.span), compiled.search(text.span))
      #expect(quick == thorough, "\(text)")
    }
  }

  @Test(
    arguments: [
      "a", "^a", "a$", "^a|b$", "^(a)$", "^.$", "^a*a$", "^[^a]$", "^a*?$", #"^\s$"#, "^a?[ab]$", "^é$",
      "^a*b?a$", #"^\bfoo$"#,
      "^[]$", "^a{-1}$", "^a{+3}$", "^a{1,+3}$", "^a{}$", "^a{,2}$",
    ])
  func chainLeavesTheRestToPCRE2(pattern: String) {
    #expect(ClassChain(pattern) == nil)
  }

  @Test(.timeLimit(.minutes(1)))
  func catastrophicPatternsEndAndAreInvalid() throws {
    let text = "\"" + String(repeating: "a", count: 40) + "b\""
    let instance = try JSONDocument(text)
    for pattern in [
      #"^(?=a)(a+)+$"#, #"^(?=a)(a|a)*$"#, #"^(?=a)(a*)*$"#, #"^(?=a)(?:a|aa)+$"#, #"(x+x+)+y|(?=(a+)+$)a"#,
    ] {
      let schema = try JSONSchema(JSONDocument(JSONValue.object(["pattern": .string(pattern)]).serialized()))
      #expect(!schema.isValid(instance))
      #expect(schema.errors(in: instance).map(\.keywordLocation) == ["/pattern"])
    }
  }

  /// The work of a whole match is limited, not that of each start, and so is what a lookahead runs over.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "(?=a)(a*)*b", "(?=a)(a+a+)+y", "(?:a(?=a*b|))*$", #"(a+)\1b"#, "^(?:(?=a*b|)(?:a|a))*$", "a*b(?<=x)",
    ])
  func longTextsAreGivenUp(pattern: String) throws {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 100_000) + Array("!by".utf8)
    #expect(try Pattern(pattern).match(text.span) == .gaveUp)
  }

  @Test(arguments: [
    ("^(?!.*zz).*$", true), (#"^(a)(?:\1)*$"#, true), ("^(?=.*a)(?:a|b)*$", true), ("^(?!a)", false),
    ("(?<=a)b", false),
  ])
  func longTextsAreMatched(pattern: String, expected: Bool) throws {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 100_000)
    #expect(try Pattern(pattern).match(text.span) == (expected ? .found : .notFound))
  }

  @Test func anExhaustedPatternIsInvalidUnderNotToo() throws {
    let instance = try JSONDocument("{\"" + String(repeating: "a", count: 40) + "b\":1}")
    for source in [
      #"{"propertyNames":{"not":{"pattern":"^(?=a)(a|a)*$"}}}"#,
      #"{"patternProperties":{"^(?=a)(a|a)*$":false}}"#,
      #"{"propertyNames":{"if":{"pattern":"^(?=a)(a|a)*$"},"else":true,"then":false}}"#,
      #"{"propertyNames":{"oneOf":[{"pattern":"^(?=a)(a|a)*$"},true]}}"#,
    ] {
      let schema = try JSONSchema(JSONDocument(source))
      #expect(!schema.isValid(instance), "\(source)")
      let errors = schema.errors(in: instance)
      #expect(errors.count == 1, "\(source) \(errors)")
      #expect(errors.first?.message.contains("too much work") == true, "\(errors)")
    }
  }
}
