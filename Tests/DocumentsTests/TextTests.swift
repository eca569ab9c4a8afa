import Testing

@testable import Documents

@Suite struct TextTests {
  private func blocks(_ text: String, path: String = "a.md") throws -> [String] {
    let document = try makeDocument(path: path, bytes: Array(text.utf8))
    checkCover(document)
    return document.blocks.map { describe($0, in: document) }
  }

  @Test(arguments: [
    ("# One\ntext\nmore\n\nnext", ["h1:# One", "p:text\nmore", "p:next"]),
    ("Title\n=====\nSub\n---\nx", ["h1:Title\n=====", "h2:Sub\n---", "p:x"]),
    ("- a\n  more\n* b\n1. c\n22) d", ["li:- a\n  more", "li:* b", "li:1. c", "li:22) d"]),
    ("2.5 kg\n-5 degrees\n*bold* x", ["p:2.5 kg\n-5 degrees\n*bold* x"]),
    ("| a | b |\n|---|:-:|\n| 1 | 2 |\n\nx", ["th:| a | b |\n|---|:-:|", "tr:| 1 | 2 |", "p:x"]),
    ("a | b\n--- | ---\n1 | 2\nend", ["th:a | b\n--- | ---", "tr:1 | 2", "p:end"]),
    ("| 1 | 2 |\n| 3 | 4 |", ["tr:| 1 | 2 |", "tr:| 3 | 4 |"]),
    ("```swift\n# no\n\n- no\n```\nafter", ["code:```swift\n# no\n\n- no\n```", "p:after"]),
    ("~~~\nnever closed\n\n", ["code:~~~\nnever closed"]),
    ("> a\n> b\n\nc", ["q:> a\n> b", "p:c"]),
    ("####### seven\n#tag", ["p:####### seven\n#tag"]),
    ("---\ntitle: x\n---\ntext", ["meta:---\ntitle: x\n---", "p:text"]),
    ("a\r\nb\rc\u{2028}d", ["p:a\nb\nc\nd"]),
    ("x\n\n    code\n\n\tmore\n\n\ny", ["p:x", "code:    code\n\n\tmore", "p:y"]),
    ("- a\n\n    more of a\n  - b\n    - c", ["li:- a", "p:    more of a", "li:  - b", "li:    - c"]),
    ("• a\n– b\n–5 degrees", ["li:• a", "li:– b\n–5 degrees"]),
    ("one\n\n\u{C}two", ["p:one", "p:two"]),
  ])
  func findsBlocks(text: String, expected: [String]) throws {
    #expect(try blocks(text) == expected)
  }

  @Test func keepsRulesOfPlainTextTablesOutOfHeadings() throws {
    #expect(
      try blocks("Item     Qty\n------------\nNut      3", path: "a.txt") == [
        "th:| Item | Qty |\n|---|---|", "tr:| Nut | 3 |",
      ])
    #expect(try blocks("INVOICE\n=======\n\nNo. 12", path: "a.txt") == ["h1:INVOICE\n=======", "p:No. 12"])
  }

  @Test func readsPlainTextUnderlines() throws {
    #expect(
      try blocks("Part\n~~~~\ntext\n\n~~~\nnever closed\n\nb", path: "a.rst") == [
        "h3:Part\n~~~~", "p:text", "p:~~~\nnever closed", "p:b",
      ])
    #expect(try blocks("~~~\n# x\n~~~\nb", path: "a.txt") == ["code:~~~\n# x\n~~~", "p:b"])
  }

  @Test func staysAsWritten() throws {
    let text = "  Name:\u{A0}Ünal \t x  \n\n\n* item_\n"
    #expect(try makeDocument(path: "a.txt", bytes: Array(text.utf8)).text == Array(text.utf8))
  }

  @Test(arguments: [
    ("pay\u{200B}pal", "paypal"), ("a\u{202E}b\u{202C}", "ab"), ("x\u{E0041}\u{E0042}y", "xy"),
    ("so\u{AD}ft", "soft"),
    ("a\u{1B}[31mb", "a[31mb"), ("\u{2066}z\u{2069}", "z"), ("a\u{200D}b", "ab"),
    ("q\u{E0100}\u{E01EF}q", "qq"),
    ("\u{1F468}\u{200D}\u{1F467}", "\u{1F468}\u{200D}\u{1F467}"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("é\u{200C}\u{200D}\u{200C}\u{200D}x", "éx"), ("page\u{C}two", "page\ntwo"),
  ])
  func dropsWhatNoReaderSees(text: String, expected: String) throws {
    let long = String(repeating: "w ", count: 200)
    for path in ["a.txt", "a.html"] {
      let document = try makeDocument(path: path, bytes: Array((long + text).utf8))
      let result = String(decoding: document.text, as: UTF8.self)
      let wanted = path == "a.txt" ? expected : expected.split(separator: "\n").joined(separator: " ") + "\n"
      #expect(Array(result.unicodeScalars.dropFirst(long.count)) == Array(wanted.unicodeScalars))
    }
  }

  @Test func takesATitleFromMarkdown() throws {
    #expect(try makeDocument(path: "a.md", bytes: Array("# The *Title* \nx".utf8)).title == "The *Title*")
    #expect(try makeDocument(path: "a.txt", bytes: Array("# x\ny".utf8)).title == nil)
  }

  @Test func readsAPageSavedAsText() throws {
    let document = try makeDocument(path: "a.txt", bytes: Array("\n<!DOCTYPE html><p>x".utf8))
    #expect(document.format == .html)
    #expect(document.text == Array("x\n".utf8))
    #expect(try makeDocument(path: "a.md", bytes: Array("<html>".utf8)).format == .markdown)
  }
}

/// Checks what every document promises: valid UTF-8, and blocks in order that cover all but white space.
func checkCover(_ document: Document) {
  #expect((try? UTF8Span(validating: document.text.span)) != nil)
  var end = 0
  for block in document.blocks + [Block(kind: .paragraph, range: document.text.count..<document.text.count)] {
    #expect(block.range.lowerBound >= end && block.range.upperBound <= document.text.count)
    guard block.range.lowerBound >= end else { return }
    #expect(document.text[end..<block.range.lowerBound].allSatisfy { [0x20, 0x09, 0x0A].contains($0) })
    end = block.range.upperBound
  }
}

/// A block as `kind:text`.
func describe(_ block: Block, in document: Document) -> String {
  let kind =
    switch block.kind {
    case .heading(let level): "h\(level)"
    case .paragraph: "p"
    case .listItem: "li"
    case .tableRow(let isHeader): isHeader ? "th" : "tr"
    case .code: "code"
    case .quote: "q"
    case .metadata: "meta"
    }
  return "\(kind):" + String(decoding: document.text[block.range], as: UTF8.self)
}
