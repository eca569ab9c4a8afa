/// Finds out that a growing text has begun to repeat itself exactly.
///
/// It remembers where a stretch of 32 bytes stood, the anchor. Where the same bytes come again, the distance is taken for
/// the period, and every byte from there on is compared with the one a period before it. At the first that differs the
/// search goes on; an anchor that is not met within the reach is left for a new one.
struct LoopDetector: Sendable {
  /// A shorter run is no runaway, whatever its period: real answers hold vectors of zeros, ruled lines and rows that are
  /// all alike.
  static let shortestRun = 8 << 10
  /// Repeats that make a run, unless it is ``longestRun`` already.
  static let repeats = 16
  /// A run this long is a runaway, however few its repeats.
  static let longestRun = 24 << 10

  /// The length of an anchor: more than an indentation or a key, which come again in any answer.
  private static let anchorBytes = 32

  /// The longest period that is found.
  let reach: Int
  private var position = 0
  private var anchor = 0
  private var anchorWord: UInt64 = 0
  /// The period that is being tried; 0 while there is none.
  private var period = 0
  /// Bytes that followed the period.
  private var run = 0

  /// How many times longer than usual a run must be.
  private let patience: Int

  init(reach: Int, patience: Int) {
    self.reach = reach
    self.patience = patience
  }

  /// The text's end repeats what stood before it: too little for a runaway, unless it was the token limit that ended it.
  var isRepeating: Bool { run >= 1024 && run >= 8 * period && period > 0 }

  /// Looks at what has been added since the last time, and says whether the text runs in a loop.
  mutating func look(at text: Span<UInt8>) -> Bool {
    var i = position
    var (anchor, anchorWord, period, run) = (anchor, anchorWord, period, run)
    defer {
      position = i
      (self.anchor, self.anchorWord, self.period, self.run) = (anchor, anchorWord, period, run)
    }
    while i < text.count {
      if period > 0 {
        if text[i] == text[i &- period] {
          run &+= 1
          if run >= Self.shortestRun &* patience,
            run >= min(Self.repeats &* period, Self.longestRun) &* patience
          {
            return true
          }
        } else {
          period = 0
        }
      }
      if period == 0, i >= Self.anchorBytes {
        // The eight bytes that end with this one.
        let word = text.bytes.unsafeLoadUnaligned(fromByteOffset: i &- 7, as: UInt64.self)
        if word == anchorWord, anchor > 0, Self.isAnchor(text, anchor, i) {
          period = i &- anchor
          run = Self.anchorBytes
        } else if anchor == 0 || i &- anchor >= reach {
          anchor = i
          anchorWord = word
        }
      }
      i &+= 1
    }
    return false
  }

  /// Whether the bytes up to the end of the anchor are those up to another place.
  private static func isAnchor(_ text: Span<UInt8>, _ anchor: Int, _ end: Int) -> Bool {
    for offset in 8..<anchorBytes where text[anchor &- offset] != text[end &- offset] { return false }
    return true
  }
}
