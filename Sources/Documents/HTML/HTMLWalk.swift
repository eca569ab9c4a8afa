import CLibXML2

/// One walk over a page's tree, without recursion, that writes what a reader sees.
struct HTMLWalk {
  let attributes: HTMLAttributes
  private(set) var title: [UInt8]?
  private(set) var language: String?

  var line = LineBuffer()
  /// Stands before the next block that has text: a list's marker, a definition's term.
  var lead: [UInt8] = []
  /// The lead is a definition's term, which must not be lost if no definition follows.
  var leadHoldsTerm = false
  var lists: [HTMLList] = []
  var quoteDepth = 0
  /// The element whose whole content is one line: a heading, a table's cell, a definition's term.
  var lineElement: xmlNodePtr?
  /// The `pre` element being read.
  var preElement: xmlNodePtr?
  /// The data table being read.
  var tableElement: xmlNodePtr?
  var table = TableRows()

  init(attributes: HTMLAttributes) {
    self.attributes = attributes
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
        element = enter(node, node.element, &writer)
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
          return
        }
        node = parent
        leave(node, element, &writer)
      }
      node = node.pointee.next
    }
  }

  private mutating func appendText(_ node: xmlNodePtr) {
    _ = node.withText { text in
      if preElement == nil { line.append(text) } else { line.appendPreformatted(text) }
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
    default: if node.isSkipped || attributes.hides(node) { return nil }
    }
    if element.isInline {
      enterInline(node, element)
      return element
    }
    if language == nil, element == .block, let value = attributes.value(.lang, of: node),
      value.isEmpty == false
    {
      language = String(decoding: trimmed(value[...]), as: UTF8.self)
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
    if lineElement != nil || preElement != nil { return element == .definitionTerm ? element : .block }
    enterBlock(node, element, &writer)
    return element
  }

  private mutating func enterInline(_ node: xmlNodePtr, _ element: HTMLElement) {
    guard preElement == nil else { return }
    if let previous = node.pointee.prev, previous.isElement {
      let other = previous.element
      // Two elements side by side are two values, as <span>551</span><span>kcal</span>.
      if other.isInline, (element == .script && other == .script) == false { line.appendSpace() }
    }
    switch element {
    case .image: appendApart(attributes.value(.alt, of: node))
    case .input: appendApart(visibleValue(node))
    case .apart, .textArea: line.appendSpace()
    default: break
    }
  }

  private mutating func appendApart(_ text: [UInt8]?) {
    guard let text, text.isEmpty == false else { return }
    line.appendSpace()
    line.append(text.span)
    line.appendSpace()
  }

  /// The value of a form's field as far as a reader sees it.
  private func visibleValue(_ input: xmlNodePtr) -> [UInt8]? {
    let type =
      attributes.value(.type, of: input).map { String(decoding: $0.map(lowercased), as: UTF8.self) } ?? "text"
    switch type {
    case "hidden", "password", "checkbox", "radio", "image", "file", "color", "range": return nil
    default: return attributes.value(.value, of: input)
    }
  }

  private mutating func readTitle(_ node: xmlNodePtr) {
    guard title == nil else { return }
    var buffer = LineBuffer()
    var child = node.pointee.children
    while let text = child {
      if text.isText { _ = text.withText { buffer.append($0) } }
      child = text.pointee.next
    }
    if buffer.isEmpty == false { title = Array(buffer.take()) }
  }
}

/// A list that is open: how its items are marked.
struct HTMLList {
  let isOrdered: Bool
  var nextNumber: Int
}
