import Documents

/// What a chunk is told of the text before it.
extension DocumentSplitter {
  /// The headings above an offset and the head of the table around it, in at most a quarter of the budget.
  ///
  /// A table's head comes first, then the innermost heading and so outwards; a table's head that is too large is left out.
  ///
  /// - Parameter block: the first block that isn't wholly before the offset.
  func context(_ outline: Outline, before offset: Int, block: Int) -> [UInt8] {
    var headings = outline.headings[...]
    var tableHead: Range<Int>?
    if block < blocks.count {
      switch blocks[block].kind {
      case .heading(let level):
        headings = headings.prefix { self.level(of: $0) < level }
      case .tableRow(isHeader: false) where block == 0 || hasBlankLine(before: block) == false:
        tableHead = outline.tableHead.map {
          blocks[$0.lowerBound].range.lowerBound..<blocks[$0.upperBound - 1].range.upperBound
        }
      default: break
      }
    }
    var room = budget / 4
    if let lines = tableHead {
      if let tokens = cost(ofLines: lines, upTo: room) {
        room -= tokens
      } else {
        tableHead = nil
      }
    }
    var firstHeading = headings.endIndex
    while firstHeading > headings.startIndex,
      let tokens = cost(ofLines: blocks[headings[firstHeading - 1]].range, upTo: room)
    {
      room -= tokens
      firstHeading -= 1
    }
    var context: [UInt8] = []
    let lines = headings[firstHeading...].map { blocks[$0].range } + (tableHead.map { [$0] } ?? [])
    for range in lines {
      context.append(contentsOf: text[range])
      context.append(UInt8(ascii: "\n"))
    }
    return context
  }

  /// The tokens of some lines with a line feed after them; nil where they are more than a limit.
  private func cost(ofLines range: Range<Int>, upTo limit: Int) -> Int? {
    let lineFeed = 2
    guard scanTokens(text.span, range, budget: limit, vocabulary).end == range.upperBound else { return nil }
    let tokens = estimateTokens(text.span, in: range, vocabulary: vocabulary).bound + lineFeed
    return tokens <= limit ? tokens : nil
  }

  /// A heading's rank: 1 is the highest. Other blocks have none above them.
  func level(of block: Int) -> Int {
    if case .heading(let level) = blocks[block].kind { level } else { 0 }
  }

  /// Whether a table row is the line under its head: nothing but dashes, colons, bars and blanks.
  func isSeparatorRow(_ range: Range<Int>) -> Bool {
    var hasDash = false
    for i in range {
      switch text[i] {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D: break
      default: return false
      }
    }
    return hasDash
  }

  /// Whether a blank line stands between a block and the one before it.
  func hasBlankLine(before block: Int) -> Bool {
    let gap = text[blocks[block - 1].range.upperBound..<blocks[block].range.lowerBound]
    return gap.count { $0 == 0x0A } > 1
  }
}
