import Testing

@testable import Documents

/// Pages made to break readers end within seconds, read or with a named outcome.
@Suite(.timeLimit(.minutes(1))) struct HostileHTMLTests {
  private func read(_ html: String, limits: DocumentLimits = .default) throws(DocumentError) -> Document {
    let document = try makeDocument(path: "a.html", bytes: Array(html.utf8), limits: limits)
    checkCover(document)
    return document
  }

  private func kind(_ html: String, limits: DocumentLimits = .default) -> DocumentError.Kind? {
    do throws(DocumentError) {
      _ = try read(html, limits: limits)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test(arguments: [
    "<div>", "<b>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<dl><dd>", "<span>", "<x-y>",
  ])
  func readsTextBelowThousandsOfLevels(tag: String) throws {
    let text = String(decoding: try read(String(repeating: tag, count: 3000) + "deep 12").text, as: UTF8.self)
    #expect(text.contains("deep 12"))
  }

  @Test(arguments: [100_000, 1_000_000]) func namesWhatIsTooDeep(count: Int) {
    #expect(kind(String(repeating: "<div>", count: count) + "x") == .damaged)
    #expect(
      kind(String(repeating: "<b>", count: count) + String(repeating: "</b>", count: count)) == .damaged)
  }

  @Test func doesNotSearchDeepTreesForEachStrayEndTag() {
    let stray = String(repeating: "<li>", count: 100) + "<table>" + String(repeating: "<u>", count: 3000)
    #expect(kind(stray + String(repeating: "</li>", count: 1_000_000) + "x") == .damaged)
  }

  @Test func readsATagOf100000Attributes() throws {
    let different = (0..<100_000).map { "a\($0)=1" }.joined(separator: " ")
    #expect(try read("<p \(different)>kept").text == Array("kept\n".utf8))
    let same = String(repeating: "style='display:none' ", count: 100_000)
    #expect(try read("<p \(same)></p>kept").text == Array("kept\n".utf8))
  }

  @Test(arguments: [
    "<", "&", "<!--", "</", "<a href=\"", "<title>", "<textarea>", "<script>", "</script", "<![CDATA[", "<!",
    "&#", "&a;", "a<br>",
    "<p>", "<li>", "<dt>a", "<table>", "<td>x", "<tr>", "<option>x", "<a>", "<form>", "<pre>", "<svg>",
    "<table><caption>",
    "<td rowspan=1000 colspan=1000>x", "<h1>", "<thead>", "<dl><dt>", "\u{202E}", "</p>", "<body>",
    "<html lang=x>", "<p\u{1}>",
  ])
  func endsOnOneThingRepeated(piece: String) {
    let outcome = kind(String(repeating: piece, count: 20_000) + "x")
    #expect(outcome == nil || outcome == .empty || outcome == .damaged || outcome == .tooLarge)
  }

  @Test func holdsItsLimits() {
    let tags = String(repeating: "<p>x", count: 1000)
    #expect(kind(tags, limits: DocumentLimits(maximumTagCount: 999)) == .tooLarge)
    #expect(kind(tags, limits: DocumentLimits(maximumTextByteCount: 500)) == .tooLarge)
    #expect(kind(tags, limits: DocumentLimits(maximumByteCount: 500)) == .tooLarge)
    let spans =
      "<table><tr><td rowspan=1000>\(String(repeating: "x", count: 900))<td>b\(String(repeating: "<tr><td>y", count: 999))</table>"
    #expect(kind(spans, limits: DocumentLimits(maximumTextByteCount: 100_000)) == .tooLarge)
    #expect(kind("<div><div><div>x", limits: DocumentLimits(maximumDepth: 2)) == .damaged)
  }

  /// Pages broken in every way a small generator finds, the same ones each time.
  @Test func neverBreaksItsPromisesOnBrokenPages() throws {
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 1) % bound
    }
    let pieces = [
      "<", ">", "</", "<!--", "-->", "\"", "'", "<table>", "<tr>", "<td>", "</table>", "<pre>", "</pre>",
      "<li>", "<ul>",
      "</ul>", "<dl>", "<dt>", "<dd>", "</dl>", "<br>", "<h1>", "</h2>", "<title>", "<textarea>", "&#x", "&",
      "&#128;",
      "<script>", "<svg>", "</svg>", "<blockquote>", "</blockquote>", "<p>", "<td rowspan=3 colspan=2>",
      "<template>",
      "<body>", "</body>", "<head>", "\u{200D}", "é", "<th>", "<thead>", "<caption>", "<option>",
      "<p hidden>", "word ", "a|b",
      "\0", "</td>", "</p>", "</li>", "<a>", "</a>", "<span>", "</span>", "<input value='v'>", "<img alt=i>",
    ]
    for _ in 0..<3000 {
      let html = (0..<random(60)).map { _ in pieces[random(pieces.count)] }.joined()
      _ = kind(html)
    }
  }

  /// Long or many, and asked for again by each of many elements.
  @Test(arguments: [
    // Names above many elements.
    "<style>.a .b{display:none}</style><div id=\(long)>" + many("<i class=b>x</i>"),
    "<style>[aria-hidden=true] .b{display:none}</style><div aria-hidden='\(blanks)'>"
      + many("<i class=b>x</i>"),
    "<div class='\(words)'>" + many("<pre>x</pre>"), "<div class='\(words)'>" + many("<pre>1\n2</pre>") + "x",
    "<style>" + (0..<40_000).map { ".x\($0).z{display:none}" }.joined() + "</style><p class='"
      + (0..<60_000).map { "x\($0) " }.joined() + "'>x",
    // Text inside many hidden elements, and many elements whose style is looked up.
    "x<div hidden>" + many("<p>Some words of a panel that opens at a click.</p>", 10)
      + many("<div hidden>", 300) + words + words,
    "<style>.h{display:none}</style>x" + many("<p style='visibility:hidden'><i class=a></i>y</p>"),
    // One line of many prices, one wide row of a table.
    "<p>x" + many("5<sup>99</sup>", 100_000),
    "<table><tr>" + many("<td>x", 1000) + many("<tr><td>y<td>z"),
    // Pictures that say almost the same.
    "x" + (0..<20_000).map { "<p><img alt='\(many("a", 54))\($0)'>" }.joined(),
  ])
  func endsOnWhatIsAskedForAgain(html: String) throws {
    #expect(try read(html).text.contains(UInt8(ascii: "x")))
  }

  private static let long = many("x", 500_000)
  private static let blanks = many(" ", 500_000)
  private static let words = many("x ", 250_000)

  private static func many(_ text: String, _ count: Int = 30_000) -> String {
    String(repeating: text, count: count)
  }
}
