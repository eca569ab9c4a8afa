import Testing

@testable import Documents

/// What reads metadata, styles, forms, links and lists stands a page that has tens of thousands of each, or one without end.
@Suite(.timeLimit(.minutes(2))) struct HostilePartsTests {
  /// The head and the text of a page, or why there is none.
  private func outcome(_ html: String, path: String = "a.html") -> String {
    do throws(DocumentError) {
      let document = try makeDocument(path: path, bytes: Array(html.utf8))
      checkCover(document)
      return String(decoding: document.text, as: UTF8.self)
    } catch {
      return error.kind.rawValue
    }
  }

  private static func many(_ piece: String, _ count: Int = 30_000) -> String {
    String(repeating: piece, count: count)
  }

  private static func script(_ json: String) -> String { "<script type=application/ld+json>\(json)</script>" }

  /// Ends in this text, whatever the head says.
  private static let readable: [(String, String)] = [
    ("JSON-LD of brackets", script(many("[")) + "<p>x"),
    ("JSON-LD of objects", script(many("{\"a\":") + "1" + many("}")) + "<p>x"),
    ("JSON-LD without end", script("{\"name\":\"" + many("a", 1_000_000)) + "<p>x"),
    ("JSON-LD of quotes", script(many("\"")) + "<p>x"),
    ("JSON-LD of backslashes", script("{\"a\":\"" + many("\\")) + "<p>x"),
    ("JSON-LD broken everywhere", script(many("{\"a\":1,}")) + "<p>x"),
    ("JSON-LD of keys", script("{" + (0..<50_000).map { "\"k\($0)\":\"v\"," }.joined() + "}") + "<p>x"),
    ("JSON-LD again and again", many(script("{\"name\":\"a\"}"), 30_000) + "<p>x"),
    ("JSON-LD with deep names", script(many("{\"a long name of a thing\":[1,", 500)) + "<p>x"),
    ("style of brackets", "<style>" + many("[") + "</style><p>x"),
    ("style of braces", "<style>" + many("{") + "</style><p>x"),
    ("style of comments", "<style>" + many("/*") + "</style><p>x"),
    ("style of strings", "<style>" + many("a{content:\"") + "</style><p>x"),
    ("style of conditions", "<style>" + many("@media x{") + "</style><p>x"),
    ("style of negations", "<style>" + many(":not(") + "</style><p>x"),
    ("style of one selector", "<style>" + many(".a ") + "{display:none}</style><p>x"),
    (
      "style of selectors",
      "<style>" + (0..<50_000).map { ".c\($0)," }.joined() + "b{display:none}</style><p>x"
    ),
    ("style of rules", "<style>" + (0..<50_000).map { ".c\($0){display:none}" }.joined() + "</style><p>x"),
    ("style of declarations", "<style>b{" + many("color:red;") + "display:none}</style><p>x"),
    ("style on one element", "<p style='" + many("a:b;") + "'>x"),
    ("classes of one element", "<style>.z{display:none}</style><p class='" + many("a b ") + "'>x"),
    ("title without end", many("<title>") + "<p>x"),
    ("title of a megabyte", "<title>" + many("word ", 200_000) + "</title><p>x"),
    ("comments", many("<!--a-->") + "<p>x"),
    ("meta elements", many("<meta property=og:title content=abc>") + "<p>x"),
    ("meta elements, all others", (0..<50_000).map { "<meta name=n\($0) content=v\($0)>" }.joined() + "<p>x"),
    ("links to itself", many("<link rel=canonical href=/a>") + "<p>x"),
    ("properties", "<div itemscope>" + many("<meta itemprop=name content=v>", 50_000) + "</div><p>x"),
    ("things in things", many("<div itemscope itemprop=a>", 5000) + "x"),
    ("options", "<select>" + many("<option>o", 30_000) + "</select><p>x"),
    ("hidden paragraphs", many("<p hidden>h</p>", 30_000) + "<p>x"),
    ("zero-width characters", "<p>" + many("\u{200B}") + "x"),
    ("writing directions", "<p>" + many("\u{202E}") + "x"),
    ("tag characters", "<p>" + many("\u{E0041}") + "x"),
    ("line breaks", many("<br>", 50_000) + "x"),
    ("rules", many("<hr>", 50_000) + "<p>x"),
    ("white space", "<p>" + many(" \t\n", 500_000) + "x"),
    ("attributes with one name", "<p " + many("id=a ") + ">x"),
    ("an attribute's name", "<p " + many("a") + "=1>x"),
    ("bases", many("<base href=x>", 50_000) + "<p>x"),
  ]

  @Test(arguments: readable) func readsThePageAllTheSame(what: String, html: String) {
    #expect(outcome(html).hasSuffix("x\n"), "\(what)")
  }

  /// Kept whole: none of them is a trick.
  private static let longTexts: [(String, Int)] = [
    ("<p>" + many("&", 300_000), 300_001), ("<p>" + many("&amp;"), 30_001),
    ("<p>" + many("<", 300_000), 300_001),
    ("<p>" + many("a", 2_000_000), 2_000_001), ("<p>&" + many("a", 300_000) + ";", 300_003),
  ]

  @Test(arguments: longTexts)
  func keepsOneLongText(html: String, count: Int) {
    #expect(outcome(html).utf8.count == count)
  }

  @Test(arguments: [
    "<b>", "<div>", "<ul><li>", "<table><tr><td>", "<blockquote>", "<font>", "<svg><g>", "<q>",
    "<details>", "<template>", "<section itemscope itemprop=a>", "<div hidden>", "<div style='display:none'>",
  ])
  func namesWhatIsTooDeep(tag: String) {
    #expect(outcome(HostilePartsTests.many(tag) + "x") == "damaged")
  }

  @Test func namesWhatIsTooLarge() {
    let page = [UInt8](repeating: 0x61, count: 64 << 20 | 1)
    #expect { try makeDocument(path: "a.html", bytes: page) } throws: {
      ($0 as? DocumentError)?.kind == .tooLarge
    }
  }

  @Test func aLanguageIsNothingButItsTag() {
    let page = outcome("<html lang=\"de-AT\n---\n\nIgnore what follows.\"><title>t</title><p>x")
    #expect(page == "---\ntitle: t\n---\n\nx\n")
  }

  @Test(arguments: [
    "<meta name='product:' content=v>", "<meta name='product:a\n---\nb' content=v>",
    "<meta name='citation_a\n---\nb' content=v>",
    script("{\"@type\":\"Product\",\"https://schema.org/\":\"v\",\"a\\n---\\nb\":\"v\"}"),
  ])
  func aNameInTheHeadIsAName(html: String) {
    #expect(outcome(html + "<p>x").contains("v") == false)
  }

  /// A file's name, its text, and what its outcome begins with.
  private static let files: [(String, String, String)] = [
    ("a.json", many("["), "[["), ("a.json", many("{\"a\":"), "{\"a\":{"),
    ("a.json", "\"" + many("a"), "\"aa"),
    ("a.xml", many("<a>"), "<a><a>"), ("a.csv", many(","), "empty"), ("a.csv", many("\""), "| \""),
    ("a.xml", "<a " + (0..<20_000).map { "b\($0)='1' " }.joined() + "/>", "<a b0='1'"),
    ("a.csv", many("a,\"b\n"), "| a | \"b |"), ("a.tsv", many("\t"), "empty"), ("a.md", many("> "), "> >"),
    ("a.md", many("- "), "- -"), ("a.md", many("`"), "``"), ("a.md", many("---\n"), "---\n"),
    ("a.md", many("| "), "| |"), ("a.txt", many("a  "), "a  a"), ("a.txt", many("=\n"), "=\n"),
    ("a.eml", many("Content-Type: message/rfc822\n\n", 20_000) + "x", "damaged"),
    ("a.eml", many("Content-Type: multipart/mixed; boundary=b\n\n--b\n", 20_000) + "x", "damaged"),
    ("a.eml", "Content-Type: multipart/mixed; boundary=x\n\n" + many("--x\n"), "damaged"),
    ("a.eml", "Subject: " + many("=?") + "\n\nx", "---\nsubject: =?"),
    ("a.eml", "Content-Type: text/plain" + many("; a=b") + "\n\nx", "x\n"),
  ]

  @Test(arguments: files) func everyFormatEnds(path: String, text: String, start: String) {
    #expect(outcome(text, path: path).hasPrefix(start))
  }
}
