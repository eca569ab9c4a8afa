import Chunking
import Documents
import Testing

/// The chunk's own text, for reading in a test.
private func text(_ chunk: Chunk, of document: Document) -> String {
  String(decoding: document.text[chunk.range], as: UTF8.self)
}

private func context(_ chunk: Chunk) -> String { String(decoding: chunk.context, as: UTF8.self) }

private func words(_ count: Int, _ word: String = "word") -> String {
  Array(repeating: word, count: count).joined(separator: " ")
}

@Suite struct ChunkTests {
  @Test(arguments: ["", "\n", "  \n\t \n"]) func aBlankDocumentHasNoChunks(text: String) {
    #expect(chunk(lineDocument(text), budget: 50).isEmpty)
  }

  @Test func aDocumentThatFitsIsOneChunk() throws {
    let document = lineDocument("# Invoice\n\nTotal 12,50 €\n")
    let chunks = chunk(document, budget: 100)
    try #require(chunks.count == 1)
    #expect(chunks[0].range == 0..<document.text.count - 1)
    #expect(chunks[0].blocks == 0..<2)
    #expect(chunks[0].context.isEmpty)
    #expect(chunks[0].tokens == estimateTokens(document.text.span, in: chunks[0].range))
  }

  /// The bytes bound alone is enough: dense digits cost more by the table than by their count.
  @Test func aDocumentOfAsManyBytesAsTokensIsOneChunk() {
    let document = lineDocument(String(repeating: "1234567890", count: 10))
    #expect(chunk(document, budget: 100).count == 1)
    #expect(chunk(document, budget: 99).count == 2)
  }

  @Test func breaksBeforeAHeadingThatLeavesItHalfFull() throws {
    let document = lineDocument(
      "# A\n\n\(words(40))\n\n\(words(10))\n\n## B\n\n\(words(20))\n\n\(words(20))\n\n\(words(90))\n")
    let chunks = chunk(document, budget: 110)
    try #require(chunks.count == 3)
    #expect(text(chunks[0], of: document).hasSuffix(words(10)))
    #expect(text(chunks[1], of: document).hasPrefix("## B"))
    #expect(context(chunks[1]) == "# A\n")
    #expect(context(chunks[2]) == "# A\n## B\n")
  }

  @Test func neverEndsOnAHeading() {
    let sections = (1...30).map { "# Part \($0)\n\n## Sub \($0)\n\n\(words(5 + $0 * 7 % 40))\n\n" }
    let document = lineDocument(sections.joined())
    for budget in stride(from: 80, to: 300, by: 13) {
      for chunk in chunk(document, budget: budget) {
        let lastLine = text(chunk, of: document).split(separator: "\n").last
        #expect(lastLine?.hasPrefix("#") == false)
      }
    }
  }

  @Test func headingsOfTheSameRankReplaceEachOther() {
    let document = lineDocument(
      "# A\n\n## B\n\n\(words(60))\n\n## C\n\n### D\n\n\(words(60))\n\n\(words(60))\n\n# E\n\n\(words(60))\n")
    let contexts = chunk(document, budget: 90).map(context)
    #expect(contexts == ["", "# A\n", "# A\n## C\n### D\n", ""])
  }

  @Test func aTableGoesOnWithItsHeader() {
    let head = "| Article | Price |\n| --- | ---: |"
    let rows = (1...60).map { "| Article number \($0) | \($0),50 |" }
    let document = lineDocument("# Prices\n\n\(head)\n\(rows.joined(separator: "\n"))\n\nAfter the table.\n")
    let chunks = chunk(document, budget: 200)
    #expect(chunks.count > 3)
    #expect(context(chunks[0]).isEmpty)
    for chunk in chunks.dropFirst() where text(chunk, of: document).hasPrefix("|") {
      #expect(context(chunk) == "# Prices\n\(head)\n")
    }
    // Rows stay whole.
    let lines = chunks.flatMap { text($0, of: document).split(separator: "\n") }.map(String.init)
    #expect(lines.filter { $0.hasPrefix("| Article number") } == rows)
    #expect(lines.last == "After the table.")
  }

  @Test(arguments: ["Between.\n\n", ""]) func theHeaderOfAnEarlierTableIsNotTaken(between: String) {
    let document = lineDocument(
      "| A |\n| --- |\n| 1 |\n\n\(between)| \(words(40)) |\n| \(words(40)) |\n| \(words(40)) |\n")
    #expect(chunk(document, budget: 70).allSatisfy { !context($0).contains("| A |") })
  }

  /// Outer headings go first, then a table head that is too large.
  @Test func contextStaysWithinAQuarter() {
    let document = lineDocument(
      "# \(words(30, "outer"))\n\n## Inner\n\n| \(words(30, "column")) |\n| --- |\n"
        + (1...20).map { "| \($0) \(words(20)) |\n" }.joined())
    let chunks = chunk(document, budget: 100)
    #expect(chunks.count > 4)
    #expect(context(chunks.last!) == "## Inner\n")
    for chunk in chunks { #expect(estimateTokens(chunk.context).bound <= 25) }
  }

  @Test(arguments: [
    // A line end before a sentence's end, that before a blank.
    ("One line of text\nThe next. And a third here, a long one that goes on\n", 16, "One line of text"),
    ("First one. Second sentence here, which goes on and on for more than a chunk", 16, "First one."),
    ("He said (for once.) nothing at all that would have fitted in here any more", 16, "He said (for once.)"),
    (
      "no stops at all but several words here and quite a few more of them there", 16,
      "no stops at all but several words here and quite a few more of them"
    ),
    ("まず一つ。次の文章はとても長いので切れる", 16, "まず一つ。"),
  ]) func splitsALargeBlockAtTheBestPlace(block: String, budget: Int, first: String) {
    let document = paragraphDocument(Array(block.utf8))
    #expect(text(chunk(document, budget: budget)[0], of: document) == first)
  }

  @Test func aLargeBlockStartsUnderItsHeading() {
    let document = lineDocument("# Head\n\n\(words(400))\n")
    let chunks = chunk(document, budget: 100)
    #expect(text(chunks[0], of: document).hasPrefix("# Head\n\nword word"))
    #expect(context(chunks[1]) == "# Head\n")
  }

  @Test func keepsTheIndentOfTheFirstLine() {
    let line = "    indented \(words(8))\n"
    let document = paragraphDocument(Array(String(repeating: line, count: 20).utf8))
    for chunk in chunk(document, budget: 60) { #expect(text(chunk, of: document).hasPrefix("    indented")) }
  }

  @Test func keepsACombiningMarkWithItsLetter() {
    let document = paragraphDocument(Array(String(repeating: "e\u{301}", count: 500).utf8))
    for chunk in chunk(document, budget: 20) {
      #expect(text(chunk, of: document).unicodeScalars.first == "e")
    }
  }

  @Test func aBudgetBelowTheFloorIsTheFloor() {
    let document = paragraphDocument(Array("永和九年岁在癸丑暮春之初会于会稽山阴之兰亭".utf8))
    let floor = chunk(document, budget: minimumChunkBudget)
    for budget in [Int.min, -1, 0, 1] {
      #expect(chunk(document, budget: budget).map(\.range) == floor.map(\.range))
    }
    #expect(chunk(document, budget: .max).count == 1)
  }
}
