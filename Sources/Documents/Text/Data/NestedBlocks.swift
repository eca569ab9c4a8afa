/// Makes blocks of nested data, JSON or XML, from the places where its elements end.
///
/// An element of up to 4 KiB, about 1,000 tokens, stays whole; a larger one becomes the blocks of the elements in it.
/// Small elements beside each other share a block.
struct NestedBlocks {
  /// Elements deeper than this are not told apart: it bounds the passes over the places.
  static let maximumDepth = 8

  private static let largestWhole = 4096
  private static let smallest = 256

  /// Each an offset, shifted left by 4, and the depth of the element that ends there. 8 bytes, because there can be
  /// as many of them as a third of the text's bytes.
  private var ends: [UInt64] = []

  /// Notes that an element ends at an offset; offsets must come in order.
  mutating func addEnd(_ offset: Int, depth: Int) {
    guard depth <= NestedBlocks.maximumDepth else { return }
    ends.append(UInt64(offset) << 4 | UInt64(depth))
  }

  /// The blocks of the whole text.
  func blocks(of text: [UInt8]) -> [Block] {
    var blocks: [Block] = []
    split(0..<text.count, 0..<ends.count, depth: 0, of: text, into: &blocks)
    return blocks
  }

  /// Makes the blocks of an element whose parts have the depth, from the noted ends with the given indices.
  private func split(
    _ range: Range<Int>, _ indices: Range<Int>, depth: Int, of text: [UInt8], into blocks: inout [Block]
  ) {
    var part = range.lowerBound
    var firstIndex = indices.lowerBound
    // Parts that are too small for a block of their own begin here.
    var pending = range.lowerBound
    for index in indices.lowerBound...indices.upperBound {
      let isLast = index == indices.upperBound
      if isLast == false, ends[index] & 15 != UInt64(depth) { continue }
      let end = isLast ? range.upperBound : Int(ends[index] >> 4)
      let isLarge = end - part > NestedBlocks.largestWhole && depth < NestedBlocks.maximumDepth
      if isLarge, firstIndex < index {
        add(pending..<part, of: text, to: &blocks)
        split(part..<end, firstIndex..<index, depth: depth + 1, of: text, into: &blocks)
        pending = end
      } else {
        if end - part > NestedBlocks.smallest {
          add(pending..<part, of: text, to: &blocks)
          pending = part
        }
        if end - pending > NestedBlocks.smallest || isLast || depth == 0 {
          add(pending..<end, of: text, to: &blocks)
          pending = end
        }
      }
      part = end
      firstIndex = index + 1
    }
  }

  private func add(_ range: Range<Int>, of text: [UInt8], to blocks: inout [Block]) {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isHTMLSpace(text[end - 1]) { end -= 1 }
    while start < end, isHTMLSpace(text[start]) { start += 1 }
    if start < end { blocks.append(Block(kind: .code, range: start..<end)) }
  }
}
