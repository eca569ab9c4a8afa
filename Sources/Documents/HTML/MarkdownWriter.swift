/// Writes blocks as Markdown and remembers where each stands.
struct MarkdownWriter {
  private(set) var text: [UInt8] = []
  private(set) var blocks: [Block] = []
  /// Between the marks of a hidden part.
  var isInHiddenPart = false
  private let byteLimit: Int

  init(byteLimit: Int) {
    self.byteLimit = byteLimit
  }

  /// True once the text has outgrown its limit: no more is written then.
  var isFull: Bool { text.count > byteLimit }

  /// True if the last block is a heading: what follows it needs no blank line.
  var endsInHeading: Bool {
    if case .heading = blocks.last?.kind { true } else { false }
  }

  /// Writes one block.
  ///
  /// - Parameters:
  ///   - lead: stands before the first line: a list's marker, a heading's signs.
  ///   - prefix: stands before every line: a quote's sign, an indent. Lines after one with a lead are indented further.
  ///   - isTight: one newline keeps it from the block before, not two.
  mutating func add(
    _ kind: Block.Kind, _ content: ArraySlice<UInt8>, lead: [UInt8] = [], prefix: [UInt8] = [],
    isTight: Bool = false
  ) {
    guard isFull == false else { return }
    let content = isInHiddenPart ? withoutEndMark(content) : content
    if blocks.isEmpty == false { text.append(contentsOf: isTight ? "\n".utf8 : "\n\n".utf8) }
    let start = text.count
    text.append(contentsOf: prefix)
    text.append(contentsOf: lead)
    if let newline = content.firstIndex(of: 0x0A), prefix.isEmpty == false || lead.isEmpty == false {
      let indent = lead.isEmpty ? prefix : prefix + "  ".utf8
      text.append(contentsOf: content[..<newline])
      for line in content[(newline + 1)...].split(separator: 0x0A, omittingEmptySubsequences: false) {
        text.append(0x0A)
        text.append(contentsOf: indent)
        text.append(contentsOf: line)
        guard isFull == false else { return }
      }
    } else {
      text.append(contentsOf: content)
    }
    blocks.append(Block(kind: kind, range: start..<text.count))
  }

  /// Writes a row of a table, pipes inside cells escaped; a header row with the line of dashes under it.
  mutating func addRow(_ cells: [[UInt8]], isHeader: Bool, isTight: Bool) {
    var row: [UInt8] = []
    row.appendTableRow(cells, isHeader: isHeader)
    add(.tableRow(isHeader: isHeader), row[...], isTight: isTight)
  }

  /// Writes preformatted text between fences longer than any run of backticks in it.
  ///
  /// - Parameter language: of the code; empty if it is not known.
  mutating func addCode(_ code: ArraySlice<UInt8>, language: [UInt8]) {
    var longest = 0
    var run = 0
    for byte in code {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = [UInt8](repeating: UInt8(ascii: "`"), count: max(3, longest + 1))
    add(.code, (fence + language + [0x0A] + code + [0x0A] + fence)[...])
  }

  /// Writes the addresses that links lead to, a line each.
  mutating func addReferences(_ references: LinkReferences) {
    for (i, address) in references.addresses.enumerated() {
      add(.listItem, ("[\(i + 1)]: ".utf8 + address)[...], isTight: i > 0)
    }
  }

  /// True if a heading of level 1 says just this.
  func hasHeading(_ title: [UInt8]) -> Bool {
    blocks.contains { $0.kind == .heading(level: 1) && text[$0.range].dropFirst(2).elementsEqual(title) }
  }

  /// Puts the lines of metadata before everything.
  mutating func addHead(_ lines: [UInt8]) {
    guard isFull == false, lines.isEmpty == false else { return }
    let inserted = blocks.isEmpty ? lines : lines + "\n\n".utf8
    text.insert(contentsOf: inserted, at: 0)
    blocks = blocks.map {
      Block(
        kind: $0.kind, range: ($0.range.lowerBound + inserted.count)..<($0.range.upperBound + inserted.count))
    }
    blocks.insert(Block(kind: .metadata, range: 0..<lines.count), at: 0)
  }

  /// Ends the text with a newline.
  mutating func finish() {
    if blocks.isEmpty == false { text.append(0x0A) }
  }
}
