/// What becomes of a character in the text: most are kept, those that no reader sees are not.
///
/// Hidden characters are a way to slip instructions to a model past the people who look at a document: zero-width
/// characters, controls of writing direction, and the tag characters that mirror ASCII.
enum CharacterClass: Equatable {
  case visible
  /// A space of some width that is not U+0020.
  case space
  /// A line break of some kind, and a form feed.
  case newline
  /// Kept where it changes how the characters beside it look: joiners, variation selectors, the tags of flags.
  case dependent(InvisibleCharacters.Kind)
  case hidden(InvisibleCharacters.Kind)

  /// True for a byte that is a visible character or part of one whatever follows: most of all text.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    if byte < 0x7F { return byte > 0x20 }
    switch byte {
    case 0x7F, 0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF3: return false
    default: return true
    }
  }

  /// The class of the character at an index of valid UTF-8 and its length in bytes.
  static func at(_ i: Int, in bytes: Span<UInt8>) -> (class: CharacterClass, length: Int) {
    switch bytes[i] {
    case 0x20, 0x09: return (.space, 1)
    case 0x0D where i + 1 < bytes.count && bytes[i + 1] == 0x0A: return (.newline, 2)
    case 0x0A...0x0D: return (.newline, 1)
    case 0..<0x20, 0x7F: return (.hidden(.control), 1)
    case 0xC2: return (latin1(bytes[i + 1]), 2)
    case 0xCD: return (bytes[i + 1] == 0x8F ? .hidden(.zeroWidth) : .visible, 2)  // U+034F
    case 0xD8: return (bytes[i + 1] == 0x9C ? .hidden(.bidi) : .visible, 2)  // U+061C
    case 0xE1: return (u1000(bytes[i + 1], bytes[i + 2]), 3)
    case 0xE2: return (u2000(bytes[i + 1], bytes[i + 2]), 3)
    // U+3164, a letter without a shape.
    case 0xE3: return (bytes[i + 1] == 0x85 && bytes[i + 2] == 0xA4 ? .hidden(.zeroWidth) : .visible, 3)
    case 0xEF: return (uF000(bytes[i + 1], bytes[i + 2]), 3)
    case 0xF0: return (shorthandOrMusic(bytes[i + 1], bytes[i + 2], bytes[i + 3]), 4)
    case 0xF3:
      guard bytes[i + 1] == 0xA0 else { return (.visible, 4) }
      // U+E0000 to U+E007F; behind them selectors of variants of ideographs, which are read the same without.
      return (bytes[i + 2] < 0x82 ? .dependent(.tag) : .hidden(.zeroWidth), 4)
    case 0..<0x80: return (.visible, 1)
    case 0..<0xE0: return (.visible, 2)
    case 0..<0xF0: return (.visible, 3)
    default: return (.visible, 4)
    }
  }

  /// U+0080 to U+00BF by their second byte.
  private static func latin1(_ second: UInt8) -> CharacterClass {
    switch second {
    case 0x85: .newline
    case 0x80...0x9F: .hidden(.control)
    case 0xA0: .space
    case 0xAD: .hidden(.zeroWidth)
    default: .visible
    }
  }

  /// U+1000 to U+1FFF: fillers of Hangul, vowels of Khmer that are not written, selectors of Mongolian.
  private static func u1000(_ second: UInt8, _ third: UInt8) -> CharacterClass {
    switch (second, third) {
    case (0x85, 0x9F...0xA0), (0x9E, 0xB4...0xB5), (0xA0, 0x8E): .hidden(.zeroWidth)
    case (0xA0, 0x8B...0x8D), (0xA0, 0x8F): .dependent(.zeroWidth)
    default: .visible
    }
  }

  /// U+2000 to U+2FFF.
  private static func u2000(_ second: UInt8, _ third: UInt8) -> CharacterClass {
    switch (second, third) {
    case (0x80, 0x80...0x8A), (0x80, 0xAF), (0x81, 0x9F), (0xA0, 0x80): .space
    case (0x80, 0x8B), (0x81, 0xA0...0xA5), (0x81, 0xAA...0xAF): .hidden(.zeroWidth)
    case (0x80, 0x8E...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): .hidden(.bidi)
    case (0x80, 0x8C...0x8D): .dependent(.zeroWidth)
    case (0x80, 0xA8...0xA9): .newline
    default: .visible
    }
  }

  /// U+F000 to U+FFFF: the byte order mark, variation selectors, the marks of annotations, what is no character.
  private static func uF000(_ second: UInt8, _ third: UInt8) -> CharacterClass {
    switch (second, third) {
    case (0xB8, 0x80...0x8F): .dependent(.zeroWidth)
    case (0xBB, 0xBF), (0xBE, 0xA0), (0xBF, 0xB0...0xBB): .hidden(.zeroWidth)
    case (0xB7, 0x90...0xAF), (0xBF, 0xBE...0xBF): .hidden(.control)
    default: .visible
    }
  }

  /// The controls among shorthand (U+1BCA0 to U+1BCA3) and music (U+1D173 to U+1D17A).
  private static func shorthandOrMusic(_ second: UInt8, _ third: UInt8, _ fourth: UInt8) -> CharacterClass {
    switch (second, third, fourth) {
    case (0x9B, 0xB2, 0xA0...0xA3), (0x9D, 0x85, 0xB3...0xBA): .hidden(.zeroWidth)
    default: .visible
    }
  }
}

extension [UInt8] {
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    bytes.extracting(range).withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
