/// Writes records as the rows of a Markdown table, straight from the text they were read from.
struct CSVWriter {
  private(set) var text: [UInt8] = []
  private(set) var blocks: [Block] = []
  private let source: [UInt8]

  init(_ source: [UInt8]) {
    self.source = source
    text.reserveCapacity(source.count + source.count / 4)
  }

  /// Writes a record that stands above the table as a paragraph.
  mutating func addLine(_ cells: [CSVReader.Cell]) {
    if text.isEmpty == false { text.append(contentsOf: "\n\n".utf8) }
    let start = text.count
    for cell in cells where cell.range.isEmpty == false { append(cell, escapesPipes: false) }
    add(.paragraph, from: start)
  }

  /// Writes a row, a header with the line of dashes under it.
  mutating func addRow(_ cells: [CSVReader.Cell], isHeader: Bool) {
    if let last = blocks.last {
      text.append(0x0A)
      if last.kind == .paragraph { text.append(0x0A) }
    }
    let start = text.count
    for cell in cells {
      text.append(UInt8(ascii: "|"))
      text.append(0x20)
      guard cell.range.isEmpty == false else { continue }
      append(cell, escapesPipes: true)
      text.append(0x20)
    }
    text.append(UInt8(ascii: "|"))
    if isHeader { text.appendTableRule(columns: cells.count) }
    add(.tableRow(isHeader: isHeader), from: start)
  }

  mutating func finish() {
    if blocks.isEmpty == false { text.append(0x0A) }
  }

  private mutating func add(_ kind: Block.Kind, from start: Int) {
    blocks.append(Block(kind: kind, range: start..<text.count))
  }

  /// A cell's text: line breaks become spaces, and quotes that were written twice stand once.
  private mutating func append(_ cell: CSVReader.Cell, escapesPipes: Bool) {
    let source = source
    let bytes = source.span
    var i = cell.range.lowerBound
    let end = cell.range.upperBound
    while i < end {
      let start = i
      while i < end, bytes[i] != 0x0A, bytes[i] != UInt8(ascii: "|"), bytes[i] != UInt8(ascii: "\"") {
        i += 1
      }
      if i > start { text.append(bytes, start..<i) }
      guard i < end else { return }
      switch bytes[i] {
      case 0x0A:
        while i + 1 < end, bytes[i + 1] == 0x0A || isBlank(bytes[i + 1]) { i += 1 }
        text.append(0x20)
      case UInt8(ascii: "|"):
        if escapesPipes { text.append(UInt8(ascii: "\\")) }
        text.append(UInt8(ascii: "|"))
      default:
        text.append(UInt8(ascii: "\""))
        if cell.isQuoted, i + 1 < end, bytes[i + 1] == UInt8(ascii: "\"") { i += 1 }
      }
      i += 1
    }
  }
}
