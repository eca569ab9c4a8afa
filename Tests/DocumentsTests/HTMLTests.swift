import Testing

@testable import Documents

@Suite struct HTMLTests {
  private func document(_ html: String, path: String = "a.html") throws -> Document {
    let document = try makeDocument(path: path, bytes: Array(html.utf8))
    checkCover(document)
    return document
  }

  private func blocks(_ html: String) throws -> [String] {
    let document = try document(html)
    return document.blocks.map { describe($0, in: document) }
  }

  @Test(arguments: [
    ("<p>a<b>b</b>c", ["p:abc"]),
    ("<span>551</span><span>kcal</span>", ["p:551 kcal"]),
    ("H<sub>2</sub>O 10<sup>2</sup>", ["p:H2O 10²"]),
    ("<p> a \n\t b&nbsp;&nbsp;c ", ["p:a b c"]),
    ("<p>a<br>b<br/><br>c", ["p:a\nb", "p:c"]),
    ("Price<button>Buy</button>now", ["p:Price Buy now"]),
    ("long<wbr>word <!-- x -->on", ["p:longword on"]),
    ("<h1>A <i>B</i></h1><h6>C<div>D</div></h6>text", ["h1:# A B", "h6:###### C D", "p:text"]),
    ("<ul><li>a<li><p>b</p><p>c</p><ul><li>d</ul></ul>", ["li:- a", "li:- b", "p:  c", "li:  - d"]),
    ("<ol start=9><li>a<li value=3>b<li>c</ol>", ["li:9. a", "li:3. b", "li:4. c"]),
    ("<ul><li>a<br>b<li></ul>", ["li:- a\n  b"]),
    ("<dl><dt>A<dd>1<dt>B<dt>C<dd><p>2</p></dl>x", ["li:A: 1", "li:B, C: 2", "p:x"]),
    ("<dl><dt>gone<dd hidden>x</dd></dl>", ["li:gone:"]),
    ("<blockquote>a<p>b<br>c</blockquote>d", ["q:> a", "q:> b\n> c", "p:d"]),
    ("<pre>\n a  b\n\tc &lt;d&gt;\n</pre>", ["code:```\n a  b\n\tc <d>\n```"]),
    ("<pre>a ``` b</pre>", ["code:````\na ``` b\n````"]),
    ("a<hr>b<img src=x alt='A picture'>c<img alt=''>", ["p:a", "p:b A picture c"]),
    ("<section>a</section><main>b</main><x-y>c</x-y><x-y>d</x-y>", ["p:a", "p:b", "p:c d"]),
    ("<select><option>S<option>M</select><textarea>t<b>x</textarea>", ["p:S, M t<b>x"]),
    (
      "<input value=seen><input type=hidden value=no><input type=password value=no><input type=checkbox value=no>",
      ["p:seen"]
    ),
    ("<p>x</br>y", ["p:x\ny"]),
  ])
  func writesMarkdown(html: String, expected: [String]) throws {
    #expect(try blocks(html) == expected)
  }

  @Test(arguments: [
    "<script>no</script>", "<style>no</style>", "<template><p>no</template>",
    "<svg><title>no</title><text>no</text></svg>",
    "<iframe>no</iframe>", "<noscript><p>no</p></noscript>", "<p hidden>no</p>", "<p HIDDEN=''>no</p>",
    "<div style='DISPLAY : none !important'><p>no</div>", "<i style=visibility:hidden>no</i>", "<!-- no -->",
    "<!doctype no>", "<?php no ?>", "</ no>", "<script>if (a<b) '</scripty>no'</script>",
    "<SCRIPT>no</ScRiPt >",
    "<script type='application/json'>{\"a\":\"no\"}</script>", "<video>no</video>",
    "<p style='display:block;display:none'>no</p>",
  ])
  func dropsWhatNoReaderSees(html: String) throws {
    #expect(try blocks("<div>a</div>\(html)<div>b</div>") == ["p:a", "p:b"])
  }

  @Test(arguments: [
    "<p aria-hidden=true>yes</p>", "<p style='display:none;display:block'>yes</p>",
    "<p style='color:red'>yes</p>",
    "<!-->yes<!-- no -->", "<!--->yes", "<!-- a --!>yes", "<title>never closed <p>yes", "<textarea><p>yes",
    "<p title='a>b'>yes", "<p/>yes", "<p a=1 a=2 <b>yes", "<o:p>yes</o:p>",
    "<p style=display:none style=x></p>yes",
  ])
  func keepsWhatAReaderSees(html: String) throws {
    #expect(
      try document(html).text.split(separator: 0x0A).last.map { String(decoding: $0, as: UTF8.self) }?
        .hasSuffix("yes") == true)
  }

  @Test(arguments: [
    ("&lt;p&gt; &amp;amp; &quot;q&quot; &apos;", "<p> &amp; \"q\" '"),
    ("&#150; &#x80; &#x20AC; &#8364", "– € € €"),
    ("&eacute;&hearts;&NotEqualTilde;", "é♥\u{2242}\u{338}"), ("&copy2026 &nbsp;x &eacutes", "©2026 x és"),
    ("AT&T R&D a && b &nope; &; &#; &#x;", "AT&T R&D a && b &nope; &; &#; &#x;"),
    ("&#0;&#xD800;&#x110000;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("1 < 2 <3 <- <", "1 < 2 <3 <- <"), ("<b>a&#60;b&#62;", "a<b>"), ("x\u{80}\u{81}y", "xy"),
  ])
  func decodesReferences(html: String, expected: String) throws {
    let document = try document("<p>\(html)")
    #expect(Array(document.text) == Array((expected + "\n").utf8))
    let pre = try self.document("<pre>\(html)</pre>")
    #expect(String(decoding: pre.text, as: UTF8.self).contains("<") == expected.contains("<"))
    let image = try self.document("<img alt=\"\(html.replacing("\"", with: "&quot;"))\">")
    #expect(image.blocks.count == 1)
  }

  @Test func keepsTitleAndLanguage() throws {
    let page = try document(
      "<html lang='pt-BR'><head><title> A &amp;\n B </title><meta charset=utf-8></head><body><p>x")
    #expect(page.title == "A & B")
    #expect(page.language == "pt-BR")
    #expect(
      page.blocks.map { describe($0, in: page) } == ["meta:---\ntitle: A & B\nlanguage: pt-BR\n---", "p:x"])
    #expect(try blocks("<title>Same</title><nav>n</nav><h1>Same</h1>") == ["p:n", "h1:# Same"])
    #expect(try document("<p>x").title == nil)
  }

  @Test func readsXHTML() throws {
    let page = try document(
      "<?xml version='1.0'?><html><head><title/><script src='x'/></head><body><div/>a<![CDATA[<b>&amp;]]></body></html>",
      path: "a.xhtml")
    #expect(page.text == Array("a<b>&amp;\n".utf8))
  }

  @Test func givesTheSameBytesEachTime() throws {
    let html = "<title>t</title><table><tr><th>a<th>b<tr><td rowspan=2>c<td>d</table><ul><li>x"
    #expect(try document(html).text == document(html).text)
  }

  @Test func endsOnATruncatedPage() throws {
    let whole =
      "<html><head><title>T</title></head><body><p class=\"x\">one &amp; two<table><tr><td>a<td>b</table><!-- c --><pre>d</pre>"
    for length in 0...whole.utf8.count {
      let bytes = Array(whole.utf8.prefix(length))
      if let document = try? makeDocument(path: "a.html", bytes: bytes) { checkCover(document) }
    }
  }
}
