/// The rows of a data table as they are read: columns kept straight across spans, header told from data.
struct TableRows {
  private struct Cell {
    var text: [UInt8]
    var isHeader: Bool
  }

  /// A cell that reaches into the rows below.
  private struct Span {
    var rows: Int
    var text: [UInt8]
  }

  /// More columns than any reader looks at; HTML allows a `colspan` of 1000 in each cell.
  private static let maximumColumns = 1000

  private var row: [Cell] = []
  private var spans: [Int: Span] = [:]
  private var rowCount = 0
  private var isRowOpen = false
  /// Inside `thead`.
  var isInHead = false

  /// Adds a cell to the row. A cell that spans rows stands in each of them; one that spans columns leaves the others empty.
  mutating func addCell(_ text: [UInt8], isHeader: Bool, columns: Int, rows: Int) {
    fillSpans()
    let columns = min(max(columns, 1), 50)
    for column in 0..<columns where row.count < TableRows.maximumColumns {
      let cell = Cell(text: column == 0 ? text : [], isHeader: isHeader)
      if rows > 1 { spans[row.count] = Span(rows: min(rows, 1000) - 1, text: cell.text) }
      row.append(cell)
    }
  }

  /// Begins a row, after writing one that is not closed.
  mutating func beginRow(_ writer: inout MarkdownWriter) {
    endRow(&writer)
    isRowOpen = true
  }

  /// Writes the row, if one is open or has cells.
  mutating func endRow(_ writer: inout MarkdownWriter) {
    let hasCells = row.isEmpty == false
    guard isRowOpen || hasCells else { return }
    isRowOpen = false
    // Cells from above count as used up in every row, also behind its last cell and in a row without any.
    fillSpans()
    let last = spans.keys.max() ?? -1
    while last >= row.count {
      row.append(Cell(text: [], isHeader: false))
      fillSpans()
    }
    defer { row.removeAll(keepingCapacity: true) }
    guard hasCells else { return }
    let filled = row.count { $0.text.isEmpty == false }
    if filled == 0 { return }
    if rowCount == 0, filled == 1, row.count > 1, row[0].text.isEmpty == false, spans.isEmpty {
      // A heading over the whole table, written as its first row.
      writer.add(.paragraph, row[0].text[...])
      return
    }
    let isHeader = rowCount == 0 && (isInHead || row.allSatisfy { $0.isHeader || $0.text.isEmpty })
    writer.addRow(row.map(\.text), isHeader: isHeader, isTight: rowCount > 0)
    rowCount += 1
  }

  /// Takes over the cells of rows above that reach to where the next cell would stand.
  private mutating func fillSpans() {
    while var span = spans[row.count] {
      span.rows -= 1
      spans[row.count] = span.rows > 0 ? span : nil
      row.append(Cell(text: span.text, isHeader: false))
    }
  }
}
