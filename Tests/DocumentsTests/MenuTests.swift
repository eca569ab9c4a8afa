import Testing

@testable import Documents

/// Long menus are left out and counted; what only looks like one stays.
@Suite struct MenuTests {
  private func links(_ count: Int, text: String = "Shop") -> String {
    (1...count).map { "<li><a href=/\($0)>\(text) \($0)</a>" }.joined()
  }

  private let page =
    "<h1>Kettle</h1><p>" + String(repeating: "A kettle of steel for the stove. ", count: 20) + "</p>"

  private func text(_ html: String) throws -> (text: String, dropped: [DroppedText]) {
    let document = try makeDocument(path: "a.html", bytes: Array(html.utf8))
    checkCover(document)
    return (String(decoding: document.text, as: UTF8.self), document.dropped)
  }

  @Test(arguments: [
    "<nav><ul>LINKS</ul></nav>", "<footer><ul>LINKS</ul></footer>",
    "<div role=navigation><ul>LINKS</ul></div>",
    "<div class='col site-nav'><ul>LINKS</ul></div>", "<ul id=mainMenu>LINKS</ul>",
    "<header><div class=menu><ul>LINKS</ul></div></header>",
  ])
  func leavesLongMenusOut(menu: String) throws {
    let (text, dropped) = try text(menu.replacing("LINKS", with: links(25)) + page)
    #expect(text.contains("Shop") == false)
    #expect(text.contains("A kettle of steel"))
    // `Shop` and a number, 25 times, without the blanks.
    #expect(dropped == [DroppedText(reason: .menu, count: 1, byteCount: 25 * 4 + 9 + 16 * 2)])
  }

  @Test(arguments: [
    // Few links: a breadcrumb, a small menu.
    ("<nav><ul>LINKS</ul></nav>", 9, "Shop"),
    // Calls itself nothing.
    ("<div><ul>LINKS</ul></div>", 25, "Shop"),
    // Long links are titles of something.
    ("<div class=menu><ul>LINKS</ul></div>", 25, "A kettle of steel for the stove, two litres"),
    // A menu of a restaurant: prices beside the links.
    (
      "<div class=menu><ul>LINKS</ul><p>Each of these dishes is made fresh for you by our cook and costs $12.</p></div>",
      25, "Soup"
    ),
    ("<div class=menu><main><ul>LINKS</ul></main></div>", 25, "Shop"),
    ("<header><ul>LINKS</ul>Call 0731 / 938 27 11</header>", 25, "Shop"),
    ("<footer><ul>LINKS</ul><a href='tel:+49'>Call</a></footer>", 25, "Shop"),
    ("<div class=header-page><h1>All shops</h1><ul>LINKS</ul></div>", 25, "Shop"),
  ])
  func keepsWhatMayBeContent(html: String, count: Int, link: String) throws {
    let (text, dropped) = try text(html.replacing("LINKS", with: links(count, text: link)) + page)
    #expect(text.contains("\(link) \(count)"))
    #expect(dropped.isEmpty)
  }

  @Test func keepsAPageThatIsAMenu() throws {
    #expect(try text("<nav>" + links(200) + "</nav><p>Our shops").text.contains("Shop 200"))
  }

  @Test func keepsMenusOnDemand() throws {
    let document = try makeDocument(
      path: "a.html", bytes: Array(("<nav>" + links(25) + "</nav>" + page).utf8),
      options: ReadingOptions(keepsHidden: true))
    #expect(String(decoding: document.text, as: UTF8.self).contains("Shop 25"))
  }
}
