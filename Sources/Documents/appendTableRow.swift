extension [UInt8] {
  /// Appends a row of a Markdown table, pipes inside cells escaped; a header row with the line of dashes under it.
  mutating func appendTableRow(_ cells: [some Sequence<UInt8>], isHeader: Bool) {
    for cell in cells {
      append(contentsOf: "| ".utf8)
      let start = count
      for byte in cell {
        if byte == UInt8(ascii: "|") { append(UInt8(ascii: "\\")) }
        append(byte)
      }
      if count > start { append(0x20) }
    }
    append(UInt8(ascii: "|"))
    if isHeader { appendTableRule(columns: cells.count) }
  }

  /// Appends the line of dashes under a header row.
  mutating func appendTableRule(columns: Int) {
    append(0x0A)
    for _ in 0..<columns { append(contentsOf: "|---".utf8) }
    append(UInt8(ascii: "|"))
  }
}
