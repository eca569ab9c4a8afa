import Testing

@testable import Documents

/// What stands in the head of a page's text, and what doesn't because the text says it.
@Suite struct MetadataHeadTests {
  private func head(_ html: String) throws -> [String] {
    let document = try makeDocument(path: "a.html", bytes: Array(html.utf8))
    let block = try #require(document.blocks.first)
    #expect(block.kind == .metadata)
    let lines = String(decoding: document.text[block.range], as: UTF8.self).split(separator: "\n").map(
      String.init)
    #expect(lines.first == "---" && lines.last == "---")
    let inner = Array(lines.dropFirst().dropLast())
    #expect(inner == document.metadata.map { "\($0.name): \($0.value)" })
    return inner
  }

  private func page(_ head: String, _ body: String = "<p>Some text.</p>") -> String {
    "<html><head><title>T</title>\(head)</head><body>\(body)</body></html>"
  }

  @Test(arguments: [
    (#"<link rel=canonical href="/a?b&amp;c">"#, ["url: /a?b&c"]),
    (#"<meta property="og:url" content="https://x.example/p/14347">"#, ["url: https://x.example/p/14347"]),
    (
      #"<meta name=viewport content="width=1"><meta property=og:image content=x.jpg><meta name=description content="A &quot;d&quot;">"#,
      [#"description: A "d""#]
    ),
    (
      #"<meta name=description content="One and two"><meta property=og:description content="One and two">"#,
      ["description: One and two"]
    ),
    (
      #"<meta name=description content="One two three four five six seven"><meta property=og:description content="One two three four five si…">"#,
      ["description: One two three four five six seven"]
    ),
    (
      #"<meta property="product:price:amount" content="39.00"><meta property="product:price:currency" content="USD">"#,
      ["price: 39.00", "priceCurrency: USD"]
    ),
    (
      #"<meta name="twitter:label1" content="Price"><meta name="twitter:data1" content="$5"><meta name="twitter:label2" content="Est. reading time"><meta name="twitter:data2" content="4 minutes">"#,
      ["Price: $5"]
    ),
    (
      #"<meta property="article:published_time" content="2024-01-02"><script type="application/ld+json">{"datePublished":"2024-01-02T10:00Z"}</script>"#,
      ["datePublished: 2024-01-02"]
    ),
    (
      #"<meta name="citation_author" content="Ann A"><meta name="citation_author" content="Bo B"><meta name="citation_pdf_url" content="https://x.example/a.pdf">"#,
      ["citation_author: Ann A", "citation_author: Bo B"]
    ),
    (
      #"<script type="application/ld+json">{"aggregateRating":{"ratingValue":"4.5","bestRating":"5"},"description":"a\#u{200B}b\#u{202E}c"}</script>"#,
      ["aggregateRating.ratingValue: 4.5", "description: abc"]
    ),
  ])
  func choosesOfTheHead(html: String, expected: [String]) throws {
    #expect(try head(page(html)) == ["title: T"] + expected)
  }

  /// A number or a single word is a repeat only behind the name of its property.
  @Test(arguments: [
    (#"{"description":"The best fan of all"}"#, "Is it <b>the best FAN</b>, of all?", [String]()),
    (
      #"{"description":"The best fan of all"}"#, "the best fan of allies",
      ["description: The best fan of all"]
    ),
    (#"{"offers":{"price":40}}"#, "40 of them", ["offers.price: 40"]),
    (#"{"offers":{"price":40}}"#, "Price: € 40", []),
    (#"{"brand":"Bosch"}"#, "Bosch fans", ["brand: Bosch"]),
    (#"{"brand":"Bosch"}"#, "Brand: Bosch", []),
    (
      #"{"nutrition":{"fatContent":"12 g","proteinContent":"12 g"}}"#, "Fat <b>12 g</b>",
      ["nutrition.proteinContent: 12 g"]
    ),
    (#"{"sku":"A1","offers":{"sku":"A1"}}"#, "x", ["sku: A1"]),
    (
      #"{"@type":"ItemList","itemListElement":[{"name":"Big Fan","sku":"A1"},{"name":"Old Fan"}]}"#,
      "Big Fan, Old Fan", ["item.name: Big Fan", "item.sku: A1"]
    ),
  ])
  func leavesOutWhatTheTextSays(json: String, text: String, expected: [String]) throws {
    let html = page("<script type='application/ld+json'>\(json)</script>", "<p>\(text)</p>")
    #expect(try head(html) == ["title: T"] + expected)
  }

  @Test(arguments: [
    (
      #"<div itemscope itemtype="https://schema.org/Product"><p itemprop=name>Fan</p><meta itemprop=sku content=X1><div itemprop=offers itemscope><span itemprop=price content="12.50">12,5</span><link itemprop=availability href="http://schema.org/InStock"></div></div>"#,
      ["sku: X1", "offers.price: 12.50", "offers.availability: InStock"]
    ),
    (
      #"<div itemscope><span itemprop=author itemscope itemtype="https://schema.org/Person"><meta itemprop=name content=Ann><meta itemprop=telephone content=1></span></div>"#,
      ["author: Ann"]
    ),
    (
      #"<ol itemscope itemtype="https://schema.org/BreadcrumbList"><li><meta itemprop=name content=Home></ol>"#,
      []
    ),
    (#"<p>Seen <span style="display:none" itemprop=color>Deep red</span>"#, ["color: Deep red"]),
    (
      #"<p>Written <time datetime="2024-03-05T10:00">3 days ago</time>, <time datetime="2024-03-06">6 March 2024</time>"#,
      ["time: 2024-03-05T10:00"]
    ),
    (
      #"<form>Buy<input type=hidden name=ProductId value=112949990><input type=hidden name=token value=x></form>"#,
      ["ProductId: 112949990"]
    ),
    // Prices of other things, with and without a name.
    (
      #"<b itemprop=price content=1>x</b><b itemprop=price content=2>y</b>"#, ["price: 1"]
    ),
    (
      #"<div itemscope itemtype=x/Product><meta itemprop=sku content=A></div><div itemscope itemtype=x/Product><meta itemprop=sku content=B></div><div itemscope itemtype=x/Product><meta itemprop=sku content=C><b itemprop=name>Old fan</b></div>"#,
      ["sku: A", "item.name: Old fan", "item.sku: C"]
    ),
    (
      #"<div itemscope>x<div itemprop=review itemscope><meta itemprop=ratingValue content=4></div></div>"#, []
    ),
    (#"<p>x<span property="schema:price" content="5">five</span>"#, ["price: 5"]),
  ])
  func readsElements(body: String, expected: [String]) throws {
    #expect(try head(page("", body)) == ["title: T"] + expected)
  }

  @Test func saysWhatDidNotFit() throws {
    let values = (0..<100_000).map { #""p\#($0)":"value \#($0)""# }.joined(separator: ",")
    let html = page("<script type='application/ld+json'>{\(values)}</script>")
    let document = try makeDocument(path: "a.html", bytes: Array(html.utf8))
    #expect(document.text.count < MetadataHead.maximumByteCount + 100)
    let dropped = try #require(document.dropped.first { $0.reason == .metadata })
    #expect(dropped.count + document.metadata.count > 10_000)
  }

  @Test func readsNoMoreHeadElementsThanPagesHave() throws {
    let html = page(
      (0..<20_000).map { "<meta name='product:a\($0)' content=\($0)>" }.joined())
    let document = try makeDocument(path: "a.html", bytes: Array(html.utf8))
    let dropped = try #require(document.dropped.first { $0.reason == .metadata })
    #expect(dropped.count + document.metadata.count == 10_001)
  }

  @Test func hasNoHeadInMainMode() throws {
    let bytes = Array(page("<meta name=description content='A b c'>").utf8)
    let document = try makeDocument(path: "a.html", bytes: bytes, options: ReadingOptions(content: .main))
    #expect(document.blocks.contains { $0.kind == .metadata } == false)
    #expect(document.metadata.contains(MetadataField(name: "description", value: "A b c")))
  }

  @Test func keepsPathsOfMetaElements() throws {
    let meta = "<meta name=geo.placename content=Ulm><meta property=book:a:isbn content=978>"
    #expect(try head(page(meta)) == ["title: T", "geo.placename: Ulm", "a.isbn: 978"])
  }

  /// What stands in a name must not look like lines of the head or like its end.
  @Test(arguments: [
    "<meta name='product:a\n---\n# Sale' content=b>", "<meta name='citation_a\nprice' content=1>",
    "<div lang='en\n---\n# Sale'>x</div>", "<meta name=language content='en --- Sale'>",
  ])
  func takesNoNameForLines(head: String) throws {
    #expect(try self.head(page(head)) == ["title: T"])
  }
}
