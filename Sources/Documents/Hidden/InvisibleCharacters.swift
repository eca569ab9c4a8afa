/// Counts the characters that were left out because no reader sees them.
struct InvisibleCharacters: Sendable {
  enum Kind {
    case zeroWidth, bidi, tag, control
  }

  private var zeroWidth = (count: 0, byteCount: 0)
  private var bidi = (count: 0, byteCount: 0)
  private var tag = (count: 0, byteCount: 0)
  private var control = (count: 0, byteCount: 0)

  mutating func add(_ kind: Kind, byteCount: Int) {
    switch kind {
    case .zeroWidth: zeroWidth = (zeroWidth.count + 1, zeroWidth.byteCount + byteCount)
    case .bidi: bidi = (bidi.count + 1, bidi.byteCount + byteCount)
    case .tag: tag = (tag.count + 1, tag.byteCount + byteCount)
    case .control: control = (control.count + 1, control.byteCount + byteCount)
    }
  }

  /// What was left out, by reason.
  var dropped: DroppedTally {
    var tally = DroppedTally()
    tally.add(.zeroWidth, count: zeroWidth.count, byteCount: zeroWidth.byteCount)
    tally.add(.bidi, count: bidi.count, byteCount: bidi.byteCount)
    tally.add(.tags, count: tag.count, byteCount: tag.byteCount)
    tally.add(.control, count: control.count, byteCount: control.byteCount)
    return tally
  }
}
