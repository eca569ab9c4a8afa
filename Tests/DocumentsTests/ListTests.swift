import Testing

@testable import Documents

/// Lists, definitions, quotes and code.
@Suite struct ListTests {
  private func text(_ html: String) throws -> String {
    let document = try makeDocument(path: "a.html", bytes: Array(html.utf8))
    checkCover(document)
    return String(decoding: document.text.dropLast(), as: UTF8.self)
  }

  @Test(arguments: [
    ("<ul><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ul>", "- a\n  - b\n    1. c\n- d"),
    ("<ol start=9><li>a<li value=3>b<li>c</ol>", "9. a\n3. b\n4. c"),
    ("<ol reversed><li>a<li>b<li>c</ol>", "3. a\n2. b\n1. c"),
    ("<ol start=' 9.'><li>a<li value=''>b<li value=-4px>c</ol>", "9. a\n10. b\n-4. c"),
    ("<ol type=a start=26><li>a<li>b</ol>", "z. a\naa. b"), ("<ol type=I start=4><li>a</ol>", "IV. a"),
    ("<ul><li><p>a</p><p>b</p><li>c</ul><p>d", "- a\n\n  b\n- c\n\nd"),
    ("<ol><li><h3>First</h3><p>Do.</p></ol>", "### 1. First\nDo."),
    ("<ul><li><h3>Head</h3><div>Text</div></ul>", "### Head\nText"),
    ("<li>lone", "- lone"), ("<ul><li><li> <li>a</ul>", "- a"),
    ("<ul><li>|</li><li>a |<li>| b<li>• c<li>| |</ul>", "- a\n- b\n- c"),
    ("<p>x</p><ul><li>a</ul>y", "x\n\n- a\n\ny"),
    ("<ul><li>a<div>b</div><div>c</div></ul>", "- a\n  b\n  c"),
  ])
  func writesLists(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    ("<dl><dt>A<dd>1<dt>B<dt>C<dd>2</dl>", "A: 1\nB, C: 2"),
    ("<dl><div><dt>A:</dt><dd>1</dd></div><div><dt>B</dt><dd>2</dd></div></dl>", "A: 1\nB: 2"),
    ("<dl><dt>A<dd>1<dd>2</dl>x", "A: 1\n  2\n\nx"), ("<dl><dt>lone</dl>", "lone:"),
    ("<ul><li><dl><dt>A<dd>1</dl></ul>", "- A: 1"),
  ])
  func writesDefinitions(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    ("<pre><code class='language-swift'>let a</code></pre>", "```swift\nlet a\n```"),
    ("<pre class=lang-js>a</pre>", "```js\na\n```"), ("<pre class='brush: php;'>a</pre>", "```php\na\n```"),
    ("<div class='highlight highlight-source-c++'><pre>a</pre></div>", "```c++\na\n```"),
    ("<pre><code data-lang=go>a</code></pre>", "```go\na\n```"),
    ("<pre class='hljs rust'>a</pre>", "```rust\na\n```"),
    ("<pre class=language-none>a</pre>", "```\na\n```"), ("<pre class='language-a`b'>a</pre>", "```\na\n```"),
    ("<div class=gutter><pre>1\n2\n</pre></div><pre>a\nb</pre>", "```\na\nb\n```"),
    ("<pre>1\n2</pre>", "```\n1\n2\n```"),
  ])
  func namesTheLanguageOfCode(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    ("<h1>A</h1><h2>B</h2><p>c</p><p>d</p><div>e</div><div>f</div>", "# A\n## B\nc\n\nd\n\ne\nf"),
    ("<div>a</div><section>b</section><div>c</div>", "a\n\nb\n\nc"),
    ("<div>a</div><div>|</div><div>b</div>", "a\nb"),
    ("<blockquote><p>a</p><ul><li>b</ul></blockquote>c", "> a\n\n> - b\n\nc"), ("<h2></h2><h2> </h2>x", "x"),
    ("<details><summary>More</summary>text</details>", "More\ntext"),
    ("<figure><img alt='A kettle'><figcaption>Fig. 1</figcaption></figure>", "A kettle\nFig. 1"),
  ])
  func spendsBlankLinesWhereTheySaySomething(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }
}
