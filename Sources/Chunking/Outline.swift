import Documents

/// What stands above a place in a document: its headings and the head of its table, as blocks.
struct Outline {
  /// The headings, outermost first; each is of a lower rank than the one before.
  private(set) var headings: [Int] = []
  /// The head rows of the table that the last block passed is a row of, with the separator row under them.
  private(set) var tableHead: Range<Int>?

  /// Goes on past a block.
  mutating func pass(_ block: Int, in document: DocumentSplitter) {
    switch document.blocks[block].kind {
    case .heading(let level):
      headings.removeAll { document.level(of: $0) >= level }
      headings.append(block)
      tableHead = nil
    case .tableRow(let isHeader):
      // A blank line ends a table.
      if block > 0, document.hasBlankLine(before: block) { tableHead = nil }
      let goesOn = tableHead?.upperBound == block
      if goesOn, isHeader || document.isSeparatorRow(document.blocks[block].range) {
        tableHead = tableHead!.lowerBound..<block + 1
      } else if isHeader {
        tableHead = block..<block + 1
      }
    default:
      tableHead = nil
    }
  }
}
