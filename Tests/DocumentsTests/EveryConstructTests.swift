import Testing

@testable import Documents

/// One page with every construct that pages are made of: all text is kept, all structure is told, each asserted by itself.
@Suite struct EveryConstructTests {
  /// Parsed once: the page is the same for all.
  private static let page = Result { () throws(DocumentError) in
    try makeDocument(path: "every.html", bytes: Array(everyConstruct.utf8))
  }

  private func text() throws -> String {
    String(decoding: try EveryConstructTests.page.get().text, as: UTF8.self)
  }

  @Test(arguments: [
    ("title", "Every construct & more"), ("paragraph", "KEEP-PARAGRAPH"), ("heading", "KEEP-HEADING"),
    ("inline elements", "KEEP-BOLD, KEEP-EMPHASIS and KEEP-SPAN."), ("link", "KEEP-LINK"),
    ("list item", "KEEP-ITEM"), ("term and definition", "KEEP-TERM: KEEP-DEFINITION"),
    ("table cell", "KEEP-CELL"),
    ("caption of a figure", "KEEP-FIGCAPTION"), ("picture's text", "KEEP ALT TEXT"),
    ("closed details", "KEEP-SUMMARY\nKEEP-DETAILS"), ("address", "KEEP-ADDRESS"),
    ("quotation", "KEEP-QUOTE"),
    ("code", "KEEP-CODE"), ("button", "KEEP-BUTTON"), ("field with its label", "KEEP-LABEL KEEP-VALUE"),
    ("text area", "KEEP-TEXTAREA <b>&"), ("chosen option", "KEEP-OPTION"), ("output", "KEEP-OUTPUT"),
    ("unknown element", "KEEP-CUSTOM"), ("element of HTML5", "KEEP-ARTICLE"), ("deep nesting", "KEEP-DEEP"),
    ("references", "caf\u{E9} \u{20AC}5 \u{2013} AT&T \u{2260}"),
    ("after an empty comment", "KEEP-AFTER-COMMENT"),
    ("after broken tags", "KEEP-AFTER-BROKEN"), ("time", "KEEP-TIME"), ("NUL in text", "KEEP-NUL"),
    ("ruby", "\u{6F22}(kan)\u{5B57}(ji)"), ("end of the page", "KEEP-END"),
  ])
  func keeps(what: String, expected: String) throws {
    #expect(try text().contains(expected), "\(what)")
  }

  @Test(arguments: [
    ("headings by level", "## Level two\n### Level three\n"),
    ("nested lists", "- Fruit\n  - Apple\n    1. Red\n    2. Green\n- Bread\n"),
    ("numbers of ordered lists", "5. Five\n9. Nine\n10. Ten\n"),
    ("lists that count down", "2. Two\n1. One\n"),
    ("lettered lists", "c. See\nd. Dee\n"),
    ("items with several paragraphs", "- First\n\n  Second\n- Third\n"),
    ("definitions with several terms", "Width: 4 cm\nHeight, Depth: 5 cm\n"),
    ("code with its language", "\n```swift\nlet a = 1\n\n  // two\n```\n"),
    ("code on the line", "Run `ls -l` now"),
    ("quotes", "\n> Quoted\n\n> > Quoted in a quote\n"), ("lines", "12 High Street\nSpringfield\n"),
    ("boxes", "[x] Milk [ ] Bread"), ("neighbours", "\n551 kcal\n"),
    ("words across elements", "un\u{66}inished"),
    ("prices in parts", "$12.99"), ("exponents", "10\u{B2} m\u{B2} H2O"), ("struck text", "~~$20~~ $15"),
    ("bars", "70/100"), ("short lists of choices", "S, [x] M, L"),
    (
      "tables",
      "Sales by region\n\n| Region | 2023 / Sales | 2023 / Cost |\n|---|---|---|\n| North | 10 | 8 |\n"
    ),
    ("rows that share a cell", "| South | 4 | 3 |\n| South | 5 | 2 |\n"),
    ("pipes", "| a\\|b | c |\n"), ("names and values", "\nColour: red\nSize: 4 | 5\n"),
    ("layout tables", "\nleft column\nright column\n\nKey: Inner\n"), ("one cell", "\nonly one cell\n"),
    ("tables of roles", "| Role | Part |\n|---|---|\n| cell one | cell two |\n"),
  ])
  func tells(what: String, expected: String) throws {
    #expect(try text().contains(expected), "\(what)")
  }

  @Test(arguments: ["GONE", "<b", "class=", "photo.jpg", "\u{0}", "\n\n\n", " \n", "| |"])
  func spendsNothingOn(what: String) throws {
    #expect(try text().replacing("<b>&", with: "").contains(what) == false)
  }

  @Test func coversItsText() throws {
    let document = try EveryConstructTests.page.get()
    checkCover(document)
    #expect(document.title == "Every construct & more")
    #expect(document.language == "en")
    #expect(document.dropped.contains(DroppedText(reason: .options, count: 11, byteCount: 115)))
  }

  /// The page with its parts shuffled, the same ways each time: unclosed, misplaced, nested wrongly.
  @Test func staysWholeOnAnyOrderOfItsParts() throws {
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 1) % bound
    }
    let parts = everyConstruct.utf8.split(separator: UInt8(ascii: "<")).map { Array("<".utf8) + $0 }
    for round in 0..<400 {
      let html = (0..<random(120)).flatMap { _ in parts[random(parts.count)] }
      let options = ReadingOptions(showsLinks: round % 2 == 0)
      if let document = try? makeDocument(path: "a.html", bytes: html, options: options) {
        checkCover(document)
      }
    }
  }

  @Test func numbersLinksOnDemand() throws {
    let document = try makeDocument(
      path: "every.html", bytes: Array(everyConstruct.utf8), options: ReadingOptions(showsLinks: true))
    checkCover(document)
    let text = String(decoding: document.text, as: UTF8.self)
    #expect(text.contains("KEEP-LINK [1]"))
    #expect(text.hasSuffix("\n\n[1]: https://shop.example/a/b?c=d\n"))
  }
}

private let everyConstruct = """
  <!doctype html>
  <html lang=en><head><title>Every construct &amp; more</title><meta charset=utf-8>
  <base href="https://shop.example/x/">
  <style>.GONE { color: red }</style><script>var GONE = "<p>GONE</p>"</script></head><body class=GONE>
  <a class=skip-link href="#content">GONE to content</a>
  <h2>Level two</h2><h3>Level <i>three</i></h3>
  <p>KEEP-PARAGRAPH <b>KEEP-BOLD</b>, <em>KEEP-EMPHASIS</em> and <span>KEEP-SPAN</span>. <a href="../a/b?c=d">KEEP-LINK</a></p>
  <h4>KEEP-HEADING</h4><h5></h5><h6> </h6>
  <ul><li>Fruit<ul><li>Apple<ol><li>Red<li>Green</ol></ul><li>Bread<li></ul>
  <ol start=5><li>Five<li value=9>Nine<li>Ten</ol>
  <ol reversed><li>Two<li>One</ol>
  <ol type=a start=3><li>See<li>Dee</ol>
  <ul><li><p>First</p><p>Second</p><li>Third<li>KEEP-ITEM</ul>
  <dl><div><dt>Width<dd>4 cm</div><div><dt>Height<dt>Depth<dd>5 cm</div><dt>KEEP-TERM<dd>KEEP-DEFINITION</dl>
  <pre class=GONE><code class="language-swift">let a = 1

    // two
  </code></pre>
  <p>Run <code>ls -l</code> now, or KEEP-CODE.</p>
  <blockquote><p>Quoted</p><blockquote>Quoted in a quote</blockquote></blockquote><blockquote>KEEP-QUOTE</blockquote>
  <address>KEEP-ADDRESS<br>12 High Street<br>Springfield</address>
  <form><input type=checkbox checked id=m><label for=m>Milk</label><input type=checkbox id=b><label for=b>Bread</label>
  <div><label>KEEP-LABEL <input value=KEEP-VALUE></label><input type=hidden value=GONE><input type=password value=GONE></div>
  <textarea>KEEP-TEXTAREA <b>&amp;</textarea><button type=button>KEEP-BUTTON</button><output>KEEP-OUTPUT</output>
  <select><option>S<option selected>M<option>L</select>
  <select><option value="">GONE: choose<option selected>KEEP-OPTION
  <option>GONE a long one<option>GONE b<option>GONE c<option>GONE d<option>GONE e<option>GONE f<option>GONE g<option>GONE h
  <option>GONE i<option>GONE j<option>GONE, and what no reader of a closed list sees</select>
  <progress value=70 max=100></progress></form>
  <div><span>551</span><span>kcal</span></div><div>un<b>f</b>inished</div>
  <div class=price><span>$</span><span>12</span><sup>99</sup></div><div>10<sup>2</sup> m<sup>2</sup> H<sub>2</sub>O</div>
  <div><del>$20</del><ins>$15</ins></div>
  <figure><img src=p.jpg alt="KEEP ALT TEXT"><figcaption>KEEP-FIGCAPTION</figcaption></figure>
  <img alt=photo.jpg><img alt=""><a href="#"><img alt="KEEP-FIGCAPTION"></a>
  <details><summary>KEEP-SUMMARY</summary><div>KEEP-DETAILS</div></details>
  <table><caption>Sales by region</caption><thead><tr><th rowspan=2>Region<th colspan=2>2023<tr><th>Sales<th>Cost</thead>
  <tr><td>North<td>10<td>8<tr><td rowspan=2>South<td>4<td>3<tr><td>5<td>2<tr><td>KEEP-CELL<td></table>
  <table><tr><th>a|b<th></th><th>c<tr><td>1<td></td><td>2</table>
  <table><tr><td>Colour<td>red<tr><td>Size<td>4 | 5</table>
  <table><tr><td>left column<td>right column<table><tr><td>Key<td>Inner</table></table>
  <table><tr><td>only one cell</table>
  <div role=table><div role=row><div role=columnheader>Role</div><div role=columnheader>Part</div></div>
  <div role=row><div role=cell>cell one</div><div role=cell>cell two</div></div></div>
  <div>|</div><hr>
  <article>KEEP-ARTICLE <time datetime=2024-01-01>KEEP-TIME</time></article>
  <x-price>KEEP-CUSTOM</x-price>
  <p>caf&eacute; &#128;5 &ndash; AT&T &NotEqual;</p><p>KEEP-\u{0}NUL</p>
  <p><ruby>\u{6F22}<rp>(</rp><rt>kan</rt><rp>)</rp>\u{5B57}<rt>ji</rt></ruby></p>
  <!-->KEEP-AFTER-COMMENT<!-- GONE --><!-- GONE --!>
  <p title="a>b" title='GONE' <i>KEEP-AFTER-BROKEN</p></b></i></div></x>
  \(String(repeating: "<div>", count: 300))KEEP-DEEP\(String(repeating: "</div>", count: 300))
  <svg><title>GONE</title><text>GONE</text></svg><template>GONE</template><noscript>GONE</noscript><iframe>GONE</iframe>
  KEEP-END</body></html>
  """
