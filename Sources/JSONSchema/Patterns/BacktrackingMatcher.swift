import CPCRE2

/// An expression matched by PCRE2, within limits: it may try all ways to match one after another, and there can be
/// more of them than any time suffices for.
final class BacktrackingMatcher: Sendable {
  // PCRE2 only reads compiled code while it matches (pcre2api(3), "Multithreading").
  nonisolated(unsafe) private let code: OpaquePointer
  /// The same with a callout before each item, by which the work of a match is measured.
  nonisolated(unsafe) private let measuredCode: OpaquePointer?

  /// Longer texts are matched with measured work at once.
  private static let longestUnmeasured = 4_096
  /// Steps that all starts together may take before work is measured: 1 to 2 ms with JIT.
  private static let unmeasuredSteps = 1_000_000

  /// Compiles an expression in PCRE2's syntax.
  ///
  /// - Parameter isOnlyMatcher: whether nothing else matches the expression. Else it is compiled to learn that PCRE2
  ///   takes it, and is neither quick nor thorough.
  init(_ translated: [UInt8], isOnlyMatcher: Bool) throws(PatternError) {
    let code = try Self.compile(translated, options: 0)
    do throws(PatternError) {
      measuredCode = isOnlyMatcher ? try Self.compile(translated, options: PCRE2_AUTO_CALLOUT) : nil
    } catch {
      pcre2_code_free_8(code)
      throw error
    }
    self.code = code
    guard isOnlyMatcher else { return }
    // Where this fails (memory for code may be forbidden) the same code is interpreted.
    _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    _ = pcre2_jit_compile_8(measuredCode, PCRE2_JIT_COMPLETE)
  }

  deinit {
    pcre2_code_free_8(code)
    pcre2_code_free_8(measuredCode)
  }

  private static func compile(_ translated: [UInt8], options: UInt32) throws(PatternError) -> OpaquePointer {
    var errorCode: Int32 = 0
    var errorOffset = 0
    let options =
      options | PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C
    let compiled = translated.withUnsafeBufferPointer {
      pcre2_compile_8($0.baseAddress, $0.count, options, &errorCode, &errorOffset, nil)
    }
    guard let compiled else { throw PatternError(message: message(for: errorCode)) }
    return compiled
  }

  private static func message(for code: Int32) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      let length = pcre2_get_error_message_8(code, buffer.baseAddress, buffer.count)
      return String(decoding: buffer.prefix(max(Int(length), 0)), as: UTF8.self)
    }
  }

  /// Looks for the expression anywhere in valid UTF-8.
  func match(_ text: Span<UInt8>) -> Pattern.Result {
    guard let scratch = MatchScratch.ofThisThread() else { return .gaveUp }
    if text.count <= Self.longestUnmeasured {
      // PCRE2 counts the steps of each start anew.
      let steps = max(1_000, Self.unmeasuredSteps / (text.count + 1))
      pcre2_set_match_limit_8(scratch.context, UInt32(steps))
      let status = run(code, text, scratch)
      if status >= 0 { return .found }
      if status == PCRE2_ERROR_NOMATCH { return .notFound }
    }
    guard let measuredCode else { return .gaveUp }
    var work = MatchWork(textCount: text.count)
    return withUnsafeMutablePointer(to: &work) { work in
      pcre2_set_match_limit_8(scratch.context, .max)
      pcre2_set_callout_8(scratch.context, measure, work)
      defer { pcre2_set_callout_8(scratch.context, nil, nil) }
      let status = run(measuredCode, text, scratch)
      if status >= 0 { return .found }
      return status == PCRE2_ERROR_NOMATCH ? .notFound : .gaveUp
    }
  }

  private func run(_ code: OpaquePointer, _ text: Span<UInt8>, _ scratch: MatchScratch) -> Int32 {
    text.withUnsafeBufferPointer { buffer in
      withUnsafePointer(to: 0 as UInt8) { empty in
        pcre2_match_8(
          code, buffer.baseAddress ?? empty, buffer.count, 0, PCRE2_NO_UTF_CHECK, scratch.data,
          scratch.context)
      }
    }
  }
}

/// How much more work a match may do: the items it tries and the bytes it passes between them, so that a repetition
/// that runs over the whole text at each of its bytes counts for what it is.
private struct MatchWork {
  private var remaining: Int
  private var position = 0

  /// What takes 20 to 40 ms with JIT, and 40 items more for each byte.
  init(textCount: Int) { remaining = 4_000_000 &+ 40 &* textCount }

  /// False where nothing is left.
  @inline(__always)
  mutating func count(at position: Int) -> Bool {
    let passed = position > self.position ? position &- self.position : self.position &- position
    remaining = remaining &- 1 &- passed >> 4
    self.position = position
    return remaining > 0
  }
}

/// PCRE2's callout.
private func measure(
  _ block: UnsafeMutablePointer<pcre2_callout_block_8>?, _ work: UnsafeMutableRawPointer?
) -> Int32 {
  guard let block, let work else { return 0 }
  let goesOn = work.assumingMemoryBound(to: MatchWork.self).pointee.count(at: block.pointee.current_position)
  return goesOn ? 0 : PCRE2_ERROR_MATCHLIMIT
}
