/// Reads the records of a CSV or TSV text one at a time, by RFC 4180 but without ever giving up.
///
/// A quote counts only where a cell begins; it ends before a delimiter, a line's end or the text's end, and what stands
/// between is text, line breaks with it. A quote in it that is neither the end nor written twice shows a writer that
/// doesn't know the rules: from there on the cell ends with its line at the latest, so that no record is lost in it.
struct CSVReader {
  struct Cell {
    /// Without the quotes and the blanks around.
    var range: Range<Int>
    /// Quotes inside are written twice.
    var isQuoted: Bool
  }

  let text: [UInt8]
  let delimiter: UInt8
  /// The record that was read last.
  private(set) var cells: [Cell] = []
  private(set) var position: Int
  /// Empty cells behind the last one of `cells`, counted: a file may be nothing but delimiters.
  private var emptyCount = 0
  /// Up to here quotes are text: one before had no end, and each would search for it again.
  private var quotesAreTextUntil = 0

  /// - Parameter text: valid UTF-8 with LF as its only line break.
  init(_ text: [UInt8], delimiter: UInt8, at position: Int = 0) {
    self.text = text
    self.delimiter = delimiter
    self.position = position
  }

  /// Reads the next record that is not all blank. False at the end.
  mutating func next() -> Bool {
    let text = text
    let bytes = text.span
    while position < bytes.count {
      cells.removeAll(keepingCapacity: true)
      var goesOn = true
      while goesOn {
        position = readCell(bytes, position)
        goesOn = position < bytes.count && bytes[position] == delimiter
        position += 1
      }
      addEmptyCells()
      if cells.contains(where: { $0.range.isEmpty == false }) { return true }
    }
    return false
  }

  /// Reads one cell and returns where the byte is that ended it.
  private mutating func readCell(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var first = start
    while first < bytes.count, isBlank(bytes[first]), bytes[first] != delimiter { first += 1 }
    if first < bytes.count, bytes[first] == UInt8(ascii: "\""), first >= quotesAreTextUntil {
      if let (close, end) = closingQuote(bytes, first + 1) {
        add(Cell(range: withoutBlanks(bytes, first + 1..<close), isQuoted: true))
        return end
      }
    }
    var i = first
    while i < bytes.count, bytes[i] != delimiter, bytes[i] != 0x0A { i += 1 }
    add(Cell(range: withoutBlanks(bytes, first..<i), isQuoted: false))
    return i
  }

  private mutating func add(_ cell: Cell) {
    guard cell.range.isEmpty == false else {
      emptyCount += 1
      return
    }
    addEmptyCells()
    cells.append(cell)
  }

  /// More empty cells in a row than any table has columns become this many.
  private static let mostEmptyCells = 100_000

  private mutating func addEmptyCells() {
    let place = min(position, text.count)
    let empty = Cell(range: place..<place, isQuoted: false)
    cells.append(contentsOf: repeatElement(empty, count: min(emptyCount, CSVReader.mostEmptyCells)))
    emptyCount = 0
  }

  private func withoutBlanks(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (first, last) = (range.lowerBound, range.upperBound)
    while last > first, isHTMLSpace(bytes[last - 1]) { last -= 1 }
    while first < last, isHTMLSpace(bytes[first]) { first += 1 }
    return first..<last
  }

  /// The quote that ends a cell, and the delimiter, line's end or text's end behind it.
  private mutating func closingQuote(_ bytes: Span<UInt8>, _ start: Int) -> (close: Int, end: Int)? {
    var i = start
    var hasStrayQuote = false
    while i < bytes.count, hasStrayQuote == false || bytes[i] != 0x0A {
      guard bytes[i] == UInt8(ascii: "\"") else {
        i += 1
        continue
      }
      let isTwice = i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "\"")
      if isTwice, hasStrayQuote == false {
        i += 2
        continue
      }
      var end = i + 1
      while end < bytes.count, bytes[end] == 0x20, bytes[end] != delimiter { end += 1 }
      if end == bytes.count || bytes[end] == delimiter || bytes[end] == 0x0A { return (i, end) }
      hasStrayQuote = true
      i = end
    }
    quotesAreTextUntil = i
    return nil
  }
}
