/// A line of text with its words where a fixed-width font puts them.
struct FixedWidthLine {
  /// Letters without two blanks between them, or only one where the columns are told apart by it.
  struct Word {
    /// From the first column to behind the last.
    var columns: Range<Int>
    var bytes: Range<Int>
  }

  /// Wider lines are no rows of a table that someone reads.
  static let maximumWidth = 1000

  let range: Range<Int>
  private(set) var words: [Word] = []
  /// Only dashes or equals signs, at least three of them beside each other: draws a line.
  private(set) var isRule = false
  private(set) var isTooWide = false

  init(_ text: [UInt8], _ range: Range<Int>) {
    self.range = range
    guard range.count <= FixedWidthLine.maximumWidth * 4 else {
      isTooWide = true
      return
    }
    var column = 0
    var i = range.lowerBound
    var word: Word?
    var onlySigns = true
    var longestRun = 0
    while i < range.upperBound {
      let byte = text[i]
      if isBlank(byte) {
        if let word { words.append(word) }
        word = nil
        column = byte == 0x09 ? (column / 8 + 1) * 8 : column + 1
        i += 1
        continue
      }
      let (length, width) = FixedWidthLine.character(text, i)
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "=") {
        longestRun = max(longestRun, column - (word?.columns.lowerBound ?? column) + 1)
      } else {
        onlySigns = false
      }
      let end = min(i + length, range.upperBound)
      word = Word(
        columns: (word?.columns.lowerBound ?? column)..<(column + width),
        bytes: (word?.bytes.lowerBound ?? i)..<end)
      column += width
      i = end
    }
    if let word { words.append(word) }
    isRule = onlySigns && longestRun >= 3
    isTooWide = column > FixedWidthLine.maximumWidth
  }

  /// The length in bytes of a character and its width in columns: Chinese, Japanese and Korean take two, accents that
  /// stand alone none.
  private static func character(_ text: [UInt8], _ i: Int) -> (length: Int, width: Int) {
    switch text[i] {
    case 0..<0x80: return (1, 1)
    case 0xCC: return (2, 0)
    case 0xCD: return (2, text[i + 1] < 0xB0 ? 0 : 1)
    case 0..<0xE0: return (2, 1)
    case 0xE3...0xED: return (3, 2)
    case 0xEF: return (3, text[i + 1] == 0xBC || text[i + 1] == 0xBD ? 2 : 1)
    case 0..<0xF0: return (3, 1)
    default: return (4, 2)
    }
  }
}
