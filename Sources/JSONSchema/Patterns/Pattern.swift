import CPCRE2

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
  // PCRE2 only reads compiled code and match contexts while it matches (pcre2api(3), "Multithreading").
  nonisolated(unsafe) private let code: OpaquePointer
  nonisolated(unsafe) private let context: OpaquePointer

  /// Backtracking steps of one match, PCRE2's own default. Giving up after so many took 10 to 30 ms with JIT;
  /// sane patterns need a few steps for each byte.
  private static let matchLimit: UInt32 = 10_000_000
  /// Memory of one match without JIT, in KiB.
  private static let heapLimit: UInt32 = 16 * 1024

  /// Compiles an expression.
  ///
  /// - Throws: ``PatternError`` for one that is not ECMA-262 or that PCRE2 can't do (a lookbehind of variable length).
  init(_ source: String) throws(PatternError) {
    let translated = try ECMAPattern.translate(source)
    var errorCode: Int32 = 0
    var errorOffset = 0
    let options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C
    let compiled = translated.withUnsafeBufferPointer {
      pcre2_compile_8($0.baseAddress, $0.count, options, &errorCode, &errorOffset, nil)
    }
    guard let compiled else { throw PatternError(message: Self.message(for: errorCode)) }
    let chain = ClassChain(source)
    let automaton = chain == nil ? ExpressionTree(translated).flatMap { DeterministicAutomaton($0) } : nil
    // Without JIT (its memory may be forbidden) the same code is interpreted.
    if chain == nil, automaton == nil { _ = pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE) }
    guard let context = pcre2_match_context_create_8(nil) else {
      pcre2_code_free_8(compiled)
      throw PatternError(message: "there is not enough memory for it")
    }
    pcre2_set_match_limit_8(context, Self.matchLimit)
    pcre2_set_heap_limit_8(context, Self.heapLimit)
    self.source = source
    self.chain = chain
    self.automaton = automaton
    self.code = compiled
    self.context = context
  }

  deinit {
    pcre2_match_context_free_8(context)
    pcre2_code_free_8(code)
  }

  /// Whether a match is one walk over the text, which can't be given up.
  var isMatchedWithoutPCRE2: Bool { chain != nil || automaton != nil }

  /// Looks for the expression anywhere in valid UTF-8.
  @inline(__always)
  func match(_ text: Span<UInt8>) -> Result {
    if let chain { return chain.matches(text) ? .found : .notFound }
    if let automaton { return automaton.matches(text) ? .found : .notFound }
    return search(text)
  }

  /// The same by PCRE2.
  func search(_ text: Span<UInt8>) -> Result {
    guard let matchData = MatchData.ofThisThread() else { return .gaveUp }
    return text.withUnsafeBufferPointer { buffer in
      withUnsafePointer(to: 0 as UInt8) { empty in
        let start = buffer.baseAddress ?? empty
        var status = pcre2_match_8(code, start, buffer.count, 0, PCRE2_NO_UTF_CHECK, matchData, context)
        if status == PCRE2_ERROR_JIT_STACKLIMIT {
          status = pcre2_match_8(
            code, start, buffer.count, 0, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, matchData, context)
        }
        if status >= 0 { return .found }
        return status == PCRE2_ERROR_NOMATCH ? .notFound : .gaveUp
      }
    }
  }

  private static func message(for code: Int32) -> String {
    let text = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      let length = pcre2_get_error_message_8(code, buffer.baseAddress, buffer.count)
      return String(decoding: buffer.prefix(max(Int(length), 0)), as: UTF8.self)
    }
    return text
  }
}

/// The scratch memory of matches: one for each thread, freed when the thread ends, so that matching neither
/// allocates nor locks.
private enum MatchData {
  private static let key: pthread_key_t? = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key) { pointer in
      #if canImport(Darwin)
        pcre2_match_data_free_8(OpaquePointer(pointer))
      #else
        if let pointer { pcre2_match_data_free_8(OpaquePointer(pointer)) }
      #endif
    }
    return status == 0 ? key : nil
  }()

  /// The calling thread's, or nil where there is no memory.
  static func ofThisThread() -> OpaquePointer? {
    guard let key else { return nil }
    if let existing = pthread_getspecific(key) { return OpaquePointer(existing) }
    guard let created = pcre2_match_data_create_8(1, nil) else { return nil }
    pthread_setspecific(key, UnsafeMutableRawPointer(created))
    return created
  }
}
