/// Walks over a table's rows with their spans expanded: what stands in each column.
struct TableGrid {
  struct Slot {
    /// Nil where the table has no cell.
    var cell: Int?
    /// The cell began in a row above.
    var isFromAbove = false
    /// The cell began in a column to the left.
    var isFromLeft = false
  }

  /// A cell that reaches into the rows below.
  private struct Span {
    var rows: Int
    var slot: Slot
  }

  /// More columns than any reader looks at.
  private static let maximumColumns = 1000

  private let table: TableCells
  private var nextRow = 0
  private var spans: [Span] = []
  /// Behind the last column that a cell from above reaches into.
  private var spanEnd = 0
  /// How many more slots spans may fill: a crafted table must not take more time than its size allows.
  private var room: Int

  private(set) var slots: [Slot] = []
  private(set) var isInHead = false

  init(_ table: TableCells) {
    self.table = table
    room = 16 * (table.cells.count + table.rows.count) + 1000
  }

  /// Goes to the next row; false behind the last.
  mutating func next() -> Bool {
    guard nextRow < table.rows.count else { return false }
    let row = table.rows[nextRow]
    nextRow += 1
    isInHead = row.isInHead
    slots.removeAll(keepingCapacity: true)
    if room <= 0 { spanEnd = 0 }
    var cell = row.cells.lowerBound
    while true {
      let column = slots.count
      if column < spanEnd, spans[column].rows > 0 {
        spans[column].rows -= 1
        slots.append(spans[column].slot)
        room -= 1
      } else if cell < row.cells.upperBound, column < TableGrid.maximumColumns {
        place(cell)
        cell += 1
      } else if column < spanEnd {
        slots.append(Slot(cell: nil))
        room -= 1
      } else {
        break
      }
    }
    while spanEnd > 0, spans[spanEnd - 1].rows == 0 { spanEnd -= 1 }
    return true
  }

  private mutating func place(_ number: Int) {
    let cell = table.cells[number]
    let first = slots.count
    repeat {
      let column = slots.count
      var slot = Slot(cell: number, isFromLeft: column > first)
      slots.append(slot)
      room -= column > first ? 1 : 0
      guard cell.rows > 1 else { continue }
      while spans.count <= column { spans.append(Span(rows: 0, slot: slot)) }
      // Columns between the old end and this one are free.
      while spanEnd < column {
        spans[spanEnd].rows = 0
        spanEnd += 1
      }
      slot.isFromAbove = true
      spans[column] = Span(rows: cell.rows - 1, slot: slot)
      spanEnd = max(spanEnd, column + 1)
    } while slots.count - first < cell.columns && slots.count < TableGrid.maximumColumns && room > 0
      && (slots.count >= spanEnd || spans[slots.count].rows == 0)
  }
}
