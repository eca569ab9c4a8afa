/// A matcher for the shortest expressions of a ``ClassChain``: up to sixteen bytes, each in one range of ASCII, of which the
/// last ones may be missing (`^INV-[0-9]{6}$`, `^[A-Z]{2}[0-9]{8,12}$`). All bytes are compared at once.
struct ByteRanges: BitwiseCopyable, Sendable {
  /// For each byte what lifts those from the range's start on into the high bit, and what lifts those behind its end.
  private var starts: (UInt64, UInt64) = (0, 0)
  private var ends: (UInt64, UInt64) = (0, 0)
  private var fewest: Int
  private var most: Int

  /// One range for each byte, the last of which may be missing down to `fewest`; nil for more than sixteen.
  init?(_ ranges: [ClosedRange<UInt8>], fewest: Int) {
    guard ranges.count <= 16, ranges.allSatisfy({ $0.upperBound < 0x80 }) else { return nil }
    self.fewest = fewest
    most = ranges.count
    for (position, range) in ranges.enumerated() {
      let start = UInt64(0x80 - range.lowerBound) << UInt64(position % 8 * 8)
      let end = UInt64(0x7F - range.upperBound) << UInt64(position % 8 * 8)
      if position < 8 {
        starts.0 |= start
        ends.0 |= end
      } else {
        starts.1 |= start
        ends.1 |= end
      }
    }
  }

  /// Whether the bytes from `start` up to `end` match.
  @inline(__always)
  func matches(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let count = end &- start
    guard count >= fewest, count <= most else { return false }
    let first = littleEndianWord(bytes, start, min(end, start &+ 8))
    let second = count > 8 ? littleEndianWord(bytes, start &+ 8, end) : 0
    // ASCII bytes don't carry into their neighbours, whatever is added. What is missing counts as outside a range.
    let outside = (
      ~(first &+ starts.0) | (first &+ ends.0) | first, ~(second &+ starts.1) | (second &+ ends.1) | second
    )
    let wanted = (Self.highBits(min(count, 8)), Self.highBits(max(count &- 8, 0)))
    return outside.0 & wanted.0 | outside.1 & wanted.1 == 0
  }

  /// The high bits of the first bytes.
  @inline(__always)
  private static func highBits(_ count: Int) -> UInt64 {
    count == 0 ? 0 : 0x8080_8080_8080_8080 &>> UInt64(truncatingIfNeeded: 64 &- count &* 8)
  }
}
