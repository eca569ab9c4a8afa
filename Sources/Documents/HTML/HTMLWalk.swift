import CLibXML2

/// One walk over a page's tree, without recursion, that writes what a reader sees.
struct HTMLWalk {
  let attributes: HTMLAttributes
  var hidden: HiddenText
  private(set) var title: [UInt8]?
  private(set) var language: String?

  var line = LineBuffer()
  /// Stands before the next block that has text: a list's marker, a definition's term.
  var lead: [UInt8] = []
  /// The lead is a definition's term, which must not be lost if no definition follows.
  var leadHoldsTerm = false
  /// The lead has the marker of the innermost list's item.
  var leadHoldsMarker = false
  /// What a picture stands for that is a block of its own, until it is known that the next block doesn't say the same.
  var heldAlternative: [UInt8] = []
  var heldNeedsBlankLine = false
  /// A blank line is to stand before the next block.
  var needsBlankLine = false
  var lists: [HTMLList] = []
  var quoteDepth = 0
  /// The element whose whole content is one line: a heading, a table's cell, a definition's term.
  var lineElement: xmlNodePtr?
  /// The `pre` element being read.
  var preElement: xmlNodePtr?
  /// The data table being read.
  var tableElement: xmlNodePtr?
  var table = TableCells()

  /// The outermost element with marks around it, sub- or superscript, bar, label and link being read, and where each began.
  var marked: OpenElement?
  var script: OpenElement?
  var gauge: OpenElement?
  var label: OpenElement?
  var link: OpenElement?
  var alternatives = PictureAlternatives()
  var references: LinkReferences?
  /// The options of closed lists that were left out, and the bytes of their text.
  var droppedOptions = (count: 0, byteCount: 0)

  struct OpenElement {
    let node: xmlNodePtr
    let start: LineBuffer.Position
  }

  /// - Parameter references: where links are to be numbered.
  init(attributes: HTMLAttributes, hidden: HiddenText, references: LinkReferences? = nil) {
    self.attributes = attributes
    self.hidden = hidden
    self.references = references
  }

  /// Walks the whole tree below and including `root`.
  mutating func write(_ root: xmlNodePtr, to writer: inout MarkdownWriter) {
    var node = root
    // What each open element is, so that its end need not look it up again.
    var open: [HTMLElement] = []
    while writer.isFull == false {
      var element: HTMLElement?
      if node.isText {
        appendText(node)
      } else if node.isElement {
        element = enter(node, attributes.element(of: node), &writer)
      }
      if let element {
        if let child = node.pointee.children {
          open.append(element)
          node = child
          continue
        }
        leave(node, element, &writer)
      }
      while node.pointee.next == nil || node == root {
        guard node != root, let parent = node.pointee.parent, let element = open.popLast() else {
          endBlock(&writer)
          writeWhatIsHeld(&writer)
          return
        }
        node = parent
        leave(node, element, &writer)
      }
      node = node.pointee.next
    }
  }

  private mutating func appendText(_ node: xmlNodePtr) {
    guard node.isSkipped == false else { return }
    if hidden.hidesText { return hidden.addText(node) }
    let followsInline = node.pointee.prev.map { $0.isElement && $0.element == .inline } ?? false
    _ = node.withText { text in
      guard preElement == nil else { return line.appendPreformatted(text) }
      // A step's number and its text: <span>3</span>Stir.
      if followsInline, line.bytes.last.map(isDigit) ?? false, beginsWord(text) { line.appendSpace() }
      line.append(text)
    }
  }

  /// Begins an element. Returns what its end is to be treated as, or nil if it is done with everything in it.
  private mutating func enter(_ node: xmlNodePtr, _ element: HTMLElement, _ writer: inout MarkdownWriter)
    -> HTMLElement?
  {
    switch element {
    case .unseen, .raw, .void, .property: return nil
    case .title:
      readTitle(node)
      return nil
    default: if node.isSkipped || showsElement(node, element, &writer) == false { return nil }
    }
    if element.isInline {
      if enterInline(node, element) { return element }
      leaveHidden(node, &writer)
      return nil
    }
    if language == nil, element == .block, let tag = attributes.value(.lang, of: node).flatMap(languageTag) {
      language = String(decoding: tag, as: UTF8.self)
    }
    if element == .lineBreak {
      endLine(&writer)
      return element
    }
    // libxml2 leaves a term open where the next begins.
    if element == .definitionTerm, let outer = lineElement, outer.element == .definitionTerm {
      endLineElement(outer, element, &writer)
    }
    endBlock(&writer)
    // Inside a heading, a cell or a code block everything is text.
    if lineElement != nil || preElement != nil {
      if element == .listItem, preElement == nil { line.endItem() }
      return element == .definitionTerm ? element : .block
    }
    enterBlock(node, element, &writer)
    return element
  }

  private mutating func readTitle(_ node: xmlNodePtr) {
    guard title == nil else { return }
    var buffer = LineBuffer()
    var child = node.pointee.children
    while let text = child {
      if text.isText { _ = text.withText { buffer.append($0) } }
      child = text.pointee.next
    }
    if buffer.isEmpty == false {
      title = Array(buffer.take())
      alternatives.pageTitle = title!.prefix(500)
    }
  }
}

/// A list that is open: how its items are marked.
struct HTMLList {
  let isOrdered: Bool
  /// `1`, `a`, `A`, `i` or `I`.
  let style: UInt8
  var nextNumber: Int
  /// 1, or -1 where the list counts down.
  let step: Int
  /// Blocks are indented that follow the marker of their item; an item that begins with a heading has none.
  var isMarked = false
  var hasItems = false
}

/// True for a capital before a small letter.
private func beginsWord(_ text: Span<UInt8>) -> Bool {
  text.count > 1 && text[0] &- UInt8(ascii: "A") < 26 && text[1] &- UInt8(ascii: "a") < 26
}
