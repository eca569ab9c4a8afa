/// The text of the block being read, white space collapsed as a browser does.
struct LineBuffer {
  private(set) var bytes: [UInt8] = []
  /// White space was met, and becomes one space if text follows on the same line.
  private var hasPendingSpace = false
  private(set) var invisible = InvisibleCharacters()

  var isEmpty: Bool { bytes.isEmpty }

  mutating func appendSpace() {
    hasPendingSpace = true
  }

  mutating func appendNewline() {
    hasPendingSpace = false
    if bytes.isEmpty == false { bytes.append(0x0A) }
  }

  /// Appends text with runs of white space as one space, and without the characters that no reader sees.
  mutating func append(_ text: Span<UInt8>) {
    var i = 0
    while i < text.count {
      if CharacterClass.isPlain(text[i]) {
        let start = i
        // One space between two words needs no thought: take whole stretches of them.
        repeat {
          i += 1
        } while i < text.count
          && (CharacterClass.isPlain(text[i])
            || (text[i] == 0x20 && i + 1 < text.count && CharacterClass.isPlain(text[i + 1])))
        beginText()
        bytes.append(text, start..<i)
        continue
      }
      if let character = LineBuffer.markupCharacter(text, i) {
        beginText()
        bytes.append(character)
        i += 2
        continue
      }
      var (characterClass, length) = CharacterClass.at(i, in: text)
      switch characterClass {
      case .visible:
        beginText()
        bytes.append(text, i..<(i + length))
      case .space, .newline: hasPendingSpace = true
      case .dependent(let kind):
        let kept = hasPendingSpace ? 0 : dependentLength(after: bytes, text, at: i)
        if kept > 0 {
          length = kept
          bytes.append(text, i..<(i + kept))
        } else {
          invisible.add(kind, byteCount: length)
        }
      case .hidden(let kind): invisible.add(kind, byteCount: length)
      }
      i += length
    }
  }

  /// Appends text of a `pre` element: white space stays as it is.
  mutating func appendPreformatted(_ text: Span<UInt8>) {
    var mended: [UInt8] = []
    var i = 0
    while i < text.count {
      let character = LineBuffer.markupCharacter(text, i)
      mended.append(character ?? text[i])
      i += character == nil ? 1 : 2
    }
    bytes.append(contentsOf: cleanedText(mended, &invisible))
  }

  /// The `<` or `&` that `HTMLMender` wrote as a control character.
  @inline(__always)
  private static func markupCharacter(_ text: Span<UInt8>, _ i: Int) -> UInt8? {
    guard text[i] == 0xC2, i + 1 < text.count else { return nil }
    return switch text[i + 1] {
    case 0x80: UInt8(ascii: "<")
    case 0x81: UInt8(ascii: "&")
    default: nil
    }
  }

  private mutating func beginText() {
    if hasPendingSpace, let last = bytes.last, last != 0x0A { bytes.append(0x20) }
    hasPendingSpace = false
  }

  /// Hands over what was read, without newlines at its end, and begins anew.
  mutating func take() -> ArraySlice<UInt8> {
    defer { removeAll() }
    var content = bytes[...]
    while let last = content.last, last == 0x0A || last == 0x20 { content.removeLast() }
    return content
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    hasPendingSpace = false
  }
}
