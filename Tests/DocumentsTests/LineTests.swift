import Testing

@testable import Documents

/// What becomes of the parts of a line.
@Suite struct LineTests {
  private func text(_ html: String) throws -> String {
    let document = try makeDocument(path: "a.html", bytes: Array(html.utf8))
    checkCover(document)
    return String(decoding: document.text.dropLast(), as: UTF8.self)
  }

  @Test(arguments: [
    ("<p>a<br> | | </p><p>| <br>b", "a\n\nb"), ("<li><span>3</span>Stir", "- 3 Stir"),
    ("<b>4</b>K and <b>5</b>th", "4K and 5th"),
    ("<span>551</span><span>kcal</span>", "551 kcal"), ("a<b>b</b>c", "abc"), ("<b>a</b> <b>b</b>", "a b"),
    ("<span>$</span><span>12</span><span>.99</span>", "$12.99"),
    ("<span>$</span><span>1,212</span><span>.</span><span>99</span>", "$1,212.99"),
    ("<b>1.</b><b>2 cups</b>", "1. 2 cups"), ("<i>€</i><b>5</b>", "€5"),
    ("<b>50</b><span>%</span><i>off</i>", "50% off"), ("<b>Price</b><i>:</i><b>4</b>", "Price: 4"),
    ("<b>Uses</b><i>.NET</i>", "Uses .NET"), ("(<b>a</b><i>b</i><b>)</b>", "(a b)"),
    ("<a>(</a><a>x</a><a>)</a>", "(x)"),
  ])
  func keepsNeighboursApart(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    ("10<sup>2</sup> m<sup>2</sup>", "10² m²"), ("10<sup>-3</sup>", "10⁻³"), ("2<sup>n</sup>", "2^n"),
    ("H<sub>2</sub>O", "H2O"), ("1010<sub>2</sub>", "1010₂"), ("1<sup>st</sup>", "1st"),
    ("<b class=price>$12<sup>99</sup></b>", "$12.99"),
    ("<i class=our-price><sup>$</sup>1,299<sup>00</sup></i>", "$1,299.00"),
    ("€ 300<sup>15</sup>, 2024<sup>15</sup> €", "€ 300¹⁵, 2024¹⁵ €"),
    ("x<sup>12</sup>", "x¹²"),
    ("Materials<sup>1</sup>", "Materials ¹"), ("1 <sup>1</sup>/<sub>2</sub> cup", "1 1/2 cup"),
    ("<p id=newPrice>297<sup>50</sup> <i>Lei</i>", "297.50 Lei"),
    ("<i class=prix><b>12<sup>99</sup></b> €</i>", "12.99 €"),
    ("10<sup>12</sup> kg", "10¹² kg"), ("in 2019<sup>12</sup> free", "in 2019¹² free"),
    ("<sup>2</sup>", "2"), ("a<sup>[3]</sup>", "a[3]"), ("<b>m</b><sup>2</sup>", "m²"),
  ])
  func keepsNumbersWhole(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    ("<del>$12</del><ins>$9</ins>", "~~$12~~ $9"), ("<s>old</s> new", "~~old~~ new"),
    ("<del><p>a</p><p>b</p></del>", "a\n\nb"), ("<s></s>x", "x"), ("<s>a<s>b</s></s>", "~~ab~~"),
    ("run <code>ls -l</code>.", "run `ls -l`."), ("<code>a`b</code>", "a`b"), ("<q>so</q>", "\"so\""),
    ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby>", "漢(kan)字(ji)"),
    ("<progress value=70 max=100></progress>", "70/100"), ("<meter value=0.6>60 %</meter>", "60 %"),
    ("<pre>a<code>b</code><s>c</s></pre>", "```\nabc\n```"),
  ])
  func writesMarks(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test(arguments: [
    ("<input type=checkbox checked><label>Milk</label> <input type=checkbox> Bread", "[x] Milk [ ] Bread"),
    ("<label>Yes <input type=radio checked></label><label><input type=radio> No</label>", "Yes [x] [ ] No"),
    ("<input type=checkbox><label><b>▢</b></label> <i>1 cup</i>", "1 cup"),
    ("<div><input type=checkbox></div><div>menu</div>", "menu"),
    ("<label>Qty</label><input value=3><input type=submit value=Buy>", "Qty 3 Buy"),
    ("<select><option>S<option selected>M<option>L</select>", "S, [x] M, L"),
    ("<select><option value=''>Choose<option>S<option>M</select>x", "S, M x"),
    ("<select><option value=''>Country<option>\(String(repeating: "A", count: 200))</select>x", "x"),
    ("<select><option>red</select>", "red"), ("<select><div>open</div>", "open"),
  ])
  func writesForms(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }

  @Test func tellsWhatALongListOfChoicesHides() throws {
    let options = (1900...1999).map { "<option\($0 == 1970 ? " selected" : "")>\($0)" }.joined()
    let document = try makeDocument(path: "a.html", bytes: Array("Year <select>\(options)</select>".utf8))
    #expect(document.text == Array("Year 1970\n".utf8))
    #expect(document.dropped == [DroppedText(reason: .options, count: 99, byteCount: 396)])
  }

  @Test(arguments: [
    ("<img alt='A red kettle'>", "A red kettle"), ("<img alt='photo.JPG'>x", "x"),
    ("<img alt=IMG_2041>x", "x"),
    ("<a><img alt='Kettle'>Kettle</a>", "Kettle"), ("<a>Kettle <img alt='Kettle'></a>", "Kettle"),
    ("<a><img alt='Kettle'></a><h3>Kettle, red</h3>", "### Kettle, red"),
    ("<p>Kettle, red</p><img alt='Kettle'>", "Kettle, red"),
    ("<div><img alt='Kettle'></div><div>Pot</div>", "Kettle\nPot"),
    ("<li><img alt='Kettle'><p>Kettle</p>", "- Kettle"),
    ("<ul><li><img alt='Kettle'></ul>x", "- Kettle\n\nx"),
    ("<img alt=star><p>a</p><img alt=star>", "star\n\na"),
    ("<title>Kettle shop</title><img alt='Kettle'>x", "---\ntitle: Kettle shop\n---\n\nx"),
    ("<img alt='\(String(repeating: "long ", count: 30))'>x", "x"), ("<td><img alt=Yes>", "Yes"),
  ])
  func writesWhatPicturesSayOnlyOnce(html: String, expected: String) throws {
    #expect(try text(html) == expected)
  }
}
