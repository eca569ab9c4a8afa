import Testing

@testable import Documents

@Suite struct FixedWidthTableTests {
  private func blocks(_ text: String) throws -> [String] {
    let document = try makeDocument(path: "a.txt", bytes: Array(text.utf8))
    checkCover(document)
    return document.blocks.map { describe($0, in: document) }
  }

  @Test func readsATableWithARule() throws {
    let text = """
      Stock of May
      Item            Qty    Price
      ----------------------------
      Nut, 5 mm         3     1.50
      Bolt | long      12    10.00
      Washer                  0.10
      ----------------------------
      Total                  11.60

      Thank you.
      """
    #expect(
      try blocks(text) == [
        "p:Stock of May", "th:| Item | Qty | Price |\n|---|---|---|", "tr:| Nut, 5 mm | 3 | 1.50 |",
        "tr:| Bolt \\| long | 12 | 10.00 |", "tr:| Washer | | 0.10 |", "tr:| Total | | 11.60 |",
        "p:Thank you.",
      ])
  }

  @Test(arguments: [
    // Names over values, without a rule.
    (
      "Item      Qty   Price\nNut         3    1.50\nBolt       12   10.00\n",
      ["th:| Item | Qty | Price |\n|---|---|---|", "tr:| Nut | 3 | 1.50 |", "tr:| Bolt | 12 | 10.00 |"]
    ),
    // Without a header.
    (
      "Nut         3    1.50\nBolt       12   10.00\nNail        7    0.10",
      ["tr:| Nut | 3 | 1.50 |", "tr:| Bolt | 12 | 10.00 |", "tr:| Nail | 7 | 0.10 |"]
    ),
    // The rule parts columns that one blank parts.
    (
      "Name Code\n---- ----\nNut  N1\nBolt B2",
      ["th:| Name | Code |\n|---|---|", "tr:| Nut | N1 |", "tr:| Bolt | B2 |"]
    ),
    // A rule above, between and below.
    (
      "=====  ===\nItem   Qty\n=====  ===\nNut    3\nBolt   12\n=====  ===",
      ["th:| Item | Qty |\n|---|---|", "tr:| Nut | 3 |", "tr:| Bolt | 12 |"]
    ),
    // Names on two lines.
    (
      "        Unit    In\nItem    price   stock\n-------------------\nNut     1.50    3\nBolt    10.00   12",
      [
        "th:| Item | Unit price | In stock |\n|---|---|---|", "tr:| Nut | 1.50 | 3 |",
        "tr:| Bolt | 10.00 | 12 |",
      ]
    ),
    (
      "#   Name    Score\n1   Ann     9.5\n2   Bob     8.25\n",
      ["th:| # | Name | Score |\n|---|---|---|", "tr:| 1 | Ann | 9.5 |", "tr:| 2 | Bob | 8.25 |"]
    ),
    // Tabs, and characters that are two columns wide.
    (
      "Item\tQty\tPrice\nNut\t3\t1.50\nBolt\t12\t10.00",
      ["th:| Item | Qty | Price |\n|---|---|---|", "tr:| Nut | 3 | 1.50 |", "tr:| Bolt | 12 | 10.00 |"]
    ),
    (
      "品名      数量\n--------------\n螺母      3\nBolt      12",
      ["th:| 品名 | 数量 |\n|---|---|", "tr:| 螺母 | 3 |", "tr:| Bolt | 12 |"]
    ),
    // What databases print.
    (
      "+----+------+\n| id | name |\n+----+------+\n|  1 | Nut  |\n+----+------+\n",
      ["th:| id | name |\n+----+------+", "tr:|  1 | Nut  |"]
    ),
    (
      " id | name\n----+------\n  1 | Nut\n(1 row)",
      ["th: id | name\n----+------", "tr:  1 | Nut", "p:(1 row)"]
    ),
  ])
  func readsTables(text: String, expected: [String]) throws {
    #expect(try blocks(text) == expected)
  }

  @Test(arguments: [
    // Names and values, addresses side by side.
    "Name       John Smith\nAge        42\nPhone      555 12 34",
    "From:  Acme Ltd           To:  Jane Roe\n       1 High Street           2 Low Road",
    // Sentences with two blanks between them.
    "One sentence here.  Another one is\nthere and goes on.  And here is\nthe third one, too.  It is the end",
    "  Verse that is set in\n      steps from line\n  to line and back",
    "a  b\nlonger than that\nc  d",
  ])
  func leavesOtherTextAsItIs(text: String) throws {
    let document = try makeDocument(path: "a.txt", bytes: Array(text.utf8))
    #expect(document.text == Array(text.utf8))
  }

  @Test(arguments: [
    ("", "a  ", "b"), ("", "a  b\n", ""), ("", "a  b  c\n", ""), ("", "a  b\nccccc\n", ""),
    ("", "--- ", "---\na b"),
    ("", "---\n", ""), ("", "a b  c\n- -  -\n", ""), ("", "a\tb\n", ""), ("", "+--+--+\n", "| a |"),
    ("", "~~~x\n", ""),
    ("", "x\n~~~~\n~~~~~\n", ""), ("", "x  y  1\n", "zzzzzzzzzzzzzz\n"),
  ])
  func readsHostileText(start: String, unit: String, end: String) throws {
    let text = start + String(repeating: unit, count: 20_000) + end
    checkCover(try makeDocument(path: "a.txt", bytes: Array(text.utf8)))
  }
}
