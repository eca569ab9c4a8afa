import Testing

@testable import Documents

@Suite struct TableTests {
  private func blocks(_ html: String) throws -> [String] {
    let document = try makeDocument(path: "a.html", bytes: Array(html.utf8))
    checkCover(document)
    return document.blocks.map { describe($0, in: document) }
  }

  @Test(arguments: [
    (
      "<table><caption>Cap</caption><tr><th>A<th>B|C<tr><td>1<td>2<br>3<p>4</table>",
      ["p:Cap", "th:| A | B\\|C |\n|---|---|", "tr:| 1 | 2 3 4 |"]
    ),
    ("<table><thead><tr><td>A<td>B</thead><tr><td>1<td></table>", ["th:| A | B |\n|---|---|", "tr:| 1 |"]),
    ("<table><tr><td></td><th>A<tr><th>r<td>1</table>", ["th:| | A |\n|---|---|", "tr:| r | 1 |"]),
    (
      "<table><tr><th colspan=2>T<tr><th>A<th>B<tr><td>1<td>2</table>",
      ["p:T", "th:| A | B |\n|---|---|", "tr:| 1 | 2 |"]
    ),
    // Several rows of headers become one.
    (
      "<table><tr><th rowspan=2>Region<th colspan=2>2023<th colspan=2>2024<tr><th>Q1<th>Q2<th>Q1<th>Q2"
        + "<tr><td>North<td>1<td>2<td>3<td>4</table>",
      [
        "th:| Region | 2023 / Q1 | 2023 / Q2 | 2024 / Q1 | 2024 / Q2 |\n|---|---|---|---|---|",
        "tr:| North | 1 | 2 | 3 | 4 |",
      ]
    ),
    // Words above numbers are a header, marked or not; words above words are not.
    (
      "<table><tr><td>Team<td>Won<td>Lost<tr><td>Reds<td>3<td>1<tr><td>Blues<td>2<td>2</table>",
      ["th:| Team | Won | Lost |\n|---|---|---|", "tr:| Reds | 3 | 1 |", "tr:| Blues | 2 | 2 |"]
    ),
    (
      "<table><tr><td>Anna<td>red<td>cat<tr><td>Ben<td>blue<td>dog</table>",
      ["tr:| Anna | red | cat |", "tr:| Ben | blue | dog |"]
    ),
    // Headings inside a table of data stand in it.
    (
      "<table><tr><th><h3>A</h3><th>B<tr><td colspan=2>Part one<tr><td><h4>1</h4><td>2</table>",
      ["th:| A | B |\n|---|---|", "tr:| Part one |", "tr:| 1 | 2 |"]
    ),
    ("<table><tr><th>A<th><th>B<tr><td>1<td> <td>2</table>", ["th:| A | B |\n|---|---|", "tr:| 1 | 2 |"]),
    (
      "<table><tr><th>A<th>B<tr><td></td><td></td><tr><td>1<td>2</table>",
      ["th:| A | B |\n|---|---|", "tr:| 1 | 2 |"]
    ),
    (
      "<div role=table><div role=row><span role=columnheader>A</span><span role=columnheader>B</span></div>"
        + "<div role=row><span role=cell>1</span><span role=cell>2</span></div></div>",
      ["th:| A | B |\n|---|---|", "tr:| 1 | 2 |"]
    ),
    (
      "<table><tr><th>Box<th>Done<tr><td>a<td><input type=checkbox checked></table>",
      ["th:| Box | Done |\n|---|---|", "tr:| a | [x] |"]
    ),
    (
      "<table><tr><td>a<td><ul><li>x<li>y</ul><td><pre>p  q</pre></table>", ["tr:| a | x; y | p q |"]
    ),
  ])
  func writesDataAsRows(html: String, expected: [String]) throws {
    #expect(try blocks(html) == expected)
  }

  @Test(arguments: [
    ("<table><tr><td rowspan=2>a<td>b<td>B<tr><td>c<td>C</table>", ["tr:| a | b | B |", "tr:| a | c | C |"]),
    ("<table><tr><td>1<td>2<td>3<tr><td>a<td colspan=2>b</table>", ["tr:| 1 | 2 | 3 |", "tr:| a | b | b |"]),
    // Spans are used up by every row, behind its last cell and without any cell, too.
    (
      "<table><tr><td>A<td>B<td rowspan=2>C</tr><tr><td>d</tr><tr><td>e<td>f<td>g</tr></table>",
      ["tr:| A | B | C |", "tr:| d | | C |", "tr:| e | f | g |"]
    ),
    (
      "<table><tr><td rowspan=2>A<td>B<td>b</tr><tr></tr><tr><td>C<td>D<td>d</tr></table>",
      ["tr:| A | B | b |", "tr:| A |", "tr:| C | D | d |"]
    ),
    // A span that runs into a cell from above ends there.
    (
      "<table><tr><td>1<td>2<td rowspan=2>z<tr><td colspan=3>wide<tr><td>3<td>4<td>5</table>",
      ["tr:| 1 | 2 | z |", "tr:| wide | wide | z |", "tr:| 3 | 4 | 5 |"]
    ),
  ])
  func expandsSpans(html: String, expected: [String]) throws {
    #expect(try blocks(html) == expected)
  }

  @Test(arguments: [
    ("<table><tr><td>k<td>v<tr><th>k2:<td>v2</table>", ["li:k: v", "li:k2: v2"]),
    ("<table><tr><td>Colour<td><tr><td>Size<td>4</table>", ["li:Colour:", "li:Size: 4"]),
    ("<table><tr><td colspan=2>Body<tr><td>Width<td>2 | 3</table>", ["p:Body", "li:Width: 2 | 3"]),
    ("<table><tr><td>a<td hidden>no<td>b</table>", ["li:a: b"]),
    ("<table role=presentation><tr><th>k<td>v</table>", ["li:k: v"]),
    (
      "<table><tr><th>k<td>v<th>l<td>w<tr><th>m<td>x<th>n<td>y</table>", ["li:k: v | l: w", "li:m: x | n: y"]
    ),
    ("<table>stray<tr><td>a<td>b</table><table><tr><td>c<td>d</table>", ["p:stray", "li:a: b", "li:c: d"]),
  ])
  func writesNamesAndValuesAsLines(html: String, expected: [String]) throws {
    #expect(try blocks(html) == expected)
  }

  @Test(arguments: [
    ("<table><tr><td>one</td></tr><tr><td>two</td></tr></table>", ["p:one", "p:two"]),
    ("<table><tr><td>menu<td><table><tr><td>k<td>v</table></table>", ["p:menu", "li:k: v"]),
    ("<table role=presentation><tr><td>a<td>b</table>", ["p:a", "p:b"]),
    ("<table><tr><td><h2>a</h2><td>b</table>", ["h2:## a", "p:b"]),
    ("<table><tr><td>1<br>2<td><pre>a\nb</pre></table>", ["p:1\n2", "code:```\na\nb\n```"]),
    (
      "<table><tr><td>\(String(repeating: "word ", count: 300))<td>b<tr><td>c<td>d</table>",
      ["p:" + String(repeating: "word ", count: 300).dropLast(), "p:b", "p:c", "p:d"]
    ),
  ])
  func readsLayoutAsBlocks(html: String, expected: [String]) throws {
    #expect(try blocks(html) == expected)
  }

  /// Each cell reaches into all rows below it and across all columns; none of it is worth more than linear time.
  @Test(arguments: [
    "<tr><td rowspan=1000 colspan=100>x", "<tr><td rowspan=1000>", "<td rowspan=1000 colspan=1000>y", "<tr>",
  ])
  func staysLinearOnSpans(piece: String) throws {
    let row = String(repeating: "<td rowspan=1000 colspan=100>a", count: 10)
    let html = "<table><tr>\(row)<tr><td>b<td>c\(String(repeating: piece, count: 5000))</table><p>end"
    let document = try makeDocument(path: "a.html", bytes: Array(html.utf8))
    #expect(document.text.suffix(4) == Array("end\n".utf8)[...])
    #expect(document.text.count < html.utf8.count * 32)
  }
}
