/// The text of the block being read, white space collapsed as a browser does.
struct LineBuffer {
  private enum Space {
    case none
    /// Two elements stand side by side: a space, unless punctuation does without.
    case soft
    case hard
  }

  /// A place in the text, to come back to.
  struct Position: Equatable {
    fileprivate let line: Int
    fileprivate let offset: Int
  }

  var bytes: [UInt8] = []
  /// What becomes one space if text follows on the same line.
  private var space = Space.none
  /// Stands before the next text, if any follows: a checkbox.
  private(set) var mark: [UInt8] = []
  /// What pictures stand for, which is left out where the text beside it says the same.
  private var alternatives: [Range<Int>] = []
  private var lineCount = 0
  private(set) var invisible = InvisibleCharacters()

  var isEmpty: Bool { bytes.isEmpty }

  var position: Position { Position(line: lineCount, offset: bytes.count) }

  /// The text since a position; nil if that was in an earlier line.
  func start(_ position: Position) -> Int? {
    position.line == lineCount ? position.offset : nil
  }

  mutating func appendSpace() {
    space = .hard
  }

  /// Keeps two elements apart that stand side by side, as `<span>551</span><span>kcal</span>`.
  mutating func separate() {
    if space == .none { space = .soft }
  }

  mutating func appendNewline() {
    space = .none
    if bytes.isEmpty == false { bytes.append(0x0A) }
  }

  /// Keeps a list's items apart where all of them are on one line.
  mutating func endItem() {
    if let last = bytes.last, isASCIILetter(last) || isDigit(last) || last >= 0x80 {
      bytes.append(UInt8(ascii: ";"))
    }
    space = .hard
  }

  /// Puts a mark before the text that follows, if it does.
  mutating func setMark(_ mark: [UInt8]) {
    space = .hard
    self.mark = mark
  }

  /// Writes the mark behind the text that it belongs to.
  mutating func appendMark() {
    guard mark.isEmpty == false else { return }
    if bytes.isEmpty == false { bytes.append(0x20) }
    bytes += trimmed(mark[...])
    mark = []
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
        beginText(text, start)
        bytes.append(text, start..<i)
        continue
      }
      if let character = LineBuffer.markupCharacter(text, i) {
        beginText(text, i)
        bytes.append(character)
        i += 2
        continue
      }
      var (characterClass, length) = CharacterClass.at(i, in: text)
      switch characterClass {
      case .visible where mark.isEmpty == false && LineBuffer.isBox(text, i):
        // A box drawn as a character takes the field's place: it only decorates what stands behind it.
        mark = []
      case .visible:
        beginText(text, i)
        bytes.append(text, i..<(i + length))
      case .space, .newline: space = .hard
      case .dependent(let kind):
        let kept = space == .none ? dependentLength(after: bytes, text, at: i) : 0
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

  /// ▢, □ or ☐.
  private static func isBox(_ text: Span<UInt8>, _ i: Int) -> Bool {
    guard text[i] == 0xE2 else { return false }
    return text[i + 1] == 0x96 && (text[i + 2] == 0xA1 || text[i + 2] == 0xA2)
      || text[i + 1] == 0x98 && text[i + 2] == 0x90
  }

  @inline(__always)
  private mutating func beginText(_ text: Span<UInt8>, _ i: Int) {
    if space != .none {
      if let last = bytes.last, last != 0x0A, space == .hard || joins(text, i) == false { bytes.append(0x20) }
      space = .none
    }
    if mark.isEmpty == false {
      bytes += mark
      mark = []
    }
  }

  /// True where no one writes a space though two elements meet: before a closing sign, inside a price.
  private func joins(_ text: Span<UInt8>, _ i: Int) -> Bool {
    let last = bytes[bytes.count - 1]
    let next = text[i]
    let following = i + 1 < text.count ? text[i + 1] : 0x20
    switch next {
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"),
      UInt8(ascii: "%"):
      return true
    case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ":"):
      return isHTMLSpace(following) || isDigit(last) && isDigit(following)
    default: break
    }
    if last == UInt8(ascii: "(") || last == UInt8(ascii: "[") { return true }
    guard isDigit(next) else { return false }
    // The point or comma of a price has an element of its own.
    if last == UInt8(ascii: ".") || last == UInt8(ascii: ",") { return endsInWholePrice(bytes.dropLast()) }
    return endsInCurrencySign(bytes[...])
  }

  /// Hands over what was read, without newlines at its end, and begins anew.
  mutating func take() -> ArraySlice<UInt8> {
    if alternatives.isEmpty == false { removeRepeatedAlternatives() }
    defer { removeAll() }
    var content = bytes[...]
    while let last = content.last, last == 0x0A || last == 0x20 { content = content.dropLast() }
    return content
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    alternatives.removeAll(keepingCapacity: true)
    mark = []
    space = .none
    lineCount += 1
  }

  // MARK: What pictures stand for

  mutating func appendAlternative(_ text: [UInt8]) {
    appendSpace()
    let start = bytes.count
    append(text.span)
    if bytes.count > start {
      alternatives.append((bytes[start] == 0x20 ? start + 1 : start)..<bytes.count)
    }
    appendSpace()
  }

  /// True if the line has no other text than what pictures stand for.
  var holdsOnlyAlternatives: Bool {
    guard let first = alternatives.first, first.lowerBound == 0 else { return false }
    return alternatives.reduce(alternatives.count - 1) { $0 + $1.count } == bytes.count
  }

  private mutating func removeRepeatedAlternatives() {
    let reach = 300
    var kept: [UInt8] = []
    var end = 0
    for range in alternatives {
      let text = bytes[range]
      let before = bytes[max(0, range.lowerBound - reach)..<range.lowerBound]
      let after = bytes[range.upperBound..<min(bytes.count, range.upperBound + reach)]
      guard contains(before, text) || contains(after, text) else { continue }
      kept += bytes[end..<range.lowerBound]
      end = range.upperBound
      // One of the two spaces goes too.
      if end < bytes.count, bytes[end] == 0x20, kept.isEmpty || kept.last == 0x20 || kept.last == 0x0A {
        end += 1
      }
    }
    if end > 0 { bytes = kept + bytes[end...] }
    alternatives.removeAll(keepingCapacity: true)
  }

  /// Writes a mark on both sides of the text since a position, if it is on one line and has no such mark in it.
  mutating func wrap(from position: Position, in mark: StaticString) {
    guard var start = start(position) else { return }
    while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x0A { start += 1 }
    guard start < bytes.count, bytes[start...].contains(0x0A) == false,
      bytes[start...].contains(mark.utf8Start[0]) == false
    else { return }
    let mark = UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount)
    bytes.insert(contentsOf: mark, at: start)
    bytes.append(contentsOf: mark)
    var i = alternatives.count - 1
    while i >= 0, alternatives[i].lowerBound >= start {
      alternatives[i] = (alternatives[i].lowerBound + mark.count)..<(alternatives[i].upperBound + mark.count)
      i -= 1
    }
  }
}
