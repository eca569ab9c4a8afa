extension Document {
  /// The document without some of its blocks, which it tells of as repeated.
  ///
  /// - Parameter isRemoved: for each block.
  func removing(_ isRemoved: [Bool]) -> Document {
    guard isRemoved.contains(true) else { return self }
    var text: [UInt8] = []
    text.reserveCapacity(self.text.count)
    var blocks: [Block] = []
    blocks.reserveCapacity(self.blocks.count)
    var dropped = DroppedTally(self.dropped)
    for (index, block) in self.blocks.enumerated() {
      if isRemoved[index] {
        dropped.add(.repeated, byteCount: block.range.count)
        continue
      }
      let gapStart = index == 0 ? 0 : self.blocks[index - 1].range.upperBound
      if index == 0 || isRemoved[index - 1] == false {
        text.append(contentsOf: self.text[gapStart..<block.range.lowerBound])
      } else if blocks.isEmpty == false {
        text.append(contentsOf: "\n\n".utf8)
      }
      let start = text.count
      text.append(contentsOf: self.text[block.range])
      blocks.append(Block(kind: block.kind, range: start..<text.count))
    }
    text.append(contentsOf: self.text[(self.blocks.last?.range.upperBound ?? 0)...])
    return Document(
      path: path, text: text, blocks: blocks, title: title, language: language, format: format,
      metadata: metadata, dropped: dropped.dropped)
  }
}
