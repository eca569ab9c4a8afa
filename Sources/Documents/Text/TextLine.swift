/// A line of text and what it is by itself, in the terms of CommonMark.
struct TextLine {
  enum Kind: Equatable {
    case blank
    case heading(level: Int)
    case listItem
    case quote
    /// The fence's character and how many of it.
    case fence(UInt8, Int)
    /// Only `=` or only `-`: underlines a heading, or draws a line.
    case underline(level: Int)
    /// `| --- | --- |`
    case tableSeparator
    /// Begins with a pipe.
    case tableRow
    case text
  }

  let range: Range<Int>
  let kind: Kind

  init(_ text: [UInt8], _ range: Range<Int>) {
    self.range = range
    kind = TextLine.kind(of: text[range])
  }

  /// A line that is text whatever it looks like.
  init(text range: Range<Int>) {
    self.range = range
    kind = .text
  }

  private static func kind(of line: ArraySlice<UInt8>) -> Kind {
    let content = trimmed(line)
    guard let first = content.first else { return .blank }
    let run = content.prefix { $0 == first }.count
    let isSpaceNext = run == content.count || isBlank(content[content.startIndex + run])
    switch first {
    case UInt8(ascii: "#") where run <= 6 && isSpaceNext:
      // `#   Name   Score` heads a table.
      return hasColumns(content.dropFirst(run)) ? .text : .heading(level: run)
    case UInt8(ascii: ">"): return .quote
    case UInt8(ascii: "`") where run >= 3, UInt8(ascii: "~") where run >= 3: return .fence(first, run)
    case UInt8(ascii: "=") where run == content.count: return .underline(level: 1)
    case UInt8(ascii: "-") where run == content.count && run > 1: return .underline(level: 2)
    case UInt8(ascii: "+") where run == 1 && isSeparator(content): return .tableSeparator
    case 0xC2, 0xE2: return isBullet(content) ? .listItem : .text
    case UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ":"):
      if isSeparator(content) { return .tableSeparator }
      if first == UInt8(ascii: "|") { return .tableRow }
      return first == UInt8(ascii: "-") && run == 1 && isSpaceNext ? .listItem : .text
    case UInt8(ascii: "*") where run == 1 && isSpaceNext, UInt8(ascii: "+") where run == 1 && isSpaceNext:
      return .listItem
    case _ where isDigit(first): return isNumbered(content) ? .listItem : .text
    default: return .text
    }
  }

  /// `1. ` or `12) `
  private static func isNumbered(_ content: ArraySlice<UInt8>) -> Bool {
    let digits = content.prefix(while: isDigit).count
    let rest = content.dropFirst(digits)
    guard digits <= 9, let mark = rest.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")") else {
      return false
    }
    return rest.count == 1 || isBlank(rest[rest.startIndex + 1])
  }

  /// A dot, square or the like and a blank: `•`, `‣`, `◦`, `●`, `▪`, `–`, `·`.
  private static func isBullet(_ content: ArraySlice<UInt8>) -> Bool {
    ["•", "‣", "◦", "●", "▪", "–", "·"].contains { content.starts(with: $0.utf8 + [0x20]) }
  }

  private static func isSeparator(_ content: ArraySlice<UInt8>) -> Bool {
    var hasDash = false
    var hasPipe = false
    for byte in content {
      switch byte {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"), UInt8(ascii: "+"): hasPipe = true
      case UInt8(ascii: ":"), UInt8(ascii: "="), 0x20, 0x09: break
      default: return false
      }
    }
    return hasDash && hasPipe
  }
}

/// True if two blanks or more stand beside each other between words, or a tab.
func hasColumns(_ line: ArraySlice<UInt8>) -> Bool {
  let line = trimmed(line)
  return line.contains(0x09) || zip(line, line.dropFirst()).contains { isBlank($0) && isBlank($1) }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// A line without the blanks around it.
func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var line = line.drop(while: isBlank)
  while let last = line.last, isBlank(last) { line = line.dropLast() }
  return line
}
