/// The steps of ``jsonKeyHash(_:)``, for a reader that meets a key word by word.
@usableFromInline
struct KeyHash {
  @usableFromInline var value: UInt64 = 0

  @inlinable
  init() {}

  /// The next eight bytes, the first in the lowest byte.
  @inlinable @inline(__always)
  mutating func combine(_ word: UInt64) {
    value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 32
  }

  /// The hash of a key of `count` bytes, after its last up to seven bytes, with zeros for those that lack.
  @inlinable @inline(__always)
  consuming func finish(_ rest: UInt64, count: Int) -> UInt32 {
    combine(rest)
    return UInt32(truncatingIfNeeded: value ^ (value >> 29)) &+ UInt32(truncatingIfNeeded: count)
  }
}
