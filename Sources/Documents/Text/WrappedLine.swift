/// The lines of a paragraph as they need to be known for joining them.
struct WrappedLine {
  let range: Range<Int>
  /// In characters, blanks before and behind it left out.
  let width: Int
  let indent: Int
  let firstWord: Range<Int>

  init(_ text: [UInt8], _ line: Range<Int>) {
    let content = trimmed(text[line])
    range = content.startIndex..<content.endIndex
    indent = range.lowerBound - line.lowerBound
    width = content.count { $0 & 0xC0 != 0x80 }
    firstWord = range.lowerBound..<(content.firstIndex(where: isBlank) ?? range.upperBound)
  }
}

/// How wide the text was when its lines were broken, nil for a paragraph whose lines an editor did not break.
///
/// Every line but the last must be so full that the next word had no room on it, and most lines must go on in small
/// letters. Verse, addresses, lists of values, links, logs and code have short lines, begin with capitals, with the same
/// word or with none of a language, or have columns.
///
/// - Parameters:
///   - lines: of a paragraph or list item.
///   - knownWidth: of other paragraphs of the text: two lines alone don't show one.
func wrapWidth(_ text: [UInt8], _ lines: [WrappedLine], knownWidth: Int?) -> Int? {
  guard lines.count > (knownWidth == nil ? 2 : 1) else { return nil }
  let widest = lines.reduce(0) { max($0, $1.width + $1.indent) }
  // Few lines are filled to the last column.
  guard widest <= (knownWidth ?? widest) + 5 else { return nil }
  let width = max(widest, knownWidth ?? 0)
  guard (50...120).contains(width) else { return nil }
  var small = 0
  for (line, next) in zip(lines, lines.dropFirst()) {
    let word = next.firstWord
    let room = width - line.indent - line.width
    let needed = text[word].count { $0 & 0xC0 != 0x80 } + 1
    guard room < needed, next.indent == lines[1].indent,
      text[word].elementsEqual(text[line.firstWord]) == false,
      endsForGood(text, line) == false, hasWideGap(text[line.range]) == false
    else { return nil }
    // Nearly every line has no room for a link or a checksum, and lists of them are written one a line.
    if word.count <= longestPlainWord, beginsSmall(text[word]) { small += 1 }
  }
  return small * 2 >= lines.count - 1 ? width : nil
}

/// In bytes; longer ones are hardly a word of a language.
private let longestPlainWord = 30

/// True for a line break that Markdown keeps: a backslash or two blanks at the line's end.
private func endsForGood(_ text: [UInt8], _ line: WrappedLine) -> Bool {
  let end = line.range.upperBound
  return text[end - 1] == UInt8(ascii: "\\") || text[end...].starts(with: "  ".utf8)
}

/// True if three blanks stand beside each other.
private func hasWideGap(_ line: ArraySlice<UInt8>) -> Bool {
  var run = 0
  for byte in line {
    run = isBlank(byte) ? run + 1 : 0
    if run > 2 || byte == 0x09 { return true }
  }
  return false
}

/// True if a word begins with a small letter of any script that has them, quotes and brackets put aside.
private func beginsSmall(_ word: ArraySlice<UInt8>) -> Bool {
  let word = word.drop { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
  guard let first = word.first else { return false }
  if first < 0x80 { return first &- UInt8(ascii: "a") < 26 }
  return String(decoding: word.prefix(4), as: UTF8.self).unicodeScalars.first?.properties.isLowercase == true
}
