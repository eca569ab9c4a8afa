import Documents

/// A document whose blocks are the lines of a text: `#` heads, `|` rows, `-` items; a row before a line of dashes is a header
/// with that line, as the readers make it.
func lineDocument(_ text: String) -> Document {
  let bytes = Array(text.utf8)
  var blocks: [Block] = []
  var start = 0
  while start < bytes.count {
    var end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    var kind = Block.Kind.paragraph
    switch bytes[start] {
    case UInt8(ascii: "#"):
      kind = .heading(level: bytes[start..<end].prefix { $0 == UInt8(ascii: "#") }.count)
    case UInt8(ascii: "-"): kind = .listItem
    case UInt8(ascii: "|"):
      let isHeader = bytes[end...].starts(with: "\n| -".utf8)
      kind = .tableRow(isHeader: isHeader)
      if isHeader { end = bytes[(end + 1)...].firstIndex(of: 0x0A) ?? bytes.count }
    default: break
    }
    if end > start { blocks.append(Block(kind: kind, range: start..<end)) }
    start = end + 1
  }
  return document(bytes, blocks)
}

/// A document of one paragraph.
func paragraphDocument(_ text: [UInt8]) -> Document {
  document(text, [Block(kind: .paragraph, range: 0..<text.count)])
}

private func document(_ text: [UInt8], _ blocks: [Block]) -> Document {
  Document(path: "test.md", text: text, blocks: blocks, title: nil, language: nil, format: .markdown)
}

/// The same numbers on every run (xorshift).
struct FixedRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
