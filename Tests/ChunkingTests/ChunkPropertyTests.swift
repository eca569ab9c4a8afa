import Chunking
import Documents
import Testing

/// What holds for the chunks of any document and budget.
private func check(
  _ document: Document, budget: Int, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let text = document.text
  let chunks = chunk(document, budget: budget)
  var problems: [String] = []
  var position = 0
  func isBlank(_ range: Range<Int>) -> Bool { text[range].allSatisfy { $0 == 0x20 || (9...13).contains($0) } }
  for (index, chunk) in chunks.enumerated() {
    let range = chunk.range
    if chunk.index != index { problems.append("index \(chunk.index) at \(index)") }
    if range.isEmpty || isBlank(range) { problems.append("blank chunk \(range)") }
    guard range.lowerBound >= position else {
      problems.append("overlap at \(range)")
      break
    }
    if !isBlank(position..<range.lowerBound) { problems.append("text lost before \(range)") }
    for end in [range.lowerBound, range.upperBound] where end < text.count && text[end] & 0xC0 == 0x80 {
      problems.append("a character is cut at \(end)")
    }
    let own = estimateTokens(text.span, in: range).bound + estimateTokens(chunk.context).bound
    if own > budget { problems.append("\(own) tokens in \(range)") }
    if chunk.tokens.bound != own { problems.append("\(chunk.tokens.bound) tokens told, \(own) counted") }
    for block in chunk.blocks where !document.blocks[block].range.overlaps(range) {
      problems.append("block \(block) isn't in \(range)")
    }
    for block in [chunk.blocks.lowerBound - 1, chunk.blocks.upperBound]
    where document.blocks.indices.contains(block) && document.blocks[block].range.overlaps(range) {
      problems.append("block \(block) is in \(range)")
    }
    position = range.upperBound
  }
  if !isBlank(position..<text.count) { problems.append("text lost at the end") }
  #expect(problems.isEmpty, "\(name), budget \(budget)", sourceLocation: sourceLocation)
}

@Suite struct ChunkPropertyTests {
  private static let pieces = [
    "word", "Sentence one. ", "\n", "\n\n", "\n# Head\n", "\n## Sub head\n", "\n- item", "\n| a | b |",
    "\n| --- |", "  ",
    "    indent", "永和九年", "。", "e\u{301}", "👩‍👩‍👧", "1.234,50", "----------", "======", "\t", "x", "ÄÖÜ",
    "https://a.example/b?c=d",
    "dGhpcyBpcyBhIGJsb2IgMTIzNDU2Nzg5MEFCQ0RFRg+/", "\u{200D}", "\r\n", "!!!", "  \n  \n",
    String(repeating: "long", count: 60),
  ]

  @Test(arguments: 1...60) func randomText(seed: UInt64) {
    var random = FixedRandom(state: seed &* 0x9E37_79B9_7F4A_7C15)
    let count = Int.random(in: 1...400, using: &random)
    let text = (0..<count).map { _ in
      Self.pieces.randomElement(using: &random)! + (Bool.random(using: &random) ? " " : "")
    }.joined()
    for budget in [16, 50, 51, 77, 128, 400, 2000] {
      check(lineDocument(text), budget: budget, "seed \(seed)")
    }
    check(paragraphDocument(Array(text.utf8)), budget: 50, "seed \(seed), one block")
  }

  static let hostile: [(name: String, document: Document)] = {
    let row = "| " + Array(repeating: "a rather wide cell", count: 400).joined(separator: " | ") + " |\n"
    let wide = "\(row)| --- |\n\(row)\(row)\(row)"
    let headings = (0..<10_000).map { "\(String(repeating: "#", count: $0 % 6 + 1)) Heading \($0)\n" }
      .joined()
    let bareBlocks = Document(
      path: "x", text: Array("Text that no block covers, twice over. Text that no block covers.".utf8),
      blocks: [], title: nil, language: nil, format: .text)
    return [
      ("a table wider than a chunk", lineDocument(wide)),
      ("10,000 headings", lineDocument(headings)),
      ("Han without blanks", paragraphDocument(Array(String(repeating: "永和九年岁在癸丑", count: 2000).utf8))),
      ("combining marks only", paragraphDocument(Array(String(repeating: "\u{301}", count: 5000).utf8))),
      ("family emoji", paragraphDocument(Array(String(repeating: "👩‍👩‍👧‍👦", count: 1000).utf8))),
      ("blanks and a word", paragraphDocument(Array((String(repeating: " ", count: 9000) + "word").utf8))),
      (
        "a word in wide blanks",
        paragraphDocument(Array(String(repeating: "w" + String(repeating: " ", count: 3000), count: 9).utf8))
      ),
      ("dashes", paragraphDocument([UInt8](repeating: UInt8(ascii: "-"), count: 60_000))),
      ("a blob", paragraphDocument(Array(String(repeating: "aB3dE6gH9/", count: 5000).utf8))),
      ("line feeds", paragraphDocument(Array("a\(String(repeating: "\n", count: 40_000))b".utf8))),
      ("a heading larger than a chunk", lineDocument("# \(String(repeating: "head ", count: 4000))\ntext\n")),
      (
        "rising levels",
        lineDocument((1...300).map { "\(String(repeating: "#", count: $0)) h\ntext\n" }.joined())
      ),
      ("no blocks", bareBlocks),
    ]
  }()

  @Test(arguments: hostile.indices) func hostileInput(index: Int) {
    let (name, document) = Self.hostile[index]
    for budget in [50, 64, 99, 500, 5000] { check(document, budget: budget, name) }
  }

  /// Cuts of text that isn't UTF-8 still move on and still cover it.
  @Test func bytesThatAreNoUTF8() {
    let document = paragraphDocument([UInt8](repeating: 0x80, count: 1000))
    let chunks = chunk(document, budget: 50)
    #expect(chunks.map(\.range.count).reduce(0, +) == 1000)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["x", "永", "word "])
  func oneLineOfFiveMegabytes(piece: String) {
    let line = Array(String(repeating: piece, count: 5_000_000 / piece.utf8.count).utf8)
    check(paragraphDocument(line), budget: 8000, "a line of \(piece)")
  }
}
