import CPCRE2

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The memory that PCRE2 needs while it matches: one for each thread, freed when the thread ends, so that matching
/// neither allocates nor locks.
final class MatchScratch {
  let data: OpaquePointer
  let context: OpaquePointer
  private let stack: OpaquePointer

  /// Where a repetition of groups keeps the way back, at most: 16 to 32 bytes for each turn.
  private static let largestStack = 8 * 1024 * 1024
  /// The same without JIT, in KiB.
  private static let heapLimit: UInt32 = 16 * 1024

  private init?() {
    guard let data = pcre2_match_data_create_8(1, nil) else { return nil }
    guard let context = pcre2_match_context_create_8(nil) else {
      pcre2_match_data_free_8(data)
      return nil
    }
    guard let stack = pcre2_jit_stack_create_8(32 * 1024, Self.largestStack, nil) else {
      pcre2_match_context_free_8(context)
      pcre2_match_data_free_8(data)
      return nil
    }
    pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    pcre2_set_heap_limit_8(context, Self.heapLimit)
    (self.data, self.context, self.stack) = (data, context, stack)
  }

  deinit {
    pcre2_jit_stack_free_8(stack)
    pcre2_match_context_free_8(context)
    pcre2_match_data_free_8(data)
  }

  private static let key: pthread_key_t? = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key) { pointer in
      #if canImport(Darwin)
        Unmanaged<MatchScratch>.fromOpaque(pointer).release()
      #else
        if let pointer { Unmanaged<MatchScratch>.fromOpaque(pointer).release() }
      #endif
    }
    return status == 0 ? key : nil
  }()

  /// The calling thread's, or nil where there is no memory.
  static func ofThisThread() -> MatchScratch? {
    guard let key else { return nil }
    if let existing = pthread_getspecific(key) {
      return Unmanaged<MatchScratch>.fromOpaque(existing).takeUnretainedValue()
    }
    guard let created = MatchScratch() else { return nil }
    pthread_setspecific(key, Unmanaged.passRetained(created).toOpaque())
    return created
  }
}
