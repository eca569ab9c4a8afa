import CLibXML2

/// How blocks begin and end.
extension HTMLWalk {
  mutating func enterBlock(_ node: xmlNodePtr, _ element: HTMLElement, _ writer: inout MarkdownWriter) {
    switch element {
    case .heading, .definitionTerm, .preformatted, .list, .listItem, .table: writeLoneTerm(&writer)
    default: break
    }
    switch element {
    case .heading, .definitionTerm: lineElement = node
    case .preformatted: preElement = node
    case .quote: quoteDepth += 1
    case .list(let isOrdered):
      lists.append(HTMLList(isOrdered: isOrdered, nextNumber: attributes.number(.start, of: node) ?? 1))
    case .listItem: beginItem(node)
    case .table where tableElement == nil && isDataTable(node, attributes):
      tableElement = node
      table = TableRows()
    case .tableHead: table.isInHead = true
    case .tableRow where tableElement != nil: table.beginRow(&writer)
    case .tableCell where tableElement != nil: lineElement = node
    default: break
    }
  }

  mutating func leave(_ node: xmlNodePtr, _ element: HTMLElement, _ writer: inout MarkdownWriter) {
    switch element {
    case .apart, .textArea: if preElement == nil { line.appendSpace() }
    case .inline, .script, .image, .input, .lineBreak: break
    default: leaveBlock(node, element, &writer)
    }
    leaveHidden(node, &writer)
  }

  private mutating func leaveBlock(_ node: xmlNodePtr, _ element: HTMLElement, _ writer: inout MarkdownWriter)
  {
    if node == lineElement {
      endLineElement(node, element, &writer)
      return
    }
    if node == preElement {
      endCode(&writer)
      return
    }
    endBlock(&writer)
    switch element {
    case .definitionTerm where lineElement != nil: line.append(Array(":".utf8).span)
    case .quote: quoteDepth -= 1
    case .list: lists.removeLast()
    case .listItem:
      writeLoneTerm(&writer)
      lead = []
    case .definition, .definitionList: writeLoneTerm(&writer)
    case .tableHead where tableElement != nil:
      table.endRow(&writer)
      table.isInHead = false
    case .tableRow where tableElement != nil: table.endRow(&writer)
    case .table where node == tableElement:
      table.endRow(&writer)
      tableElement = nil
    default: break
    }
  }

  /// Ends a line: a `br` element. Two in a row end the paragraph.
  mutating func endLine(_ writer: inout MarkdownWriter) {
    if preElement != nil {
      line.appendNewline()
    } else if lineElement != nil {
      line.appendSpace()
    } else if line.bytes.last == 0x0A {
      endBlock(&writer)
    } else {
      line.appendNewline()
    }
  }

  /// Ends the block being read and writes it, if it has text.
  mutating func endBlock(_ writer: inout MarkdownWriter) {
    if preElement != nil {
      if line.bytes.last != 0x0A { line.appendNewline() }
      return
    }
    if lineElement != nil {
      line.appendSpace()
      return
    }
    guard line.isEmpty == false else {
      line.removeAll()
      return
    }
    let content = line.take()
    guard content.isEmpty == false else { return }
    let isItem = lead.isEmpty == false
    let kind: Block.Kind = quoteDepth > 0 ? .quote : isItem ? .listItem : .paragraph
    let isTight = isItem && quoteDepth == 0 && writer.blocks.last?.kind == .listItem
    writer.add(kind, content, lead: lead, prefix: linePrefix(isItem: isItem), isTight: isTight)
    lead = []
    leadHoldsTerm = false
  }

  /// Writes a definition's term that no text of a definition came to stand behind.
  private mutating func writeLoneTerm(_ writer: inout MarkdownWriter) {
    guard leadHoldsTerm else { return }
    writer.add(.listItem, trimmed(lead[...]), prefix: linePrefix(isItem: true))
    lead = []
    leadHoldsTerm = false
  }

  mutating func endLineElement(_ node: xmlNodePtr, _ element: HTMLElement, _ writer: inout MarkdownWriter) {
    lineElement = nil
    let content = line.take()
    switch element {
    case .tableCell(let isHeader):
      table.addCell(
        Array(content), isHeader: isHeader, columns: attributes.number(.colspan, of: node) ?? 1,
        rows: attributes.number(.rowspan, of: node) ?? 1)
    case .definitionTerm:
      if content.isEmpty == false {
        lead += content + ": ".utf8
        leadHoldsTerm = true
      }
    case .heading(let level) where content.isEmpty == false:
      let lead = [UInt8](repeating: UInt8(ascii: "#"), count: level) + [0x20]
      writer.add(
        quoteDepth > 0 ? .quote : .heading(level: level), content, lead: lead, prefix: quotePrefix)
      self.lead = []
    default: break
    }
  }

  private mutating func endCode(_ writer: inout MarkdownWriter) {
    preElement = nil
    var code = line.take()
    if code.first == 0x0A { code.removeFirst() }
    if code.contains(where: { isHTMLSpace($0) == false }) { writer.addCode(code) }
    lead = []
  }

  private mutating func beginItem(_ node: xmlNodePtr) {
    guard let list = lists.last, list.isOrdered else {
      lead = Array("- ".utf8)
      return
    }
    let number = attributes.number(.value, of: node) ?? list.nextNumber
    lists[lists.count - 1].nextNumber = number &+ 1
    lead = Array("\(number). ".utf8)
  }

  /// What stands before each line of a block: the signs of quotes, the indent of lists.
  ///
  /// Both stop growing at a depth that says no more to a reader, so that nesting can't multiply the text.
  private func linePrefix(isItem: Bool) -> [UInt8] {
    // An item's marker stands where its list begins, its further paragraphs where its text does.
    let levels = isItem ? lists.dropLast() : lists[...]
    let indent = levels.prefix(8).reduce(0) { $0 + ($1.isOrdered ? 3 : 2) }
    return quotePrefix + [UInt8](repeating: 0x20, count: indent)
  }

  private var quotePrefix: [UInt8] {
    Array(String(repeating: "> ", count: min(quoteDepth, 3)).utf8)
  }
}
