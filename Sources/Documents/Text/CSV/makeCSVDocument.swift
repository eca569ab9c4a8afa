/// Makes a document of CSV or TSV: a Markdown table with its header row, after the lines of text that stand above it.
///
/// Rows keep the cells they have, be they more or fewer than the header's.
///
/// - Parameter text: valid UTF-8.
func makeCSVDocument(path: String, text: [UInt8], format: DocumentFormat, limits: DocumentLimits) -> Document
{
  var invisible = InvisibleCharacters()
  let text = cleanedText(withoutRareBreaks(text), &invisible)
  let (named, start) = namedDelimiter(text)
  let delimiter = named ?? csvDelimiter(text, format: format)
  var reader = CSVReader(text, delimiter: delimiter, at: start)
  var writer = CSVWriter(text)
  let width = commonest(recordLengths(Array(text.dropFirst(start).prefix(1 << 16)), delimiter)) ?? 1

  var isInTable = false
  while writer.text.count <= limits.maximumTextByteCount, reader.next() {
    let row = reader.cells
    if isInTable {
      writer.addRow(row, isHeader: false)
      continue
    }
    // Title, date of export and the like stand above many tables, in records of one cell.
    if width > 1, row.count(where: { $0.range.isEmpty == false }) == 1, row.count == 1 || width > 2 {
      writer.addLine(row)
      continue
    }
    isInTable = true
    var following = reader
    let next = following.next() ? following.cells : []
    let isHeader = isHeaderRow(row.map { text[$0.range] }, next: next.map { text[$0.range] })
    writer.addRow(row, isHeader: isHeader)
  }
  writer.finish()
  return Document(
    path: path, text: writer.text, blocks: writer.blocks, title: nil, language: nil, format: format,
    dropped: invisible.dropped.dropped)
}

/// The delimiter that a first line as `sep=;` names for Excel, and where the records begin.
private func namedDelimiter(_ text: [UInt8]) -> (delimiter: UInt8?, start: Int) {
  guard text.count > 5, text.starts(with: "sep=".utf8), text.count == 5 || text[5] == 0x0A else {
    return (nil, 0)
  }
  return (text[4], 6)
}

/// The text with spaces for the line breaks that end no record: vertical tab, form feed, U+0085, U+2028, U+2029.
private func withoutRareBreaks(_ text: [UInt8]) -> [UInt8] {
  var result = text
  var i = 0
  let count = text.count
  while i < count {
    let byte = text[i]
    if byte == 0x0B || byte == 0x0C {
      result[i] = 0x20
    } else if byte == 0xC2, text[i + 1] == 0x85 {
      result[i] = 0x20
      result[i + 1] = 0x20
    } else if byte == 0xE2, text[i + 1] == 0x80, text[i + 2] | 1 == 0xA9 {
      for offset in 0..<3 { result[i + offset] = 0x20 }
    }
    i += 1
  }
  return result
}
