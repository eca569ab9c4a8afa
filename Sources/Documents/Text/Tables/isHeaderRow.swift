/// True if a table's first row reads as the names of its columns: no cell is a value.
///
/// Years may be names, as in `Country, 2019, 2020`, if the first cell is none and the next row has other values there.
func isHeaderRow(_ row: [ArraySlice<UInt8>], next: [ArraySlice<UInt8>]) -> Bool {
  guard row.contains(where: { $0.isEmpty == false }) else { return false }
  for (column, cell) in row.enumerated() where looksLikeValue(cell) {
    guard column > 0, isYear(cell), looksLikeValue(row[0]) == false else { return false }
    if column < next.count, isYear(next[column]) { return false }
  }
  return true
}

/// True for a number, date, amount, address of the net, and for text too long for a name.
func looksLikeValue(_ cell: ArraySlice<UInt8>) -> Bool {
  if cell.count > 200 { return true }
  var digits = 0
  var letters = 0
  for byte in cell {
    if isDigit(byte) { digits += 1 }
    if isASCIILetter(byte) || byte >= 0x80 { letters += 1 }
    if byte == UInt8(ascii: "@") { return true }
  }
  return digits > letters || cell.starts(with: "http://".utf8) || cell.starts(with: "https://".utf8)
}

private func isYear(_ cell: ArraySlice<UInt8>) -> Bool {
  cell.count == 4 && cell.allSatisfy(isDigit)
    && (cell.starts(with: "19".utf8) || cell.starts(with: "20".utf8))
}
