/// Finds the blocks of a Markdown or plain text in one pass over its lines.
struct TextBlockFinder {
  private let text: [UInt8]
  private let format: DocumentFormat
  private(set) var blocks: [Block] = []
  /// The text of the first heading of level 1.
  private(set) var title: String?

  /// How many bytes were looked through for the ends of fences: each that has none costs a look at all that follows.
  private var searched = 0
  /// The block being read, to which further lines may belong.
  private var open: (kind: Block.Kind, range: Range<Int>, lineCount: Int)?

  init(_ text: [UInt8], format: DocumentFormat) {
    self.text = text
    self.format = format
  }

  /// - Parameter start: where the front matter ends, 0 if there is none.
  mutating func find(from start: Int) {
    if start > 0 { blocks.append(Block(kind: .metadata, range: 0..<start)) }
    var position = start
    var next = line(at: position)
    while let current = next {
      position = current.range.upperBound + 1
      next = line(at: position)
      if format == .markdown, open == nil, blocks.last?.kind != .listItem, isIndented(current) {
        let end = indentedCodeEnd(from: current.range.upperBound)
        blocks.append(Block(kind: .code, range: current.range.lowerBound..<end))
        position = end + 1
        next = line(at: position)
        continue
      }
      switch current.kind {
      case .blank: close()
      case .fence(let mark, let count):
        if format == .text, mark == UInt8(ascii: "~"), underlines(current.range) {
          underline(current.range, level: 3)
          continue
        }
        guard let end = fenceEnd(from: position, mark, count) else {
          addText(TextLine(text: current.range), next: next)
          continue
        }
        close()
        blocks.append(Block(kind: .code, range: current.range.lowerBound..<end))
        position = end + 1
        next = line(at: position)
      case .heading(let level):
        close()
        addHeading(level: level, current.range, content: trimmed(text[current.range]).dropFirst(level))
      case .underline(let level): underline(current.range, level: level)
      case .quote: extend(.quote, current.range, joins: open?.kind == .quote)
      case .listItem:
        close()
        extend(.listItem, current.range, joins: false)
      case .tableSeparator, .tableRow, .text: addText(current, next: next)
      }
    }
    close()
  }

  /// A line that is text by itself: a table's row if it stands in a table, else part of a paragraph or list item.
  private mutating func addText(_ line: TextLine, next: TextLine?) {
    let hasPipe =
      line.kind == .tableRow || line.kind == .tableSeparator || text[line.range].contains(UInt8(ascii: "|"))
    if case .tableRow(let isHeader) = open?.kind, hasPipe {
      // The line of dashes belongs to the header above it.
      if line.kind == .tableSeparator, isHeader, open?.lineCount == 1 {
        extend(.tableRow(isHeader: true), line.range, joins: true)
      } else {
        close()
        extend(.tableRow(isHeader: false), line.range, joins: false)
      }
    } else if hasPipe, line.kind != .tableSeparator, next?.kind == .tableSeparator {
      close()
      extend(.tableRow(isHeader: true), line.range, joins: false)
    } else if line.kind == .tableRow {
      close()
      extend(.tableRow(isHeader: false), line.range, joins: false)
    } else {
      let isContinued = open?.kind == .paragraph || open?.kind == .listItem || open?.kind == .quote
      extend(.paragraph, line.range, joins: isContinued)
    }
  }

  /// True if a line has only the sign of its first byte and the lone line above is about as long.
  private func underlines(_ range: Range<Int>) -> Bool {
    guard let above = open, above.kind == .paragraph, above.lineCount == 1 else { return false }
    let content = trimmed(text[range])
    return content.allSatisfy { $0 == content.first }
      && abs(trimmed(text[above.range]).count - content.count) <= 2
  }

  /// A heading if the lone line above is about as long, which keeps the rules of plain-text tables out.
  private mutating func underline(_ range: Range<Int>, level: Int) {
    guard let above = open, above.kind == .paragraph, above.lineCount == 1 else {
      return addText(TextLine(text, range), next: nil)
    }
    let content = trimmed(text[above.range])
    let difference = content.count - trimmed(text[range]).count
    if hasColumns(content) || (format == .text && abs(difference) > 2) {
      return addText(TextLine(text, range), next: nil)
    }
    open = nil
    addHeading(level: level, above.range.lowerBound..<range.upperBound, content: content)
  }

  private mutating func addHeading(level: Int, _ range: Range<Int>, content: ArraySlice<UInt8>) {
    blocks.append(Block(kind: .heading(level: level), range: range))
    if level == 1, title == nil { title = String(decoding: trimmed(content), as: UTF8.self) }
  }

  private mutating func extend(_ kind: Block.Kind, _ range: Range<Int>, joins: Bool) {
    if joins, let block = open {
      open = (block.kind, block.range.lowerBound..<range.upperBound, block.lineCount + 1)
    } else {
      close()
      open = (kind, range, 1)
    }
  }

  private mutating func close() {
    if let block = open { blocks.append(Block(kind: block.kind, range: block.range)) }
    open = nil
  }

  private func line(at start: Int) -> TextLine? {
    guard start < text.count else { return nil }
    return TextLine(text, start..<(text[start...].firstIndex(of: 0x0A) ?? text.count))
  }

  /// The end of the closing fence. Where there is none, that of a Markdown text, nil in plain text.
  private mutating func fenceEnd(from start: Int, _ mark: UInt8, _ count: Int) -> Int? {
    var position = start
    while position < text.count, format == .markdown || searched < text.count * 4 {
      let end = text[position...].firstIndex(of: 0x0A) ?? text.count
      let content = trimmed(text[position..<end])
      if content.count >= count, content.allSatisfy({ $0 == mark }) { return end }
      searched += end + 1 - position
      position = end + 1
    }
    return format == .markdown ? endOfText(from: start) : nil
  }

  // MARK: Indented code

  /// True for a line that four blanks or a tab make code in Markdown.
  private func isIndented(_ line: TextLine) -> Bool {
    guard line.kind != .blank else { return false }
    let start = text[line.range].prefix(4)
    return start.first == 0x09 || start.elementsEqual("    ".utf8)
  }

  /// The end of the last indented line; blank lines between them belong to the code.
  private func indentedCodeEnd(from start: Int) -> Int {
    var end = start
    var position = start + 1
    while let line = line(at: position) {
      if isIndented(line) {
        end = line.range.upperBound
      } else if line.kind != .blank {
        break
      }
      position = line.range.upperBound + 1
    }
    return end
  }

  /// Blank lines at the end of the text belong to no block.
  private func endOfText(from start: Int) -> Int {
    var end = text.count
    while end >= start, text[end - 1] == 0x0A { end -= 1 }
    return end
  }
}
