import Testing

@testable import JSONSchema

@Suite struct AutomatonTests {
  /// Patterns and texts made from a seed: whatever the automaton or the chain says, PCRE2 says too.
  @Test(arguments: 0..<20)
  func agreesWithPCRE2(seed: Int) throws {
    var random = SmallRandom(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
    var compared = 0
    for _ in 0..<40 {
      let source = pattern(&random, depth: 3)
      guard let compiled = try? Pattern(source), compiled.isMatchedInOneWalk else { continue }
      for _ in 0..<40 {
        let text = Array(self.text(&random).utf8)
        let thorough = compiled.search(text.span)
        if thorough == .gaveUp { continue }
        #expect(
          compiled.match(text.span) == thorough, "\(source) on \(String(decoding: text, as: UTF8.self))")
        compared += 1
      }
    }
    #expect(compared > 800)
  }

  @Test(
    arguments: [
      "^https?://", "^x-", #"\S"#, "^(a|b|c)$", "^(?:foo|bar)", "é", "a|b", "^.*$", "^[^/]+$", "^(a+)+$",
      "(a*)*b",
      "(x+x+)+y", "^(?!)$|a", "(?<year>[0-9]{4})-(?<month>[0-9]{2})", #"\bfoo\b"#, #"^\s*$"#, "^.{1,50}$",
      "^[a-z]{3,63}@", "",
    ])
  func takesWhatIsRegular(pattern: String) throws {
    #expect(try Pattern(pattern).isMatchedInOneWalk)
  }

  @Test(arguments: [
    #"(a)\1"#, "(?=a)", "a(?!b)", "(?<=a)b", "(?<!a)b", #"\p{L}"#, #"(?<a>x)\k<a>"#, "(?:a{500}){500}",
    "[ab]*a[ab]{20}c", "^.{1,500}$",
  ])
  func leavesTheRestToPCRE2(pattern: String) throws {
    #expect(try !Pattern(pattern).isMatchedInOneWalk)
  }

  /// Expressions on which matchers that backtrack take for ever are answered.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["^(a+)+$", "^(a|a)*$", "^(a*)*$", "(?:a|aa)+$", "(a+a+)+y", "a*a*a*b"])
  func neverExplodes(pattern: String) throws {
    var text = Array(repeating: UInt8(ascii: "a"), count: 100_000)
    let compiled = try Pattern(pattern)
    #expect(compiled.match(text.span) == (pattern.hasSuffix("$") ? .found : .notFound))
    text.append(UInt8(ascii: "!"))
    #expect(compiled.match(text.span) == .notFound)
  }

  // MARK: - Generators

  private static let characters = [
    "a", "b", "1", "_", "-", " ", "\n", "é", "漢", "🐲", "\u{2028}", "\u{7F}", "\u{FFFF}",
  ]

  private func text(_ random: inout SmallRandom) -> String {
    (0..<random.below(9)).map { _ in Self.characters[random.below(Self.characters.count)] }.joined()
  }

  private func pattern(_ random: inout SmallRandom, depth: Int) -> String {
    let branches = random.below(4) == 0 ? 2 : 1
    return (0..<branches).map { _ in
      (0..<(1 + random.below(3))).map { _ in term(&random, depth) }.joined()
    }.joined(separator: "|")
  }

  private func term(_ random: inout SmallRandom, _ depth: Int) -> String {
    let assertions = ["^", "$", #"\b"#, #"\B"#]
    if random.below(6) == 0 { return assertions[random.below(4)] }
    let quantifiers = ["", "", "", "*", "+", "?", "{2}", "{0,2}", "{1,}", "*?", "+?", "{0}"]
    return atom(&random, depth) + quantifiers[random.below(quantifiers.count)]
  }

  private func atom(_ random: inout SmallRandom, _ depth: Int) -> String {
    let sets = [
      ".", #"\d"#, #"\D"#, #"\w"#, #"\W"#, #"\s"#, #"\S"#, "[ab]", "[^a]", "[a-c1]", #"[\W_]"#, #"[^\s]"#,
      "[é-漢]",
      "[^é-🐲]", "[^]", "[]", #"\n"#, #"\u{1F432}"#, #"[\D-]"#,
    ]
    switch random.below(8) {
    case 0..<3: return ["a", "b", "1", "_", "-", " ", "é", "漢", "🐲"][random.below(9)]
    case 3..<6: return sets[random.below(sets.count)]
    default:
      return depth == 0 ? "a" : ["(", "(?:"][random.below(2)] + pattern(&random, depth: depth - 1) + ")"
    }
  }
}

/// xorshift64*: the same numbers everywhere.
private struct SmallRandom {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % limit
  }
}
