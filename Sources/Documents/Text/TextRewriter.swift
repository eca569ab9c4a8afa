/// Rewrites what blocks of a text say in a form that a model reads better and that costs less: fixed-width tables as
/// Markdown tables, and lines that an editor broke as one.
///
/// All else stays as written, byte for byte.
struct TextRewriter {
  private(set) var text: [UInt8] = []
  private(set) var blocks: [Block] = []
  /// Larger paragraphs stay as written: what is known of their lines would take several times their size.
  private static let largestBlock = 1 << 20

  private let source: [UInt8]
  private var width: Int?
  private var hyphenated = HyphenatedWords()
  private var hasChanged = false
  /// The line break before the next block belongs to what was left out.
  private var skipsBreak = false

  /// - Parameter blocks: of the text, in order.
  init(_ source: [UInt8], _ found: [Block]) {
    self.source = source
    survey(found)
    text.reserveCapacity(source.count)
    blocks.reserveCapacity(found.count)
    var end = 0
    for block in found {
      if skipsBreak == false { text.append(contentsOf: source[end..<block.range.lowerBound]) }
      skipsBreak = false
      end = block.range.upperBound
      write(block)
    }
    if skipsBreak == false { text.append(contentsOf: source[end...]) }
    if hasChanged == false { text = source }
  }

  /// Finds how wide the text was broken, and the words that may have been cut.
  private mutating func survey(_ found: [Block]) {
    for block in found where TextRewriter.isRewritable(block) {
      guard let lines = wrappedLines(block.range) else { continue }
      if let found = wrapWidth(source, lines, knownWidth: nil) { width = max(width ?? 0, found) }
      for (line, next) in zip(lines, lines.dropFirst())
      where HyphenatedWords.isCandidate(source, line.range, next.range) {
        hyphenated.add(source, line.range, next.range)
      }
    }
    if width != nil { hyphenated.find(in: source) }
  }

  private static func isRewritable(_ block: Block) -> Bool {
    (block.kind == .paragraph || block.kind == .listItem) && block.range.count <= largestBlock
  }

  private mutating func write(_ block: Block) {
    if isGridRule(block) {
      // Draws a line of a table that Markdown doesn't need.
      hasChanged = true
      skipsBreak = true
      return
    }
    guard TextRewriter.isRewritable(block), source[block.range].contains(0x0A) else {
      return copy(block.kind, block.range)
    }
    if block.kind == .paragraph, writeTables(block.range) { return }
    writeParagraph(block.kind, block.range)
  }

  /// `+---+---+`
  private func isGridRule(_ block: Block) -> Bool {
    guard block.kind == .paragraph || block.kind == .tableRow(isHeader: false) else { return false }
    let content = trimmed(source[block.range])
    return content.count > 4 && content.first == UInt8(ascii: "+")
      && content.allSatisfy { [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "=")].contains($0) }
  }

  private mutating func copy(_ kind: Block.Kind, _ range: Range<Int>) {
    let start = text.count
    text.append(contentsOf: source[range])
    blocks.append(Block(kind: kind, range: start..<text.count))
  }

  // MARK: Lines

  private func lines(_ range: Range<Int>) -> [Range<Int>] {
    source[range].split(separator: 0x0A, omittingEmptySubsequences: false).map { $0.startIndex..<$0.endIndex }
  }

  /// The lines of a block, nil where there is only one or a blank one.
  private func wrappedLines(_ range: Range<Int>) -> [WrappedLine]? {
    guard source[range].contains(0x0A) else { return nil }
    let lines = lines(range).map { WrappedLine(source, $0) }
    return lines.count > 1 && lines.allSatisfy { $0.range.isEmpty == false } ? lines : nil
  }

  private mutating func writeParagraph(_ kind: Block.Kind, _ range: Range<Int>) {
    guard let width, let lines = wrappedLines(range),
      wrapWidth(source, lines, knownWidth: nil) != nil || wrapWidth(source, lines, knownWidth: width) != nil
    else { return copy(kind, range) }
    hasChanged = true
    let start = text.count
    text.append(contentsOf: source[range.lowerBound..<lines[0].range.upperBound])
    for (line, next) in zip(lines, lines.dropFirst()) {
      if HyphenatedWords.isCandidate(source, line.range, next.range) {
        switch hyphenated.isCut(source, line.range, next.range) {
        case true?: text.removeLast()
        case false?: break
        case nil: text.append(0x0A)
        }
      } else {
        text.append(0x20)
      }
      text.append(contentsOf: source[next.range])
    }
    blocks.append(Block(kind: kind, range: start..<text.count))
  }

  // MARK: Tables

  /// Writes a paragraph that has tables in it; false if it has none.
  private mutating func writeTables(_ range: Range<Int>) -> Bool {
    guard hasAlignedLines(range) else { return false }
    let lines = lines(range).map { FixedWidthLine(source, $0) }
    var next = 0
    // Lines before the next table, which stay a paragraph.
    var waiting = 0
    var isFirst = true
    func separator() -> String { isFirst ? "" : "\n\n" }
    while next < lines.count {
      let table = FixedWidthTable(source, lines, from: next)
      guard table.isTable else {
        next = max(next + 1, table.lines.upperBound)
        continue
      }
      hasChanged = true
      if waiting < next {
        text.append(contentsOf: separator().utf8)
        writeParagraph(.paragraph, lines[waiting].range.lowerBound..<lines[next - 1].range.upperBound)
        isFirst = false
      }
      text.append(contentsOf: separator().utf8)
      isFirst = false
      write(table)
      next = table.lines.upperBound
      waiting = next
    }
    if isFirst { return false }
    if waiting < lines.count {
      text.append(contentsOf: "\n\n".utf8)
      writeParagraph(.paragraph, lines[waiting].range.lowerBound..<lines[lines.count - 1].range.upperBound)
    }
    return true
  }

  /// True if two lines or more have two blanks or a tab between words, or one draws a line: what a table has at least.
  private func hasAlignedLines(_ range: Range<Int>) -> Bool {
    var count = 0
    for line in lines(range) {
      let content = trimmed(source[line])
      if content.starts(with: "---".utf8) || content.starts(with: "===".utf8) { return true }
      if hasColumns(content) { count += 1 }
      if count > 1 { return true }
    }
    return false
  }

  private mutating func write(_ table: FixedWidthTable) {
    for (index, row) in table.rows.enumerated() {
      if index > 0 { text.append(0x0A) }
      let start = text.count
      let isHeader = index == 0 && table.hasHeader
      text.appendTableRow(row, isHeader: isHeader)
      blocks.append(Block(kind: .tableRow(isHeader: isHeader), range: start..<text.count))
    }
  }
}
