/// What stands between two values of a text, before the first or behind the last.
struct ValueGap {
  /// Whether a code fence is there.
  private(set) var hasFence = false
  /// Whether something is there that isn't a blank, a comma, a bracket or a fence.
  private(set) var hasText = false
  private(set) var hasCommas = false
  /// How many brackets close more than open there.
  private(set) var surplus = 0
  /// Whether a key in quotes stands at the end: what follows is a part of something. The colon of a sentence stands behind
  /// a word.
  private(set) var endsWithKey = false
  /// Whether a key or a string comes first, behind commas and brackets: the value before was not all.
  private(set) var goesOn = false

  private static let fence = Array("```".utf8)

  init(_ gap: ArraySlice<UInt8>) {
    var last: (UInt8, UInt8) = (0, 0)
    var i = gap.startIndex
    while i < gap.endIndex {
      let byte = gap[i]
      if byte == Self.fence[0], gap[i...].starts(with: Self.fence) {
        hasFence = true
        i += Self.fence.count
        // The language that the fence names.
        while i < gap.endIndex, (gap[i] | 0x20) &- 0x61 < 26 || gap[i] &- 0x30 < 10 { i += 1 }
        continue
      }
      i += 1
      switch byte {
      case 0x20, 0x09...0x0D: continue
      case UInt8(ascii: ","): hasCommas = true
      case UInt8(ascii: "}"), UInt8(ascii: "]"): surplus += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["): surplus -= 1
      default:
        if !hasText { goesOn = Self.isQuote(byte) && last.1 != 0 || byte == UInt8(ascii: ":") }
        hasText = true
      }
      last = (last.1, byte)
    }
    endsWithKey = last.1 == UInt8(ascii: ":") && Self.isQuote(last.0)
  }

  /// Whether nothing but blanks, fences and commas is there.
  var isBare: Bool { !hasText && surplus == 0 }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}
