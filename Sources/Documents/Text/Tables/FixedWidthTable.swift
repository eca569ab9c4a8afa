/// A table in plain text whose columns are kept apart by blanks, found by their alignment over several lines.
///
/// A gap between two columns is blank in all lines, and two blanks wide in most of them; where a line of dashes shows
/// the columns, one blank is enough. Two columns count only with such a line, because lists of names and values,
/// addresses side by side and the like read well as they are.
struct FixedWidthTable {
  /// The lines it takes, as indices; those that were looked at in vain if it is no table.
  private(set) var lines: Range<Int>
  private(set) var isTable = false
  private(set) var rows: [[ArraySlice<UInt8>]] = []
  private(set) var hasHeader = false

  private static let maximumColumns = 100

  /// Looks for a table that begins at a line.
  ///
  /// - Parameter all: the lines of one paragraph.
  init(_ text: [UInt8], _ all: [FixedWidthLine], from start: Int) {
    lines = start..<start
    var gaps: [Range<Int>] = []
    var data: [Int] = []
    var rules: [Int] = []
    var rulesShowColumns = false
    /// How many gaps the first line has.
    var columnGaps = 0
    for index in start..<all.count {
      let line = all[index]
      if line.isTooWide { break }
      if line.isRule {
        if line.words.count > 1 {
          let narrowed =
            data.isEmpty ? Self.spaces(line.words, least: 1) : Self.narrow(gaps, by: line.words)
          if narrowed.isEmpty { break }
          gaps = narrowed
          rulesShowColumns = true
        }
        rules.append(index)
        continue
      }
      var isFirst = data.isEmpty && rulesShowColumns == false
      if isFirst, index + 1 < all.count, all[index + 1].isRule, all[index + 1].words.count > 1 {
        // The line under the header may part columns that one blank parts in the header.
        gaps = Self.spaces(all[index + 1].words, least: 1)
        rulesShowColumns = true
        isFirst = false
      }
      let narrowed =
        isFirst
        ? Self.indent(line.words) + Self.spaces(line.words, least: 2) : Self.narrow(gaps, by: line.words)
      if narrowed.isEmpty || narrowed.count > FixedWidthTable.maximumColumns { break }
      // A line that runs over a gap ends a table that goes well. Gaps inside of cells come and go.
      if isFirst == false, narrowed.count < columnGaps, data.count >= 3 || rulesShowColumns { break }
      columnGaps =
        isFirst || rulesShowColumns && data.isEmpty ? narrowed.count : min(columnGaps, narrowed.count)
      gaps = narrowed
      data.append(index)
    }
    guard let last = data.last, let first = data.first else {
      lines = start..<max(start + 1, (rules.last ?? start) + 1)
      return
    }
    lines = start..<(data.count < 3 ? start + 1 : last + 1)
    let headerCount = rules.first { $0 > first }.map { end in data.count { $0 < end } } ?? 0
    if rulesShowColumns == false { gaps.removeAll { Self.isGap($0, data.map { all[$0] }) == false } }
    guard gaps.isEmpty == false else { return }
    rows = data.map { Self.cells(text, all[$0].words, gaps) }
    // Lines that are all indented alike have nothing in the first column.
    for column in rows[0].indices.reversed() where rows.allSatisfy({ $0[column].isEmpty }) {
      for row in rows.indices { rows[row].remove(at: column) }
    }
    if headerCount == 2, rows[0].count(where: { $0.isEmpty == false }) < 2 {
      // A title, with the header below it.
      lines = start..<start + 1
      return
    }
    readHeader(count: headerCount)
    let isRuled = hasHeader && headerCount > 0
    guard
      isRuled
        ? rows.count > 1 && rows[0].count > 1
        : rows.count > 2 && rows[0].count > 2 && (hasHeader || holdsValues)
    else {
      return
    }
    isTable = true
    lines = start..<max(last, rules.last ?? last) + 1
  }

  /// Makes the lines above the first rule the header, or the first line if it has names where the others have values.
  private mutating func readHeader(count: Int) {
    if count == 1 {
      hasHeader = true
    } else if count == 2, rows.count > 2,
      rows[0...1].allSatisfy({ $0.contains(where: looksLikeValue) == false })
    {
      // A name over two lines, such as `Unit` over `price`.
      let merged = zip(rows[0], rows[1]).map { above, below in
        above.isEmpty ? below : below.isEmpty ? above : (above + [0x20] + below)[...]
      }
      rows.replaceSubrange(0...1, with: [merged])
      hasHeader = true
    } else if rows.count > 2, isHeaderRow(rows[0], next: rows[1]) {
      let others = rows.dropFirst()
      hasHeader = rows[0].indices.contains { column in
        rows[0][column].isEmpty == false && others.count { looksLikeValue($0[column]) } * 2 > others.count
      }
    }
  }

  /// True if a column has values in most rows, and none is empty in most: what speaks for a table without a header
  /// and against code.
  private var holdsValues: Bool {
    let columns = rows[0].indices
    let isCode = rows.contains { row in
      row.contains { $0.last == UInt8(ascii: ";") || $0.last == UInt8(ascii: "{") }
    }
    if isCode { return false }
    return columns.allSatisfy { column in rows.count { $0[column].isEmpty == false } * 2 >= rows.count }
      && columns.contains { column in rows.count { looksLikeValue($0[column]) } * 2 > rows.count }
  }

  // MARK: Gaps

  /// The spaces between words that are at least as wide as wanted.
  private static func spaces(_ words: [FixedWidthLine.Word], least: Int) -> [Range<Int>] {
    zip(words, words.dropFirst()).compactMap { left, right in
      let space = left.columns.upperBound..<right.columns.lowerBound
      return space.count >= least ? space : nil
    }
  }

  /// The blanks before the first word, where lines below may have a column.
  private static func indent(_ words: [FixedWidthLine.Word]) -> [Range<Int>] {
    guard let first = words.first, first.columns.lowerBound > 1 else { return [] }
    return [0..<first.columns.lowerBound]
  }

  /// Takes the columns of words out of gaps. What is left of one between two words in it is no gap if it is one blank.
  private static func narrow(_ gaps: [Range<Int>], by words: [FixedWidthLine.Word]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var next = 0
    for gap in gaps {
      var pieces: [Range<Int>] = []
      var start = gap.lowerBound
      while next < words.count, words[next].columns.upperBound <= start { next += 1 }
      var word = next
      while word < words.count, words[word].columns.lowerBound < gap.upperBound {
        if words[word].columns.lowerBound > start { pieces.append(start..<words[word].columns.lowerBound) }
        start = max(start, words[word].columns.upperBound)
        word += 1
      }
      if start < gap.upperBound { pieces.append(start..<gap.upperBound) }
      if pieces.count > 1 { pieces.removeAll { $0.count == 1 } }
      result += pieces
    }
    return result
  }

  /// True if a gap lies in spaces of two blanks or more in most lines that have words on both sides of it.
  private static func isGap(_ gap: Range<Int>, _ lines: [FixedWidthLine]) -> Bool {
    var both = 0
    var wide = 0
    for line in lines {
      guard let right = line.words.firstIndex(where: { $0.columns.lowerBound >= gap.upperBound }), right > 0
      else {
        continue
      }
      both += 1
      let width = line.words[right].columns.lowerBound - line.words[right - 1].columns.upperBound
      if width > 1 { wide += 1 }
    }
    // Chance hardly leaves one blank at the same place in five lines.
    return both > 4 ? wide * 4 >= both : both > 1 && wide * 2 > both
  }

  /// The cells of a line: what stands between two gaps.
  private static func cells(_ text: [UInt8], _ words: [FixedWidthLine.Word], _ gaps: [Range<Int>])
    -> [ArraySlice<UInt8>]
  {
    var cells: [ArraySlice<UInt8>] = []
    var next = 0
    for column in 0...gaps.count {
      let end = column < gaps.count ? gaps[column].upperBound : Int.max
      let first = next
      while next < words.count, words[next].columns.lowerBound < end { next += 1 }
      cells.append(first < next ? text[words[first].bytes.lowerBound..<words[next - 1].bytes.upperBound] : [])
    }
    return cells
  }
}
