import Testing

@testable import Documents

@Suite struct MainContentTests {
  private func main(_ html: String) throws -> Document {
    try makeDocument(path: "a.html", bytes: Array(html.utf8), options: ReadingOptions(content: .main))
  }

  private func text(_ document: Document) -> String { String(decoding: document.text, as: UTF8.self) }

  /// What stays is written with `+`, what goes with `-`.
  private func check(_ html: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let text = text(try main(html))
    #expect(text.contains("+"), sourceLocation: sourceLocation)
    #expect(text.contains("-!") == false, "\(text)", sourceLocation: sourceLocation)
    #expect(
      text.count { $0 == "+" } == html.count { $0 == "+" }, "\(text)", sourceLocation: sourceLocation)
  }

  private let paragraph =
    "<p>+ The council met on Monday, and after four hours of debate, it agreed to build the bridge by next spring.</p>"

  @Test func keepsAnArticlesBody() throws {
    try check(
      """
      <nav><a href=/>-! Home</a> <a href=/news>-! News</a></nav>
      <div class=cookie-banner><p>-! We use cookies to make this page better for you, and for ourselves as well.</p></div>
      <main><article><header><h1>-! Bridge agreed</h1><p class=byline>-! By A. Writer</p></header>
      <div class="share-buttons">-! Share</div>
      \(paragraph)\(paragraph)<h2>+ The costs</h2>\(paragraph)
      <figure><img src=a alt="-!"><figcaption>-! The river at night, seen from the northern bank in winter.</figcaption></figure>
      <blockquote>+ We will build it.</blockquote>\(paragraph)<table><tr><th>+ Year<th>+ Cost<tr><td>+ 1<td>+ 2</table>
      <section><h3>Related -!</h3><ul><li><a href=/1>-! Another bridge fell into the river</a></ul></section>
      </article><aside><p>-! Some other news that has nothing to do with the bridge, but is long enough to look like it.</p></aside></main>
      <div id=comments><p>-! A reader wrote a long comment about the bridge, and said that it should be a tunnel.</p></div>
      <footer>-! © A newspaper</footer>
      """)
  }

  @Test func takesTheBodyThatMicrodataNames() throws {
    try check(
      """
      <div><p>-! The teaser of another story, which is long and has no link in it, so that it looks like a paragraph.</p>
      <div itemprop=articleBody><p>+ Short.</p>\(paragraph)<p>+ 12:30 Start</p></div></div>
      """)
  }

  @Test func keepsParagraphsThatStandInSeveralParts() throws {
    try check(
      "<article><div><div class=c>\(paragraph)\(paragraph)</div><div class=ad>-! Buy</div><div class=c>\(paragraph)</div></div></article>"
    )
  }

  @Test func keepsWhatPeopleWroteInAForum() throws {
    let post = { (name: String) in
      """
      <article class=post><div class=user-info>-! \(name), member since 2012</div>
      <div class=post-body><p>+ I think that you should oil the hinge first, and then see if the door still makes that noise.</p>
      </div><div class=reactions>-! 3 likes</div></article>
      """
    }
    try check(
      """
      <html><body class=forum><nav>-! Forums</nav><h1>-! The door squeaks</h1><div class=comments>\(post("A"))\(post("B"))</div>
      <div class=login>-! Log in to reply</div>
      """)
  }

  @Test func keepsWhatDescribesAProduct() throws {
    try check(
      """
      <meta property=og:type content=product>
      <header><a href=/>-! Shop</a></header><main><div class=breadcrumbs>-! Home / Mugs</div>
      <h1>+ A mug</h1><div class=price>+ $12.50</div><form><label>-! Size</label><button>-! Buy</button></form>
      <div class=description><p>+ A stoneware mug with a handle that is large enough for a whole hand, made in small numbers.</p></div>
      <p>+ The glaze is made of wood ash and stands the heat of an oven, a microwave and a dishwasher for years of use.</p>
      <table><tr><th>+ Height<td>+ 10 cm</table><div class=shipping>-! Ships in two days</div>
      <div class=product-reviews><p>-! I like this mug, and my whole family likes it too, we drink from it every day.</p></div>
      <section><h2>You may also like -!</h2><div><a href=/2>-! Another mug</a></div></section></main>
      """)
  }

  @Test func leavesOutWhatOnlyCanBeClicked() throws {
    try check(
      """
      <main><h1>+ Lamps</h1>\(paragraph)<ul><li>+ A red lamp<div>Quick view</div><li>+ A green lamp<div>Add To Cart →</div>
      <li>+ Add to cart is what you press</ul><div>In den Warenkorb</div><div>Loading…</div></main>
      """)
    for text in [
      "Quick view", "Add To Cart →", "In den Warenkorb", "LOADING…", "Show more", "Skip to content",
    ] {
      let document = try main("<main><h1>Lamps</h1><p>A lamp for desks.</p><div>\(text)</div></main>")
      #expect(self.text(document) == "# Lamps\nA lamp for desks.\n", "\(text)")
    }
  }

  @Test func leavesOutButtons() throws {
    try check(
      """
      <main><h1>+ Bridges</h1><div><button>-! Start the tour</button></div><p><a class=btn href=/q>-! Ask for a quote</a></p>
      \(paragraph)
      <p>+ Press <button>Start</button> to begin, then see <a href="#a">below</a>.</p><p><a href="#b">+ What the council said in spring of arches and beams</a></p></main>
      """)
  }

  @Test func leavesOutLinesThatLeadToOtherTexts() throws {
    try check(
      """
      <article>\(paragraph)<p>Read also: <a href=/1>-! How bridges are built in the north</a></p>\(paragraph)
      <p>Lesen Sie auch: <a href=/2>-! Die neue Brücke</a></p><p>+ Read also: what the council wrote about it.</p>\(paragraph)
      <p>+ Costs: <a href=/3>the council's table of them</a></p></article>
      """)
  }

  @Test func keepsHeadingsThatOpenTheirText() throws {
    try check(
      """
      <main><h1>+ Sewing machines</h1><button>-! Buy</button><h2><button>+ What do I need first?</button></h2><p>+ A machine.</p>
      <div class=btn><h3>+ And then?</h3></div><p>+ Thread.</p><button class=faq-question>+ Is that all?</button><p>+ It is.</p>
      <div class=btn>-! Order</div></main>
      """)
  }

  @Test func believesNoNameThatIsAHeadingsText() throws {
    try check(
      """
      <main><h1>+ Patches</h1>\(paragraph)<section id=respond-to-review-comments><h2>+ Respond to review comments</h2>
      <p>+ Do so.</p></section><section id=review-comments><p>-! Nice</p></section></main>
      """)
  }

  @Test func readsNoWordInABundlersHash() throws {
    try check(
      "<main>\(paragraph)<div class=table_root__adKqa>+ A cell</div><div class=card__adSlots>-! Buy</div></main>"
    )
  }

  @Test(arguments: [
    "Shipping and returns", "FAQs", "Frequently asked questions", "Payment & security", "Versand",
  ])
  func leavesOutWhatStandsBesideAProduct(heading: String) throws {
    let page =
      "<main><h1>+ A mug</h1><p>+ Of stoneware.</p>\(paragraph)<h2>\(heading)</h2><p>- Two days.</p><h2>+ Size</h2><p>+ 10 cm</p></main>"
    let product = text(try main("<meta property=og:type content=product>" + page))
    #expect(product.contains(heading) == false)
    #expect(product.contains("Two days") == false)
    #expect(product.contains("10 cm"))
    #expect(text(try main(page)).contains("Two days"))
  }

  @Test func leavesOutCountsInLists() throws {
    let card = { (name: String) in
      "<li><a href=/\(name)><h3>+ The \(name) lamp</h3></a><div>(1,234)</div><div>+ $\(name.count)0</div></li>"
    }
    let list =
      "<main><h1>+ Lamps</h1><ul>\(card("red"))\(card("green"))\(card("turquoise"))</ul><div>24/514</div>"
    try check(list + "<table><tr><th>+ Lamp<th>+ Watts<tr><td>+ Red<td>40</table></main>")
    let text = text(try main(list + "<table><tr><th>Lamp<th>Watts<tr><td>Red<td>40</table></main>"))
    #expect(text.contains("1,234") == false)
    #expect(text.contains("24/514") == false)
    #expect(text.contains("40"))
  }

  @Test func keepsAListsItemsOnce() throws {
    let card = { (name: String) in
      "<li class=card><a href=/\(name)>+ The \(name) lamp for desks</a><div>+ $\(name.count)0</div>"
        + "<div>The \(name) lamp for desks</div></li>"
    }
    try check(
      """
      <div role=navigation>-! Menu</div><main><h1>+ Lamps</h1><div class=filters>-! Color</div>
      <ul>\(card("red"))\(card("green"))\(card("turquoise"))</ul><nav class=pagination>-! Next</nav></main>
      """)
  }

  @Test func keepsTheTextOfOtherPages() throws {
    try check(
      """
      <header><div>-! Logo</div></header><div><section><h1>+ We move houses</h1><p>+ Quickly.</p></section>
      <section><h2>+ What we do</h2><ul><li>+ Packing<li>+ Storage</ul><a class=btn href=/c><div>-! Get a quote</div></a></section></div>
      <footer>-! Privacy</footer>
      """)
  }

  @Test(arguments: [
    "<nav>all there is</nav>",
    "<footer>all there is</footer>",
    "<div class=cookie>all there is</div>",
    "<form><select><option>x</select> all there is</form>",
    "<nav><a href=/>all</a> <a href=/>there is</a></nav><script type=application/ld+json>{\"@type\":\"Article\"}</script>",
    "<article><h1>all there is</h1></article><script type=application/ld+json>{\"@type\": [\"NewsArticle\"]}</script>",
  ])
  func neverLosesAll(html: String) throws {
    #expect(text(try main(html)).contains("all"))
  }

  @Test func keepsTheTitleBesideTheText() throws {
    let document = try main("<title>Bridge agreed</title>\(paragraph)")
    #expect(document.title == "Bridge agreed")
    #expect(text(document).contains("Bridge agreed") == false)
    #expect(text(try main("<title>Bridge agreed</title><body><br>")).contains("Bridge agreed"))
  }

  @Test func saysWhatWasLeftOut() throws {
    let document = try main("<nav>Home page</nav><main>\(paragraph)</main><footer>End</footer>")
    let dropped = try #require(document.dropped.first { $0.reason == .boilerplate })
    #expect(dropped.count == 2)
    #expect(dropped.byteCount == "Home page ".utf8.count + "End ".utf8.count)
    #expect(try main(paragraph).dropped.contains { $0.reason == .boilerplate } == false)
  }

  /// Elements nested deeply and headings in great number must not cost more than a page's length.
  @Test func deepAndLongPagesEnd() throws {
    let depth = 400
    let deep =
      String(repeating: "<div class=related>", count: depth) + paragraph
      + String(repeating: "</div>", count: depth)
    #expect(text(try main(deep)).contains("bridge"))
    let headings = String(repeating: "<h2>Related</h2><div><a href=/>x</a></div>", count: 20_000)
    #expect(text(try main("<main>\(paragraph)\(headings)</main>")).contains("Related") == false)
  }
}
