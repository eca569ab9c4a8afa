import Testing

@testable import Documents

/// Lines that repeat on the pages of a folder, and within one page.
@Suite struct RepeatedTests {
  /// A shop's page with a menu, a product, and a footer.
  private func shopPage(_ number: Int, middle: String = "") -> String {
    """
    <html><head><title>Product \(number)</title></head><body>
    <ul><li>Home</li><li>Products</li><li>About us</li><li>Contact</li></ul>
    <h1>Product \(number)</h1>
    <p>Made of part \(number * 7).</p>
    <p>Price: $10</p>
    <p>Ships in \(number) days.</p>
    <p>In stock</p>
    <p>Number \(number) sold well.</p>
    \(middle)
    <p>About the shop</p><p>All rights reserved</p><p>Terms and conditions</p>
    </body></html>
    """
  }

  private func read(_ pages: [String], folder: String = "shop") throws -> [Document] {
    try pages.enumerated().map { number, page in
      try makeDocument(path: "\(folder)/\(number).html", bytes: Array(page.utf8))
    }
  }

  private func repeatedLines(_ documents: [Document], entryLimit: Int = 1 << 20) -> RepeatedLines {
    var census = RepeatedLineCensus(entryLimit: entryLimit)
    for document in documents { census.add(PageLines(document)) }
    return census.repeatedLines()
  }

  private func dropped(_ pages: [String]) throws -> [[String]] {
    let documents = try read(pages)
    let lines = repeatedLines(documents)
    return documents.map { document in
      let shorter = document.droppingRepeated(lines)
      expectSound(shorter, from: document)
      return shorter.lines
    }
  }

  /// Blocks that are not those of the longer document, or do not stand where they say, are a broken document.
  private func expectSound(_ document: Document, from whole: Document) {
    let blocks = document.blocks.map { Array(document.text[$0.range]) }
    var rest = whole.blocks.map { Array(whole.text[$0.range]) }[...]
    for block in blocks {
      rest = rest.drop { $0 != block }.dropFirst()
    }
    let bytes = document.dropped.first { $0.reason == .repeated }?.byteCount ?? 0
    #expect(blocks.reduce(0) { $0 + $1.count } + bytes == whole.blocks.reduce(0) { $0 + $1.range.count })
    var gaps: [UInt8] = []
    var end = 0
    for block in document.blocks {
      gaps += document.text[end..<block.range.lowerBound]
      end = block.range.upperBound
    }
    #expect((gaps + document.text[end...]).allSatisfy { $0 == 0x0A })
    #expect(document.text.last == whole.text.last)
  }

  @Test func menuAndFooterStayOnTheFirstPageAlone() throws {
    let pages = try dropped((1...6).map { shopPage($0) })
    for line in [
      "- Home", "- Products", "- About us", "- Contact", "All rights reserved", "Terms and conditions",
    ] {
      #expect(pages.map { $0.contains(line) } == [true, false, false, false, false, false], "\(line)")
    }
    let whole = try read([shopPage(1)])[0].lines
    #expect(pages[0] == whole)
  }

  @Test func lineWhoseNeighboursDifferStays() throws {
    for (index, page) in try dropped((1...9).map { shopPage($0) }).enumerated() {
      let number = index + 1
      for line in [
        "# Product \(number)", "Price: $10", "Ships in \(number) days.", "In stock",
        "Number \(number) sold well.",
      ] { #expect(page.contains(line), "\(line)") }
    }
  }

  @Test func valueThatMostPagesShareStays() throws {
    let pages = try dropped(
      (1...10).map { number in
        let gearbox = number % 4 == 0 ? "Automatic" : "Manual"
        return shopPage(
          number,
          middle: "<p>Gearbox</p><p>\(gearbox)</p><p>Drive</p><p>Front</p><p>Seats</p><p>\(number)</p>")
      })
    #expect(pages.allSatisfy { $0.contains("Manual") || $0.contains("Automatic") })
  }

  @Test func labelBeforeAValueAndUnitBehindItStay() throws {
    let pages = try dropped(
      (1...8).map { number in
        "<p>a</p><p>b</p><p>c</p><p>Weight</p><p>\(number)</p><p>kg</p><p>d</p><p>e</p><p>f</p><p>g</p><p>\(number) x</p>"
      })
    #expect(pages[5] == ["Weight", "6", "kg", "g", "6 x"])
  }

  @Test func namedValuesRowsAndHeadingsOverThemStay() throws {
    let middle = """
      <h2>Delivery</h2><p>Standard</p><p>Terms: 30 days</p><p>Currency: EUR</p>
      <h2>Sizes</h2><table><tr><th>Size</th><th>Fits</th></tr><tr><td>S</td><td>36</td></tr><tr><td>M</td><td>40</td></tr></table>
      <h2>More</h2><p>one</p><p>two</p>
      """
    for page in try dropped((1...6).map { shopPage($0, middle: middle) }).dropFirst() {
      for line in ["## Delivery", "Terms: 30 days", "Currency: EUR", "## Sizes", "| S | 36 |"] {
        #expect(page.contains(line), "\(line)")
      }
      #expect(page.contains("## More") == false)
      #expect(page.contains("one") == false)
    }
  }

  @Test func fourPagesTeachNothing() throws {
    #expect(repeatedLines(try read((1...4).map { shopPage($0) })).isEmpty)
    #expect(repeatedLines(try read((1...5).map { shopPage($0) })).isEmpty == false)
  }

  @Test func pagesOfOtherFoldersDontCount() throws {
    let documents = try (1...6).flatMap { try read([shopPage($0)], folder: "shop\($0)") }
    #expect(repeatedLines(documents).isEmpty)
  }

  @Test func documentsThatAreAllTheSameStayWhole() throws {
    let documents = try read([String](repeating: shopPage(1), count: 6))
    let lines = repeatedLines(documents)
    for document in documents { #expect(document.droppingRepeated(lines).text == document.text) }
  }

  @Test func censusThatForgetsStillFindsWhatRepeats() throws {
    let documents = try read((1...400).map { shopPage($0) })
    let shorter = documents[300].droppingRepeated(repeatedLines(documents, entryLimit: 300))
    #expect(shorter.text == documents[300].droppingRepeated(repeatedLines(documents)).text)
    #expect(shorter.lines.contains("- Products") == false)
  }

  @Test func censusOfCountlessGroupsStaysWithinItsLimit() throws {
    var census = RepeatedLineCensus(entryLimit: 200)
    for folder in 0..<500 {
      for document in try read([shopPage(folder), shopPage(folder)], folder: "\(folder)") {
        census.add(PageLines(document))
        #expect(census.entryCount <= 200)
      }
    }
  }

  @Test(arguments: [
    ("pages/a.html", nil, "pages/"),
    ("a.html", nil, "/"),
    ("pages/apple-pie/index.html", nil, "pages/"),
    ("crawl/www.Example.org/shop/a.html", nil, "example.org"),
    ("crawl/a.html", "https://WWW.example.org:8080/a?b#c", "example.org"),
    ("crawl/a.html", "/a", "crawl/"),
    ("v1.2/a.html", nil, "v1.2/"),
    ("a..b/c.html", nil, "a..b/"),
  ])
  func groupIsTheHostOrTheFolder(path: String, canonical: String?, group: String) {
    #expect(String(decoding: groupName(path: path, canonical: canonical), as: UTF8.self) == group)
  }
}

extension Document {
  fileprivate var lines: [String] {
    blocks.flatMap { String(decoding: text[$0.range], as: UTF8.self).split(separator: "\n").map(String.init) }
  }
}
