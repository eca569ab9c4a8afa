/// Writing a table.
extension TableCells {
  /// Longer texts are written once, however many rows or columns they span.
  private static let longestRepeated = 60
  /// The same for the columns of a body's row, where a text is rather a note than the value of each.
  private static let longestRepeatedInRow = 12

  /// Writes the table as Markdown: with its header, if it has one; a table of names and values as lines of `name: value`.
  func write(to writer: inout MarkdownWriter) {
    let shape = TableShape(self)
    guard shape.columns.isEmpty == false else { return }
    var grid = TableGrid(self)
    var rowCount = 0
    var header = [[UInt8]](repeating: [], count: shape.columns.count)
    var isTight = writer.endsInHeading
    let titleAndHeaderRows = shape.titleRows + shape.headerRows
    while writer.isFull == false, grid.next() {
      let filled = grid.slots.filter { $0.isFromLeft == false && isFilled($0) }
      guard let first = filled.first?.cell else { continue }
      rowCount += 1
      if rowCount <= shape.titleRows {
        writer.add(.paragraph, text(of: first), isTight: isTight)
        isTight = false
        continue
      }
      if rowCount <= titleAndHeaderRows {
        for (index, column) in shape.columns.enumerated() { extend(&header[index], grid.slots, column) }
        if rowCount == titleAndHeaderRows {
          writer.addRow(header, isHeader: true, isTight: isTight)
          isTight = true
        }
        continue
      }
      if shape.isKeyed {
        addKeyed(filled, grid.slots.count, to: &writer, isTight)
      } else if shape.isPaired {
        addPairs(grid.slots, to: &writer, isTight)
      } else {
        // A first row with spans heads the others, though it isn't marked so.
        let repeats = filled.count > 1 && (shape.headerRows > 0 || rowCount > shape.titleRows + 1)
        var row = shape.columns.prefix { $0 < grid.slots.count }.map {
          cellText(grid.slots, $0, repeats: repeats)
        }
        while row.count > 1, row.last?.isEmpty == true { row.removeLast() }
        writer.addRow(row, isHeader: false, isTight: isTight)
      }
      isTight = true
    }
  }

  private func isFilled(_ slot: TableGrid.Slot) -> Bool {
    slot.cell.map { cells[$0].range.isEmpty == false } ?? false
  }

  /// Adds what a header row says of a column: `Year / Sales`.
  private func extend(_ header: inout [UInt8], _ slots: [TableGrid.Slot], _ column: Int) {
    guard column < slots.count, let cell = slots[column].cell, slots[column].isFromAbove == false else {
      return
    }
    let name = text(of: cell)
    if name.isEmpty || header.elementsEqual(name) { return }
    if slots[column].isFromLeft, name.count > TableCells.longestRepeated { return }
    if header.isEmpty == false { header += " / ".utf8 }
    header += name
  }

  private func cellText(_ slots: [TableGrid.Slot], _ column: Int, repeats: Bool) -> [UInt8] {
    guard let cell = slots[column].cell else { return [] }
    let content = text(of: cell)
    if slots[column].isFromAbove, content.count > TableCells.longestRepeated { return [] }
    if slots[column].isFromLeft, repeats == false || content.count > TableCells.longestRepeatedInRow {
      return []
    }
    return Array(content)
  }

  private func addKeyed(
    _ filled: [TableGrid.Slot], _ columns: Int, to writer: inout MarkdownWriter, _ isTight: Bool
  ) {
    var line = Array(text(of: filled[0].cell!))
    if filled.count > 1 {
      appendColon(&line)
      line += text(of: filled[1].cell!)
    } else if columns > 1, cells[filled[0].cell!].columns == 1 {
      appendColon(&line)
      line.removeLast()
    }
    writer.add(.listItem, line[...], isTight: isTight)
  }

  private func addPairs(_ slots: [TableGrid.Slot], to writer: inout MarkdownWriter, _ isTight: Bool) {
    var line: [UInt8] = []
    for (column, slot) in slots.enumerated() where isFilled(slot) {
      if column % 2 == 0 {
        if line.isEmpty == false { line += " | ".utf8 }
        line += text(of: slot.cell!)
        appendColon(&line)
      } else {
        line += text(of: slot.cell!)
      }
    }
    if line.last == 0x20 { line.removeLast() }
    writer.add(.listItem, line[...], isTight: isTight)
  }

  private func appendColon(_ line: inout [UInt8]) {
    let last = line.last
    if last == UInt8(ascii: ":") || line.suffix(3).elementsEqual("：".utf8) {
      line.append(0x20)
    } else {
      line += ": ".utf8
    }
  }
}
