/// The cells of a data table, gathered until its end: only then is it known what its header is, and which columns are empty.
struct TableCells {
  struct Cell {
    /// In `text`.
    var range: Range<Int>
    var isHeader: Bool
    var columns: Int
    var rows: Int
  }

  struct Row {
    /// In `cells`.
    var cells: Range<Int>
    /// Inside `thead`.
    var isInHead: Bool
  }

  private(set) var text: [UInt8] = []
  private(set) var cells: [Cell] = []
  private(set) var rows: [Row] = []
  private var isRowOpen = false
  var isInHead = false

  mutating func beginRow() {
    rows.append(Row(cells: cells.count..<cells.count, isInHead: isInHead))
    isRowOpen = true
  }

  mutating func endRow() {
    isRowOpen = false
  }

  /// Adds a cell to the row, or to one of its own if none is open.
  mutating func addCell(_ content: ArraySlice<UInt8>, isHeader: Bool, columns: Int, rows rowSpan: Int) {
    if isRowOpen == false { beginRow() }
    let start = text.count
    text += content
    cells.append(
      Cell(
        range: start..<text.count, isHeader: isHeader, columns: min(max(columns, 1), 100),
        rows: min(max(rowSpan, 1), 1000)))
    rows[rows.count - 1].cells = rows[rows.count - 1].cells.lowerBound..<cells.count
  }

  func text(of cell: Int) -> ArraySlice<UInt8> {
    text[cells[cell].range]
  }
}
