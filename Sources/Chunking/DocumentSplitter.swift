import Documents

/// Chooses where the chunks of one document end.
struct DocumentSplitter {
  let text: [UInt8]
  let blocks: [Block]
  let budget: Int
  let vocabulary: TokenVocabulary

  /// The chunks of the document from an offset on, in order.
  func chunks(from offset: Int, firstIndex: Int) -> [Chunk] {
    var chunks: [Chunk] = []
    var outline = Outline()
    var block = 0
    let end = endOfContent(in: 0..<text.count)
    var start = startOfContent(in: min(offset, end)..<end)
    while start < end {
      while block < blocks.count, blocks[block].range.upperBound <= start {
        outline.pass(block, in: self)
        block += 1
      }
      let context = context(outline, before: start, block: block)
      let contextTokens = estimateTokens(context.span, vocabulary: vocabulary)
      let room = budget - contextTokens.bound
      var cut = cut(start..<end, block: block, room: room)
      var range = start..<endOfContent(in: start..<cut)
      var tokens = estimateTokens(text.span, in: range, vocabulary: vocabulary)
      if tokens.bound > room {
        // A cut inside a run can cost more than the whole run did: three dashes are one token, two are more.
        cut = fittingEnd(start..<cut, room: room)
        range = start..<endOfContent(in: start..<cut)
        tokens = estimateTokens(text.span, in: range, vocabulary: vocabulary)
      }
      // Nothing but an indent can fit before a run that doesn't.
      if !range.isEmpty {
        chunks.append(
          Chunk(
            index: firstIndex + chunks.count, range: range,
            blocks: touched(from: block, before: range.upperBound),
            context: context, tokens: contextTokens + tokens))
      }
      start = startOfContent(in: cut..<end)
    }
    return chunks
  }

  private func touched(from first: Int, before end: Int) -> Range<Int> {
    var last = first
    while last < blocks.count, blocks[last].range.lowerBound < end { last += 1 }
    return first..<last
  }

  // MARK: Where to cut

  /// Where the chunk that starts at `rest.lowerBound` ends at the latest; blanks before it don't belong to the chunk.
  ///
  /// - Parameter first: the first block that isn't wholly before the start.
  private func cut(_ rest: Range<Int>, block first: Int, room: Int) -> Int {
    let start = rest.lowerBound
    let reach = scanTokens(text.span, rest, budget: room, vocabulary).end
    if reach == rest.upperBound { return reach }
    var partial = first
    while partial < blocks.count, blocks[partial].range.upperBound <= reach { partial += 1 }
    let half = start + (reach - start) / 2

    // Before the block that doesn't fit any more, or before the headings that lead to it.
    var border = partial
    while border > first, isHead(border - 1) { border -= 1 }
    if border > first, border < blocks.count {
      let cut = blocks[border].range.lowerBound
      if cut >= half || fits(blocks[partial].range, tokens: budget - budget / 4) {
        return lastHeading(in: first + 1..<border, from: half) ?? cut
      }
    }
    // Inside that block.
    let splitStart =
      partial < blocks.count ? max(start, min(blocks[partial].range.lowerBound, reach)) : start
    if let cut = splitPoint(in: splitStart..<reach) { return cut }
    if border > first, border < blocks.count { return blocks[border].range.lowerBound }
    let cut = reach > splitStart ? reach : fittingEnd(start..<rest.upperBound, room: room)
    return beforeCombiningMarks(cut, after: start)
  }

  /// Whether a block only introduces what follows it.
  private func isHead(_ block: Int) -> Bool {
    switch blocks[block].kind {
    case .heading, .tableRow(isHeader: true): true
    case .tableRow: isSeparatorRow(blocks[block].range)
    default: false
    }
  }

  /// The start of the last heading block that begins at or after an offset and isn't under another heading right before it.
  private func lastHeading(in candidates: Range<Int>, from half: Int) -> Int? {
    for block in candidates.reversed() {
      let start = blocks[block].range.lowerBound
      guard start >= half else { return nil }
      if case .heading = blocks[block].kind {
        if case .heading = blocks[block - 1].kind { continue }
        return start
      }
    }
    return nil
  }

  /// Whether a part of the text is surely within a number of tokens. Stops reading as soon as it isn't.
  private func fits(_ range: Range<Int>, tokens: Int) -> Bool {
    range.count <= tokens
      || scanTokens(text.span, range, budget: tokens, vocabulary).end == range.upperBound
  }

  /// An offset after `range.lowerBound`, between two characters, up to which the text fits: what is left where the next run alone
  /// is too large.
  private func fittingEnd(_ range: Range<Int>, room: Int) -> Int {
    let start = range.lowerBound
    let fits = { (end: Int) in
      estimateTokens(text.span, in: start..<end, vocabulary: vocabulary).bound <= room
    }
    // A text of n bytes is never more than n tokens.
    var low = characterStart(atOrBefore: start + min(room, range.count), after: start)
    var high = range.upperBound
    // Double the length while it fits, then halve what is left: a few passes over one chunk.
    while low - start < high - low {
      let doubled = characterStart(atOrBefore: low + (low - start), after: low)
      guard fits(doubled) else {
        high = doubled
        break
      }
      low = doubled
    }
    while high - low > max(4, (low - start) / 16) {
      let middle = characterStart(atOrBefore: low + (high - low) / 2, after: low)
      guard middle > low else { break }
      if fits(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
