/// A compiled ECMA-262 regular expression. Never changed once made, so that all threads can match with it.
final class Pattern: Sendable {
  /// What a match found.
  enum Result {
    case found
    case notFound
    /// The match was given up because it took too much work.
    case gaveUp
  }

  /// The expression as the schema has it.
  let source: String
  /// The quickest matcher, where the expression is simple enough for it.
  private let chain: ClassChain?
  /// The matcher for what is regular and not too large.
  private let automaton: DeterministicAutomaton?
  /// The matcher for everything.
  private let backtracking: BacktrackingMatcher

  /// Compiles an expression.
  ///
  /// - Throws: ``PatternError`` for one that is not ECMA-262 or that PCRE2 can't do (a lookbehind of variable length).
  init(_ source: String) throws(PatternError) {
    let translated = try ECMAPattern.translate(source)
    self.source = source
    chain = ClassChain(source)
    automaton = chain == nil ? ExpressionTree(translated).flatMap { DeterministicAutomaton($0) } : nil
    // Made in any case: what PCRE2 refuses is refused whatever matches it.
    backtracking = try BacktrackingMatcher(translated, isOnlyMatcher: chain == nil && automaton == nil)
  }

  /// The matcher for the shortest expressions, which needs no reference to the pattern.
  var byteRanges: ByteRanges? { chain?.byteRanges }

  /// Whether a match is one walk over the text, which is never given up.
  var isMatchedInOneWalk: Bool { chain != nil || automaton != nil }

  /// Looks for the expression anywhere in valid UTF-8.
  @inline(__always)
  func match(_ text: Span<UInt8>) -> Result {
    if let chain { return chain.matches(text) ? .found : .notFound }
    if let automaton { return automaton.matches(text) ? .found : .notFound }
    return backtracking.match(text)
  }

  /// The same by PCRE2, for tests; given up early where PCRE2 isn't the only matcher.
  func search(_ text: Span<UInt8>) -> Result { backtracking.match(text) }
}
