/// Rewrites a page so that libxml2 reads it as a browser would, and has less to read.
///
/// libxml2 2.9.14 has its own idea of comments, of tags inside a title, of character references, of NULs and of what it
/// gives up on, and its time grows with the square of a tag's attributes. So tags are found here, by the rules of the
/// HTML tokenizer, and written anew, with the number of their attributes in `attributes`. Comments, declarations,
/// scripts, styles and elements without meaning for the text are left out; what of them says something about the page
/// is kept beside the output.
///
/// Character references are decoded. A `<` or `&` of the text is written as one of two control characters that no text
/// has, so that libxml2 finds nothing but tags to stop at; `LineBuffer` turns them back.
struct HTMLMender {
  static let lessThan: Unicode.Scalar = "\u{80}"
  static let ampersand: Unicode.Scalar = "\u{81}"
  /// What a `meta` or `link` element is written as where it is a property of an item: an element that needs no place.
  static let propertyName: StaticString = "page-property"

  /// More than any page has: those behind them say nothing of it.
  private static let maximumHeadElementCount = 10_000

  private let bytes: [UInt8]
  /// XHTML: `<div/>` is a whole element, and there are CDATA sections.
  private let isXML: Bool
  private let readsNoscript: Bool
  private(set) var output: [UInt8] = []
  private(set) var attributes: HTMLAttributes
  /// The `meta` and `link` elements, by their numbers in `attributes`.
  private(set) var headElements: [Int] = []
  /// The first `base` element with an address.
  private(set) var baseElement: Int?
  /// The contents of `script` elements of JSON-LD, as ranges of the source.
  private(set) var structuredData: [Range<Int>] = []
  /// The contents of `style` elements, as ranges of the source.
  private(set) var styleSheets: [Range<Int>] = []
  private(set) var hasNoscript = false
  private(set) var commentCount = 0
  private(set) var commentByteCount = 0
  /// A `p` element has begun, and nothing since that libxml2 knows to end it.
  private var hasOpenParagraph = false
  private(set) var tagCount = 0
  private(set) var endTagCount = 0
  /// A title or text area was found without an end tag: looking again for each would take the square of their number.
  private var missesEnd: [HTMLElement] = []

  /// What the page's links are seen from: its `base` or canonical address; empty if it names neither.
  var pageAddress: [UInt8] {
    let canonical = headElements.first {
      attributes.value(.rel, ofElement: $0)?.map(lowercased).elementsEqual("canonical".utf8) ?? false
    }
    let address = (baseElement ?? canonical).flatMap { attributes.value(.href, ofElement: $0) } ?? []
    return Array(trimmed(address[...]))
  }

  /// - Parameters:
  ///   - text: valid UTF-8.
  ///   - readsNoscript: reads what stands in `noscript` elements as a part of the page.
  init(_ text: [UInt8], isXML: Bool, readsNoscript: Bool = false) {
    bytes = text
    attributes = HTMLAttributes(source: text)
    self.isXML = isXML
    self.readsNoscript = readsNoscript
  }

  mutating func mend() {
    output.reserveCapacity(bytes.count / 2)
    var i = 0
    while i < bytes.count {
      let open = bytes[i...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
      appendText(i..<open)
      guard open + 1 < bytes.count else {
        if open < bytes.count { output.append(HTMLMender.lessThan) }
        return
      }
      i = tagOrText(at: open)
    }
  }

  /// Handles what begins with the `<` at an index and returns where to go on.
  private mutating func tagOrText(at open: Int) -> Int {
    switch bytes[open + 1] {
    case let next where isASCIILetter(next): return startTag(at: open + 1)
    case UInt8(ascii: "/"):
      if open + 2 < bytes.count, isASCIILetter(bytes[open + 2]) { return endTag(at: open + 2) }
      return afterBogusComment(open)
    case UInt8(ascii: "!"):
      if bytes[open...].starts(with: "<!--".utf8) { return comment(at: open) }
      if isXML, bytes[open...].starts(with: "<![CDATA[".utf8) { return cdata(at: open + 9) }
      return afterBogusComment(open)
    case UInt8(ascii: "?"): return afterBogusComment(open)
    default:
      output.append(HTMLMender.lessThan)
      return open + 1
    }
  }

  private mutating func comment(at open: Int) -> Int {
    let end = commentEnd(bytes, open) ?? bytes.count
    commentCount += 1
    commentByteCount += max(0, end - open - 7)
    return end
  }

  private func afterBogusComment(_ open: Int) -> Int {
    bytes[open...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
  }

  private mutating func cdata(at start: Int) -> Int {
    var end = start
    while let bracket = bytes[end...].firstIndex(of: UInt8(ascii: "]")) {
      if bytes[bracket...].starts(with: "]]>".utf8) {
        appendLiteral(bytes[start..<bracket])
        return bracket + 3
      }
      end = bracket + 1
    }
    appendLiteral(bytes[start...])
    return bytes.count
  }

  private mutating func startTag(at start: Int) -> Int {
    var scanner = HTMLTagScanner(bytes, at: start)
    let element = HTMLElement.named(packedName(bytes, scanner.name))
    while let attribute = scanner.nextAttribute() {
      if let known = HTMLAttribute.named(packedName(bytes, attribute.name)) {
        attributes.add(known, attribute.value)
      }
    }
    guard scanner.isCut == false else {
      attributes.discardElement()
      return scanner.position
    }
    let number = attributes.endElement()
    let isWhole = isXML && scanner.isSelfClosing
    switch element {
    case .void:
      appendVoid(scanner.name, number)
      return scanner.position
    case .raw:
      return isWhole ? scanner.position : rawElement(scanner.name, number, from: scanner.position)
    default: closeParagraph(before: element, packedName(bytes, scanner.name))
    }
    output.append(UInt8(ascii: "<"))
    appendName(scanner.name)
    appendNumber(number)
    if isWhole { output.append(UInt8(ascii: "/")) }
    output.append(UInt8(ascii: ">"))
    tagCount += 1
    guard element == .title || element == .textArea, isWhole == false else { return scanner.position }
    // Without an end tag a browser takes the rest of the page for the title. Losing that helps nobody.
    let content = missesEnd.contains(element) ? nil : rawTextEnd(of: scanner.name, from: scanner.position)
    if let content { appendText(scanner.position..<content.before) } else { missesEnd.append(element) }
    output.append(contentsOf: "</".utf8)
    appendName(scanner.name)
    output.append(UInt8(ascii: ">"))
    return content?.after ?? scanner.position
  }

  /// Ends a paragraph at an element of HTML5 that libxml2 does not know to end it.
  private mutating func closeParagraph(before element: HTMLElement, _ name: UInt64) {
    if hasOpenParagraph, blocksOfHTML5[name] != nil {
      output.append(contentsOf: "</p>".utf8)
      tagCount += 1
      endTagCount += 1
    }
    if element.isInline == false { hasOpenParagraph = element == .paragraph }
  }

  /// An element without content: only `meta` and `link` are of use.
  private mutating func appendVoid(_ name: Range<Int>, _ number: Int) {
    let key = packedName(bytes, name)
    guard number > 0 else { return }
    if key == packedName("base"), baseElement == nil, attributes.range(.href, ofElement: number) != nil {
      baseElement = number
    }
    guard key == packedName("meta") || key == packedName("link") else { return }
    if headElements.count < HTMLMender.maximumHeadElementCount { headElements.append(number) }
    guard attributes.range(.itemprop, ofElement: number) != nil else { return }
    // Its place in the tree says what it is a property of.
    output.append(contentsOf: "<".utf8)
    output.append(contentsOf: HTMLMender.propertyName.description.utf8)
    appendNumber(number)
    output.append(contentsOf: "></".utf8)
    output.append(contentsOf: HTMLMender.propertyName.description.utf8)
    output.append(UInt8(ascii: ">"))
    tagCount += 2
  }

  /// Passes over an element with raw text, keeping where data and style sheets stand. Returns the index behind it.
  private mutating func rawElement(_ name: Range<Int>, _ number: Int, from start: Int) -> Int {
    if packedName(bytes, name) == packedName("noscript") {
      hasNoscript = true
      if readsNoscript { return start }
    }
    let end = rawTextEnd(of: name, from: start)
    let content = start..<(end?.before ?? bytes.count)
    switch packedName(bytes, name) {
    case packedName("style"):
      let media = attributes.range(.media, ofElement: number).map { Array(bytes[$0]) }
      if media.map(StyleSheet.isForAllScreens) ?? true { styleSheets.append(content) }
    case packedName("script"):
      let type = attributes.range(.type, ofElement: number).map { bytes[$0].drop(while: isHTMLSpace) }
      if let type, type.prefix(19).map(lowercased).elementsEqual("application/ld+json".utf8) {
        structuredData.append(content)
      }
    default: break
    }
    return end?.after ?? bytes.count
  }

  /// Writes an element's number as its one attribute.
  private mutating func appendNumber(_ number: Int) {
    guard number > 0 else { return }
    output.append(contentsOf: " a=".utf8)
    var digits: [UInt8] = []
    var rest = number
    while rest > 0 {
      digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    output.append(contentsOf: digits.reversed())
  }

  private mutating func endTag(at start: Int) -> Int {
    var scanner = HTMLTagScanner(bytes, at: start)
    while scanner.nextAttribute() != nil {}
    guard scanner.isCut == false else { return scanner.position }
    switch HTMLElement.named(packedName(bytes, scanner.name)) {
    case .raw, .void, .title, .textArea: break
    case .lineBreak:
      output.append(contentsOf: "<br>".utf8)
      tagCount += 1
    case let element:
      if element.isInline == false { hasOpenParagraph = false }
      output.append(contentsOf: "</".utf8)
      appendName(scanner.name)
      output.append(UInt8(ascii: ">"))
      tagCount += 1
      endTagCount += 1
    }
    return scanner.position
  }

  /// Where an element's raw text ends: before and after its end tag. Nil if it has none.
  private func rawTextEnd(of name: Range<Int>, from start: Int) -> (before: Int, after: Int)? {
    var i = start
    while let open = bytes[i...].firstIndex(of: UInt8(ascii: "<")) {
      let nameStart = open + 2
      let nameEnd = nameStart + name.count
      if nameEnd < bytes.count, bytes[open + 1] == UInt8(ascii: "/"),
        bytes[nameStart..<nameEnd].lazy.map(lowercased).elementsEqual(bytes[name].lazy.map(lowercased)),
        isHTMLSpace(bytes[nameEnd]) || bytes[nameEnd] == UInt8(ascii: "/")
          || bytes[nameEnd] == UInt8(ascii: ">")
      {
        let close = bytes[nameEnd...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
        return (open, close + 1)
      }
      i = open + 1
    }
    return nil
  }

  /// Writes a tag's name without the bytes that libxml2 takes for its end.
  private mutating func appendName(_ range: Range<Int>) {
    // libxml2 cuts names at 100 bytes and would go on with the rest as an attribute.
    for byte in bytes[range].prefix(64) {
      switch byte {
      case _ where isASCIILetter(byte) || isDigit(byte): output.append(lowercased(byte))
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."): output.append(byte)
      default: break
      }
    }
  }

  /// Copies text with its character references decoded.
  private mutating func appendText(_ range: Range<Int>) {
    var start = range.lowerBound
    var i = start
    while i < range.upperBound {
      switch bytes[i] {
      case UInt8(ascii: "&"):
        output.append(contentsOf: bytes[start..<i])
        if let (text, end) = characterReference(
          in: bytes, at: i, end: range.upperBound, isAttribute: false)
        {
          appendLiteral(text[...])
          i = end
        } else {
          output.append(HTMLMender.ampersand)
          i += 1
        }
      case UInt8(ascii: "<"), 0x0C, 0:
        output.append(contentsOf: bytes[start..<i])
        appendLiteral(bytes[i..<(i + 1)])
        i += 1
      case 0xC2 where i + 1 < range.upperBound && bytes[i + 1] < 0xA0:
        // C1 controls: no reader sees them, and two are ours.
        output.append(contentsOf: bytes[start..<i])
        i += 2
      default:
        i += 1
        continue
      }
      start = i
    }
    output.append(contentsOf: bytes[start..<range.upperBound])
  }

  /// Writes text in which nothing is markup so that libxml2 takes nothing for it.
  private mutating func appendLiteral(_ text: ArraySlice<UInt8>) {
    var i = text.startIndex
    while i < text.endIndex {
      switch text[i] {
      case UInt8(ascii: "<"): output.append(HTMLMender.lessThan)
      case UInt8(ascii: "&"): output.append(HTMLMender.ampersand)
      case 0: break
      // White space for HTML, no character at all for libxml2.
      case 0x0C: output.append(0x20)
      case 0xC2 where text[i + 1] < 0xA0: i += 1
      default: output.append(text[i])
      }
      i += 1
    }
  }
}

/// The elements that end a paragraph (https://html.spec.whatwg.org/#parsing-main-inbody) and are unknown to libxml2.
private let blocksOfHTML5 = HTMLNameTable<Bool>([
  ("article", true), ("aside", true), ("details", true), ("dialog", true), ("figcaption", true),
  ("figure", true),
  ("footer", true), ("header", true), ("hgroup", true), ("main", true), ("nav", true), ("search", true),
  ("section", true), ("summary", true),
])
