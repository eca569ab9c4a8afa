extension Document {
  /// The document without the lines that repeat on most pages of its group: navigation, banners, footers.
  ///
  /// What is dropped stands on an earlier page of the group with the same lines around it. Kept are
  ///
  /// - a line whose neighbours differ from page to page, so the first and the last line of what repeats, unless it is the end
  ///   of a list: a label stands before its value, a unit behind it;
  /// - what repeats for fewer than three lines, unless it begins or ends the document;
  /// - rows of tables and lines of the form `name: value`, the metadata and the title;
  /// - headings under which something is kept;
  /// - all of a document that has no line of its own.
  package func droppingRepeated(_ lines: RepeatedLines) -> Document {
    if lines.isEmpty { return self }
    let sequence = LineSequence(self)
    let page = pageHash(self)
    let first = sequence.firstBlock
    var isRepeated = sequence.indices.map { lines.repeats(sequence.place($0), on: page) }
    guard isRepeated.contains(true), isRepeated.contains(false) else { return self }
    for index in sequence.indices where isLine(blocks[first + index]) == false { isRepeated[index] = false }
    var isRemoved = [Bool](repeating: false, count: blocks.count)
    var start = 0
    while start < isRepeated.count {
      guard isRepeated[start] else {
        start += 1
        continue
      }
      let end = isRepeated[start...].firstIndex(of: false) ?? isRepeated.count
      let touchesEdge = start == 0 || end == isRepeated.count
      if end - start >= fewestRepeatedLines || touchesEdge {
        for index in start..<end { isRemoved[first + index] = true }
        for index in [start - 1, end] where sequence.indices.contains(index) && isLine(blocks[first + index])
        {
          guard let place = sequence.placeInList(index) else { continue }
          if lines.repeats(place, on: page) { isRemoved[first + index] = true }
        }
      }
      start = end
    }
    keepHeadings(&isRemoved)
    return removing(isRemoved)
  }

  /// Fewer lines than this may be a value with its label and unit.
  private var fewestRepeatedLines: Int { 3 }

  /// Whether a block can be navigation at all.
  private func isLine(_ block: Block) -> Bool {
    if case .tableRow = block.kind { return false }
    return isNamedValue(block) == false
  }

  /// Whether a block is a short line of the form `name: value`; a sentence that has a colon as well is longer.
  private func isNamedValue(_ block: Block) -> Bool {
    guard block.range.count <= 120 else { return false }
    let line = text[block.range]
    return zip(line, line.dropFirst()).contains { $0 == UInt8(ascii: ":") && $1 == 0x20 }
  }

  /// Keeps every heading that something kept stands under.
  private func keepHeadings(_ isRemoved: inout [Bool]) {
    // For each level, whether something was kept since the last heading of that level or a higher one.
    var isKeptUnder = [Bool](repeating: false, count: 7)
    for index in blocks.indices.reversed() {
      if case .heading(let level) = blocks[index].kind {
        let level = min(max(level, 1), 6)
        if isKeptUnder[level] { isRemoved[index] = false }
        let isKept = isRemoved[index] == false
        for other in 1...6 { isKeptUnder[other] = other < level && (isKeptUnder[other] || isKept) }
      } else if isRemoved[index] == false {
        isKeptUnder = [Bool](repeating: true, count: 7)
      }
    }
  }
}
