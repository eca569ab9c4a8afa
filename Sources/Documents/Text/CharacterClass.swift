/// What becomes of a character in the text: most are kept, those that no reader sees are not.
///
/// Hidden characters are a way to slip instructions to a model past the people who look at a document: zero-width
/// characters, controls of writing direction, and the tag characters that mirror ASCII.
enum CharacterClass {
  case visible
  /// A space of some width that is not U+0020.
  case space
  /// A line break of some kind, and a form feed.
  case newline
  /// ZERO WIDTH JOINER and NON-JOINER, which some scripts and emoji need between two characters.
  case joiner
  case hidden

  /// True for a byte that is a visible character or part of one whatever follows: most of all text.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    if byte < 0x7F { return byte > 0x20 }
    switch byte {
    case 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3: return false
    default: return true
    }
  }

  /// The class of the character at an index of valid UTF-8 and its length in bytes.
  static func at(_ i: Int, in bytes: Span<UInt8>) -> (class: CharacterClass, length: Int) {
    switch bytes[i] {
    case 0x20, 0x09: return (.space, 1)
    case 0x0D where i + 1 < bytes.count && bytes[i + 1] == 0x0A: return (.newline, 2)
    case 0x0A...0x0D: return (.newline, 1)
    case 0..<0x20, 0x7F: return (.hidden, 1)
    case 0xC2: return (twoBytes(bytes[i + 1]), 2)
    case 0xD8: return (bytes[i + 1] == 0x9C ? .hidden : .visible, 2)
    case 0xE1: return (bytes[i + 1] == 0xA0 && bytes[i + 2] == 0x8E ? .hidden : .visible, 3)
    case 0xE2: return (generalPunctuation(bytes[i + 1], bytes[i + 2]), 3)
    case 0xEF:
      // U+FEFF, and U+FFF9 to U+FFFB, which hide an annotation.
      let isMark = bytes[i + 1] == 0xBB && bytes[i + 2] == 0xBF
      let isAnnotation = bytes[i + 1] == 0xBF && (0xB9...0xBB).contains(bytes[i + 2])
      return (isMark || isAnnotation ? .hidden : .visible, 3)
    case 0xF3: return (bytes[i + 1] == 0xA0 ? .hidden : .visible, 4)  // U+E0000 to U+E0FFF
    case 0..<0x80: return (.visible, 1)
    case 0..<0xE0: return (.visible, 2)
    case 0..<0xF0: return (.visible, 3)
    default: return (.visible, 4)
    }
  }

  /// U+0080 to U+00BF by their second byte.
  private static func twoBytes(_ second: UInt8) -> CharacterClass {
    switch second {
    case 0x85: .newline
    case 0x80...0x9F, 0xAD: .hidden
    case 0xA0: .space
    default: .visible
    }
  }

  /// U+2000 to U+2FFF by their second and third byte.
  private static func generalPunctuation(_ second: UInt8, _ third: UInt8) -> CharacterClass {
    switch (second, third) {
    case (0x80, 0x80...0x8A), (0x80, 0xAF), (0x81, 0x9F): .space
    case (0x80, 0x8B), (0x80, 0x8E...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA0...0xAF): .hidden
    case (0x80, 0x8C...0x8D): .joiner
    case (0x80, 0xA8...0xA9): .newline
    default: .visible
    }
  }
}

extension [UInt8] {
  /// Appends a joiner where it can join: behind a character outside ASCII that is no joiner itself.
  mutating func appendJoiner(_ bytes: Span<UInt8>, at i: Int) {
    guard let last, last >= 0x80 else { return }
    let end = suffix(3)
    if end.elementsEqual([0xE2, 0x80, 0x8C]) || end.elementsEqual([0xE2, 0x80, 0x8D]) { return }
    for offset in 0..<3 { append(bytes[i + offset]) }
  }

  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    bytes.extracting(range).withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
