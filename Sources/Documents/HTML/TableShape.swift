/// How a table is to be written, found in one pass over its rows.
struct TableShape {
  /// The columns that have text, by their place in the grid.
  private(set) var columns: [Int] = []
  /// Rows before the header that are one text over the whole table.
  private(set) var titleRows = 0
  private(set) var headerRows = 0
  /// Each row has names in `th` and values in `td`, by turns.
  private(set) var isPaired = true
  /// Two columns without a header: a name and its value.
  var isKeyed: Bool { columns.count == 2 && headerRows == 0 }

  /// A header that is not marked as one.
  private var guess = HeaderGuess()

  init(_ table: TableCells) {
    var grid = TableGrid(table)
    var isFilled: [Bool] = []
    var filledRows = 0
    var isInHeader = true
    while grid.next() {
      var filled = 0
      var isHeader = true
      for slot in grid.slots {
        guard let cell = slot.cell, table.cells[cell].range.isEmpty == false else { continue }
        if slot.isFromLeft == false { filled += 1 }
        if table.cells[cell].isHeader == false { isHeader = false }
      }
      guard filled > 0 else { continue }
      filledRows += 1
      let isLone = isLone(grid.slots, filled)
      while isFilled.count < grid.slots.count { isFilled.append(false) }
      for (column, slot) in grid.slots.enumerated() where isLone == false || slot.isFromLeft == false {
        if let cell = slot.cell, table.cells[cell].range.isEmpty == false { isFilled[column] = true }
      }
      if isLone {
        if titleRows == filledRows - 1 { titleRows += 1 } else { isInHeader = false }
        continue
      }
      if isHeader || grid.isInHead, isInHeader, headerRows < 4 { headerRows += 1 } else { isInHeader = false }
      pair(grid.slots, table)
      guess.add(grid.slots, table)
    }
    columns = isFilled.indices.filter { isFilled[$0] }
    // Nothing but names: the first row heads the others.
    if headerRows > 1, titleRows + headerRows == filledRows { headerRows = 1 }
    if columns.count < 4 || headerRows > 0 { isPaired = false }
    if headerRows == 0, isPaired == false, columns.count > 2, guess.isHeader { headerRows = 1 }
  }

  /// True for a row of one cell where others have more.
  private func isLone(_ slots: [TableGrid.Slot], _ filled: Int) -> Bool {
    filled == 1 && slots.count { $0.isFromLeft == false && $0.isFromAbove == false && $0.cell != nil } == 1
      && slots.contains { $0.isFromAbove } == false
  }

  private mutating func pair(_ slots: [TableGrid.Slot], _ table: TableCells) {
    guard isPaired else { return }
    isPaired = slots.enumerated().allSatisfy { column, slot in
      slot.cell.map { table.cells[$0].isHeader == (column % 2 == 0) } ?? true
    }
  }
}

/// Whether the first row of a table names what stands below it: words above a column of numbers.
private struct HeaderGuess {
  private var rowCount = 0
  private var isName: [Bool] = []
  private var numbers: [Int] = []
  private var words: [Int] = []

  mutating func add(_ slots: [TableGrid.Slot], _ table: TableCells) {
    defer { rowCount += 1 }
    for (column, slot) in slots.enumerated() {
      let text = slot.cell.map { table.text(of: $0) } ?? []
      if rowCount == 0 {
        // Spans and gaps make no plain header, nor does a cell with a sentence.
        isName.append(
          slot.isFromLeft == false && isNumber(text) == false && text.count <= 40
            && (text.isEmpty == false || column == 0))
        numbers.append(0)
        words.append(0)
      } else if column < isName.count, text.isEmpty == false {
        if isNumber(text) { numbers[column] += 1 } else { words[column] += 1 }
      }
    }
  }

  var isHeader: Bool {
    guard rowCount > 1, isName.count > 2, isName.allSatisfy({ $0 }) else { return false }
    let columns = isName.indices.dropFirst()
    if rowCount == 2 { return isName.indices.allSatisfy { numbers[$0] == 1 } }
    return columns.contains { numbers[$0] > 1 && words[$0] == 0 }
  }

  /// True for text that begins as a number does, whatever sign stands before it.
  private func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    for byte in text.prefix(4) {
      if isDigit(byte) { return true }
      if isASCIILetter(byte) { return false }
    }
    return false
  }
}
