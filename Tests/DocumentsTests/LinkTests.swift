import Testing

@testable import Documents

@Suite struct LinkTests {
  private func text(_ html: String, showsLinks: Bool = true) throws -> String {
    let document = try makeDocument(
      path: "a.html", bytes: Array(html.utf8), options: ReadingOptions(showsLinks: showsLinks))
    checkCover(document)
    return String(decoding: document.text.dropLast(), as: UTF8.self)
  }

  @Test(arguments: [
    ("See <a href=/x>this</a>.", "See this [1].\n\n[1]: /x"),
    ("<a href=a>A</a> <a href=b>B</a> <a href=a>again</a>", "A [1] B [2] again [1]\n\n[1]: a\n[2]: b"),
    (
      "<a href='#top'>up</a> <a href='javascript:f()'>do</a> <a>none</a> <a href=''>self</a>",
      "up do none self"
    ),
    (
      "<a href='mailto:a@b.c?subject=x'>a@b.c</a> <a href='mailto:d@e.f'>Dee</a>",
      "a@b.c Dee [1]\n\n[1]: mailto:d@e.f"
    ),
    ("<a href='https://a.b/'>https://a.b/</a>", "https://a.b/"),
    ("<a href=x><h2>Head</h2><p>Text</p></a>", "## Head [1]\nText\n\n[1]: x"),
    ("<a href=x><img></a>y", "y"),
    (
      "<base href='https://s.t/u/v?q'><a href=w>1</a> <a href='../x/./y'>2</a> <a href='//z'>3</a> <a href='?p'>4</a>",
      "1 [1] 2 [2] 3 [3] 4 [4]\n\n[1]: https://s.t/u/w\n[2]: https://s.t/x/y\n[3]: https://z\n[4]: https://s.t/u/v?p"
    ),
    (
      "<link rel=canonical href='https://s.t'><a href='a?b=../c'>1</a>",
      "---\nurl: https://s.t\n---\n\n1 [1]\n\n[1]: https://s.t/a?b=../c"
    ),
    (
      "<table><tr><th>A<th>B<tr><td><a href=x>k</a><td>v</table>",
      "| A | B |\n|---|---|\n| k [1] | v |\n\n[1]: x"
    ),
  ])
  func numbersLinks(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test func writesOnlyTheirTextOtherwise() throws {
    #expect(try text("See <a href=/x>this</a>.", showsLinks: false) == "See this.")
  }

  @Test func leavesOutWhatSkipsTheNavigation() throws {
    #expect(try text("<a class='Skip-Link' href='#main'>Skip to content</a><p>x", showsLinks: false) == "x")
    #expect(try text("<a class=skip href='/next'>Skip this one</a>", showsLinks: false) == "Skip this one")
  }

  /// A long base makes each address long: they end the document as a long text would.
  @Test func countsAddressesAsText() {
    let html =
      "<base href='http://a/\(String(repeating: "x", count: 1000))/'>"
      + (0..<1000).map { "<a href=\($0)>b</a> " }.joined()
    var limits = DocumentLimits()
    limits.maximumTextByteCount = 100_000
    let error = #expect(throws: DocumentError.self) {
      try makeDocument(
        path: "a.html", bytes: Array(html.utf8), options: ReadingOptions(showsLinks: true), limits: limits)
    }
    #expect(error?.kind == .tooLarge)
  }

  @Test(arguments: [
    ("", "", true), ("a", "", true), ("", "a", false), ("abc", "c", true), ("aabaabaaa", "aabaaa", true),
    ("aabaab", "aabaaa", false), ("ab", "abc", false),
  ])
  func findsTextInText(text: String, wanted: String, expected: Bool) {
    #expect(contains(Array(text.utf8)[...], Array(wanted.utf8)[...]) == expected)
  }
}
