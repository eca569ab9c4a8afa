import Testing

@testable import Documents

@Suite struct CSVTests {
  private func text(_ csv: String, path: String = "a.csv") throws -> String {
    let document = try makeDocument(path: path, bytes: Array(csv.utf8))
    checkCover(document)
    return String(decoding: document.text, as: UTF8.self)
  }

  @Test(arguments: [
    ("name,qty\nNut,3\n", "| name | qty |\n|---|---|\n| Nut | 3 |\n"),
    (
      "\u{FEFF}name;qty\r\nNut;1,5\r\nBolt;2,5",
      "| name | qty |\n|---|---|\n| Nut | 1,5 |\n| Bolt | 2,5 |\n"
    ),
    ("1;1,5\n2;2,5", "| 1 | 1,5 |\n| 2 | 2,5 |\n"),
    ("a\tb, c\nx\ty, z", "| a | b, c |\n|---|---|\n| x | y, z |\n"),
    ("sep=|\na|b\n1|2", "| a | b |\n|---|---|\n| 1 | 2 |\n"),
    ("a,b\n\"x, y\",\"say \"\"hi\"\"\"", "| a | b |\n|---|---|\n| x, y | say \"hi\" |\n"),
    ("a,b\n\"two\nlines\",\"p|q\"", "| a | b |\n|---|---|\n| two lines | p\\|q |\n"),
    ("a,b\nx \"y\" z,5\" nail", "| a | b |\n|---|---|\n| x \"y\" z | 5\" nail |\n"),
    (
      "a,b,c\n1,2\n1,2,3,4\n\n,,\n5,,6,",
      "| a | b | c |\n|---|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 | 4 |\n| 5 | | 6 | |\n"
    ),
    (
      "Stock of May\n\nname,qty,unit\nNut,3,kg",
      "Stock of May\n\n| name | qty | unit |\n|---|---|---|\n| Nut | 3 | kg |\n"
    ),
    (
      "Stock of May,,\nname,qty,unit\nNut,3,kg",
      "Stock of May\n\n| name | qty | unit |\n|---|---|---|\n| Nut | 3 | kg |\n"
    ),
    ("Country,2019,2020\nChad,15,16", "| Country | 2019 | 2020 |\n|---|---|---|\n| Chad | 15 | 16 |\n"),
    ("a,b\n1,\"never closed\n2,3", "| a | b |\n|---|---|\n| 1 | \"never closed |\n| 2 | 3 |\n"),
    // Quotes in a cell that are not written twice.
    (
      "a,b,c\n1,\"say \"hi\"\",2\n5,\"x, y\",3",
      "| a | b | c |\n|---|---|---|\n| 1 | say \"hi\" | 2 |\n| 5 | x, y | 3 |\n"
    ),
    ("a,b\n1,\"12\" TV, black\"\n2,x", "| a | b |\n|---|---|\n| 1 | 12\" TV, black |\n| 2 | x |\n"),
    ("a,b\n\"foo\" bar,1\n\"baz\",2", "| a | b |\n|---|---|\n| \"foo\" bar | 1 |\n| baz | 2 |\n"),
    ("word\nother", "| word |\n|---|\n| other |\n"),
    ("a\tb\nx\u{2028}y\tz\u{B}w", "| a | b |\n|---|---|\n| x   y | z w |\n"),
  ])
  func readsRecords(csv: String, expected: String) throws {
    #expect(try text(csv) == expected)
  }

  @Test func tellsRowsFromTheHeader() throws {
    let document = try makeDocument(path: "a.tsv", bytes: Array("Title\nid\tname\tsize\n1\tNut\t5 mm\n".utf8))
    #expect(document.format == .tsv)
    #expect(
      document.blocks.map { describe($0, in: document) } == [
        "p:Title", "th:| id | name | size |\n|---|---|---|", "tr:| 1 | Nut | 5 mm |",
      ])
  }

  /// Each of these would take hours at full size if a quote, cell or record were looked through for every other.
  @Test(arguments: [
    ("", ",", ""), ("a,b\n", "\"x,\"", ""), ("a,b\n", "\"\n", ""), ("a,b\n", "x,\"\"\"", ""),
    ("", "a,b\n", ""), ("", "x,", ""),
    ("a,b\n", "\"x\"y,", ""), ("a,b\n", " ", "x"), ("a,b\n", "\"x\"", "\""), ("a,b\n\"", "\n", "\",1"),
  ])
  func readsHostileText(start: String, unit: String, end: String) throws {
    let csv = start + String(repeating: unit, count: 50_000) + end
    do throws(DocumentError) {
      checkCover(try makeDocument(path: "a.csv", bytes: Array(csv.utf8)))
    } catch {
      #expect(error.kind == .empty)
    }
  }

  @Test func holdsTheLimitOnText() throws {
    var limits = DocumentLimits.default
    limits.maximumTextByteCount = 1000
    #expect(throws: DocumentError.self) {
      try makeDocument(
        path: "a.csv", bytes: Array(String(repeating: "a,b\n", count: 500).utf8), limits: limits)
    }
  }

  /// A row of nothing but delimiters costs no memory for its cells, and what stands behind them is not lost.
  @Test func millionsOfEmptyCells() throws {
    let text = "a,b\n1,2\n" + String(repeating: ",", count: 2_000_000) + "x\n3,4\n"
    let document = try makeDocument(path: "a.csv", bytes: Array(text.utf8))
    checkCover(document)
    #expect(document.blocks.count == 4)
    #expect(String(decoding: document.text, as: UTF8.self).hasSuffix("| x |\n| 3 | 4 |\n"))
    #expect(document.text.count < 300_000)
  }
}
