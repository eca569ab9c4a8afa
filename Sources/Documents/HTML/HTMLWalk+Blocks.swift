import CLibXML2

/// How blocks begin and end.
extension HTMLWalk {
  mutating func enterBlock(_ node: xmlNodePtr, _ element: HTMLElement, _ writer: inout MarkdownWriter) {
    switch element {
    case .heading: writeLoneTerm(&writer)
    case .definitionTerm, .preformatted, .list, .listItem, .table, .quote, .definitionList:
      // Several terms may share a definition.
      if element != .definitionTerm || leadHoldsTerm == false { writeWhatIsHeld(&writer) }
    default: break
    }
    switch element {
    case .paragraph: if lead.isEmpty { needsBlankLine = true }
    case .section, .preformatted: needsBlankLine = true
    case .definitionList: if lists.isEmpty { needsBlankLine = true }
    case .heading, .definitionTerm: lineElement = node
    case .quote:
      quoteDepth += 1
      needsBlankLine = true
    case .list(let isOrdered): beginList(node, isOrdered)
    case .listItem: beginItem(node)
    case .definition: if lead.isEmpty { lead = [0x20, 0x20] }
    case .table where tableElement == nil && isDataTable(node, attributes):
      tableElement = node
      table = TableCells()
    case .tableHead: table.isInHead = tableElement != nil
    case .tableRow where tableElement != nil: table.beginRow()
    case .tableCell where tableElement != nil: lineElement = node
    default: break
    }
    if element == .preformatted { preElement = node }
  }

  mutating func leave(_ node: xmlNodePtr, _ element: HTMLElement, _ writer: inout MarkdownWriter) {
    if element.isInline {
      leaveInline(node, element)
    } else if element != .lineBreak {
      leaveBlock(node, element, &writer)
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
    case .paragraph, .section: needsBlankLine = true
    case .quote:
      quoteDepth -= 1
      needsBlankLine = true
    case .list:
      writeWhatIsHeld(&writer)
      lists.removeLast()
      if lists.isEmpty { needsBlankLine = true }
    case .listItem:
      writeWhatIsHeld(&writer)
      setLead([])
    case .definition:
      writeWhatIsHeld(&writer)
      if leadHoldsMarker == false { lead = [] }
    case .definitionList:
      writeWhatIsHeld(&writer)
      if lists.isEmpty { needsBlankLine = true }
    case .tableHead where tableElement != nil: table.isInHead = false
    case .tableRow where tableElement != nil: table.endRow()
    case .table where node == tableElement: endTable(&writer)
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
      needsBlankLine = true
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
    appendReference()
    let isAlternative = line.holdsOnlyAlternatives
    let content = withoutSeparators(line.take())
    if content.isEmpty || isDecoration(content) { return }
    if isAlternative {
      // The block before may say the same, or the next one.
      if contains(writer.text.suffix(400)[...], content) || contains(heldAlternative[...], content) { return }
      writeHeldAlternative(&writer, before: nil)
      heldAlternative = Array(content)
      heldNeedsBlankLine = needsBlankLine
      needsBlankLine = false
    } else {
      writeHeldAlternative(&writer, before: content)
      writeText(content, &writer)
    }
  }

  private mutating func writeText(
    _ content: ArraySlice<UInt8>, isTerm: Bool = false, _ writer: inout MarkdownWriter
  ) {
    let isItem = lead.isEmpty == false || isTerm
    let kind: Block.Kind = quoteDepth > 0 ? .quote : isItem ? .listItem : .paragraph
    writer.add(
      kind, content, lead: lead, prefix: quotePrefix + indent,
      isTight: needsBlankLine == false || writer.endsInHeading)
    needsBlankLine = false
    if leadHoldsMarker { lists[lists.count - 1].isMarked = true }
    setLead([])
  }

  /// Writes what a picture stands for, unless the block behind it says it again.
  private mutating func writeHeldAlternative(
    _ writer: inout MarkdownWriter, before next: ArraySlice<UInt8>?
  ) {
    guard heldAlternative.isEmpty == false else { return }
    let held = heldAlternative
    heldAlternative = []
    let nextNeedsBlankLine = needsBlankLine
    needsBlankLine = heldNeedsBlankLine
    if let next, contains(next.prefix(400), held[...]) {
      needsBlankLine = needsBlankLine || nextNeedsBlankLine
    } else {
      writeText(held[...], &writer)
      needsBlankLine = nextNeedsBlankLine
    }
  }

  /// Writes what waits for a block that does not come: a picture's text, a term without definition.
  mutating func writeWhatIsHeld(_ writer: inout MarkdownWriter) {
    writeHeldAlternative(&writer, before: nil)
    writeLoneTerm(&writer)
  }

  private mutating func writeLoneTerm(_ writer: inout MarkdownWriter) {
    guard leadHoldsTerm else { return }
    let term = trimmed(lead[...])
    lead = []
    writeText(term, isTerm: true, &writer)
  }

  private mutating func setLead(_ lead: [UInt8], holdsMarker: Bool = false) {
    self.lead = lead
    leadHoldsTerm = false
    leadHoldsMarker = holdsMarker
  }

  mutating func endLineElement(_ node: xmlNodePtr, _ element: HTMLElement, _ writer: inout MarkdownWriter) {
    lineElement = nil
    appendReference()
    // A cell may hold nothing but a checked box.
    if line.isEmpty, line.mark.first == UInt8(ascii: "["), line.mark.dropFirst().first == UInt8(ascii: "x") {
      line.appendMark()
    }
    let content = line.take()
    switch element {
    case .tableCell(let isHeader):
      table.addCell(
        content, isHeader: isHeader, columns: attributes.number(.colspan, of: node) ?? 1,
        rows: attributes.number(.rowspan, of: node) ?? 1)
    case .definitionTerm where content.isEmpty == false:
      if leadHoldsTerm { lead.replaceSubrange((lead.count - 2)..., with: ", ".utf8) }
      lead += content
      lead += content.last == UInt8(ascii: ":") ? " ".utf8 : ": ".utf8
      leadHoldsTerm = true
    case .heading(let level) where content.isEmpty == false: writeHeading(level, content, &writer)
    default: break
    }
  }

  private mutating func writeHeading(
    _ level: Int, _ content: ArraySlice<UInt8>, _ writer: inout MarkdownWriter
  ) {
    writeHeldAlternative(&writer, before: content)
    var signs = [UInt8](repeating: UInt8(ascii: "#"), count: level) + [0x20]
    // A heading takes the place of an item's bullet, but steps keep their numbers.
    if leadHoldsMarker, lists[lists.count - 1].isOrdered { signs += lead }
    writer.add(
      quoteDepth > 0 ? .quote : .heading(level: level), content, lead: signs, prefix: quotePrefix,
      isTight: writer.endsInHeading)
    needsBlankLine = false
    setLead([])
  }

  private mutating func endCode(_ writer: inout MarkdownWriter) {
    guard let node = preElement else { return }
    preElement = nil
    var code = line.take()
    if code.first == 0x0A { code.removeFirst() }
    if code.contains(where: { isHTMLSpace($0) == false }), isLineNumbers(code, node) == false {
      writer.addCode(code, language: codeLanguage(node, attributes))
    }
    needsBlankLine = true
    setLead([])
  }

  /// True for the numbers that stand beside code, in a block of their own.
  private func isLineNumbers(_ code: ArraySlice<UInt8>, _ node: xmlNodePtr) -> Bool {
    guard code.contains(0x0A), code.allSatisfy({ isDigit($0) || isHTMLSpace($0) }) else { return false }
    var next: xmlNodePtr? = node
    for _ in 0..<3 {
      guard let element = next, element.isElement else { return false }
      if let name = attributes.shortValue(.class, of: element)?.map(lowercased)[...],
        ["gutter", "lineno", "line-num"].contains(where: { contains(name, Array($0.utf8)[...]) })
      {
        return true
      }
      next = element.pointee.parent
    }
    return false
  }

  private mutating func endTable(_ writer: inout MarkdownWriter) {
    tableElement = nil
    setLead([])
    table.write(to: &writer)
    table = TableCells()
    needsBlankLine = true
  }

  private mutating func beginList(_ node: xmlNodePtr, _ isOrdered: Bool) {
    let step = isOrdered && attributes.has(.reversed, node) ? -1 : 1
    let style = isOrdered ? attributes.value(.type, of: node)?.first ?? UInt8(ascii: "1") : UInt8(ascii: "-")
    let start = attributes.number(.start, of: node) ?? (step == 1 ? 1 : itemCount(node))
    lists.append(HTMLList(isOrdered: isOrdered, style: style, nextNumber: start, step: step))
  }

  private func itemCount(_ list: xmlNodePtr) -> Int {
    var count = 0
    var child = list.pointee.children
    while let node = child {
      if node.isElement, node.element == .listItem { count += 1 }
      child = node.pointee.next
    }
    return count
  }

  private mutating func beginItem(_ node: xmlNodePtr) {
    guard lists.isEmpty == false else {
      setLead(Array("- ".utf8))
      return
    }
    let list = lists[lists.count - 1]
    if list.hasItems || lists.count > 1 { needsBlankLine = false }
    lists[lists.count - 1].hasItems = true
    lists[lists.count - 1].isMarked = false
    guard list.isOrdered else {
      setLead(Array("- ".utf8), holdsMarker: true)
      return
    }
    let number = attributes.number(.value, of: node) ?? list.nextNumber
    lists[lists.count - 1].nextNumber = number &+ list.step
    setLead(listNumber(number, style: list.style) + ". ".utf8, holdsMarker: true)
  }

  /// How far a block is indented for the items that it stands in.
  ///
  /// It stops growing at a depth that says no more to a reader, so that nesting can't multiply the text.
  private var indent: [UInt8] {
    var count = 0
    for list in lists.prefix(8) where list.isMarked { count += list.isOrdered ? 3 : 2 }
    return [UInt8](repeating: 0x20, count: count)
  }

  private var quotePrefix: [UInt8] {
    var prefix: [UInt8] = []
    for _ in 0..<min(quoteDepth, 3) { prefix += "> ".utf8 }
    return prefix
  }
}

/// True for a block of nothing but signs that keep other things apart: `|`, `»`, `/`.
private func isDecoration(_ content: ArraySlice<UInt8>) -> Bool {
  guard content.count <= 8 else { return false }
  return String(decoding: content, as: UTF8.self).unicodeScalars.allSatisfy {
    switch $0 {
    case " ", "\n", "|", "/", "\\", "<", ">", ".", ",", ":", ";", "*", "=", "~", "_", "·", "•", "«", "»",
      "‹", "›", "…", "→", "←", "▶", "▼", "▲", "▾", "▸":
      true
    default: false
    }
  }
}

/// Without the bars and dots that keep the entries of a menu apart and are left over where each has a line of its own.
private func withoutSeparators(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var content = content
  while let first = content.first {
    if first == UInt8(ascii: "|") {
      content = content.dropFirst()
    } else if first == 0xC2, content.dropFirst().first == 0xB7 {
      content = content.dropFirst(2)
    } else if first == 0xE2, content.prefix(3).elementsEqual("•".utf8) {
      content = content.dropFirst(3)
    } else {
      break
    }
    while content.first == 0x20 || content.first == 0x0A { content = content.dropFirst() }
  }
  while content.last == UInt8(ascii: "|") {
    content = content.dropLast()
    while content.last == 0x20 || content.last == 0x0A { content = content.dropLast() }
  }
  return content
}
