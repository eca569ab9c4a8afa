import CLibXML2

/// How the parts of a line begin and end.
extension HTMLWalk {
  /// Returns false if the element is done with everything in it.
  mutating func enterInline(_ node: xmlNodePtr, _ element: HTMLElement) -> Bool {
    guard preElement == nil else { return true }
    if let previous = node.pointee.prev, previous.isElement {
      // Two elements side by side are two values, as <span>551</span><span>kcal</span>.
      switch (previous.element, element) {
      case (_, .script), (_, .rubyText), (.rubyText, _): break
      case (let other, _): if other.isInline { line.separate() }
      }
    }
    // Elements that are shown again may stand in one whose text is hidden.
    if hidden.hidesText { return true }
    switch element {
    case .image: appendAlternative(node)
    case .input: appendInput(node)
    case .apart, .textArea, .option, .optionGroup: line.appendSpace()
    case .select:
      line.appendSpace()
      return appendChoice(node) == false
    case .label:
      line.appendSpace()
      if label == nil { label = openElement(node) }
    case .gauge:
      line.appendSpace()
      if gauge == nil { gauge = openElement(node) }
    case .marked: if marked == nil { marked = openElement(node) }
    case .script: if script == nil { script = openElement(node) }
    case .rubyText: line.append(Array("(".utf8).span)
    case .link: return enterLink(node)
    default: break
    }
    return true
  }

  mutating func leaveInline(_ node: xmlNodePtr, _ element: HTMLElement) {
    guard preElement == nil else { return }
    switch element {
    case .apart, .textArea, .select, .option, .optionGroup: line.appendSpace()
    case .label:
      if let open = label, open.node == node {
        // A box behind its text: there is text between the label's start and the mark.
        if let start = line.start(open.start), line.bytes.count > start { line.appendMark() }
        label = nil
      }
      line.appendSpace()
    case .gauge:
      if let open = gauge, open.node == node {
        if line.position == open.start { appendGauge(node) }
        gauge = nil
      }
      line.appendSpace()
    case .marked(let mark):
      if let open = marked, open.node == node {
        line.wrap(from: open.start, in: mark.text)
        marked = nil
      }
    case .script(let isRaised):
      if let open = script, open.node == node {
        let isPrice = isRaised && callsItselfPrice(node)
        line.endScript(
          from: open.start, isRaised: isRaised, isPrice: isPrice,
          isBeforeCurrency: isPrice && isCurrency(after: node))
        script = nil
      }
    case .rubyText: if hidden.hidesText == false { line.append(Array(")".utf8).span) }
    case .link:
      if let open = link, open.node == node {
        appendReference()
        link = nil
      }
    default: break
    }
  }

  /// True if the next text, a few elements on at most, begins with a currency.
  private func isCurrency(after node: xmlNodePtr) -> Bool {
    var next = node.pointee.next ?? node.pointee.parent?.pointee.next
    for _ in 0..<5 {
      guard let candidate = next else { return false }
      if candidate.isText {
        let isBlank = candidate.withText { text in text.indices.allSatisfy { isHTMLSpace(text[$0]) } } ?? true
        if isBlank == false { return candidate.withText(beginsWithCurrency) ?? false }
        next = candidate.pointee.next
      } else {
        next = candidate.pointee.children ?? candidate.pointee.next
      }
    }
    return false
  }

  private func openElement(_ node: xmlNodePtr) -> OpenElement {
    OpenElement(node: node, start: line.position)
  }

  // MARK: Links

  private mutating func enterLink(_ node: xmlNodePtr) -> Bool {
    if isSkipLink(node) { return false }
    if link == nil, attributes.has(.href, node) { link = openElement(node) }
    return true
  }

  /// True for a link that leads past the navigation of its own page: it says nothing.
  private func isSkipLink(_ node: xmlNodePtr) -> Bool {
    guard attributes.words(in: [.class], of: node, contain: { skipWords[$0] != nil }),
      let address = attributes.value(.href, of: node)
    else { return false }
    return address.first == UInt8(ascii: "#") && address.count > 1
  }

  /// Writes the number of the link being read behind its text, once.
  mutating func appendReference() {
    guard references != nil, let open = link,
      let start = line.start(open.start) ?? (line.isEmpty ? nil : 0), line.bytes.count > start
    else { return }
    link = nil
    guard let address = attributes.value(.href, of: open.node),
      let number = references?.number(of: address, text: line.bytes[start...])
    else { return }
    line.appendSpace()
    line.append(Array("[\(number)]".utf8).span)
  }

  // MARK: Pictures

  private mutating func appendAlternative(_ node: xmlNodePtr) {
    guard let text = attributes.value(.alt, of: node), text.isEmpty == false else { return }
    if alternatives.adds(trimmed(text[...]), isInLink: link != nil) { line.appendAlternative(text) }
  }

  // MARK: Forms

  private mutating func appendApart(_ text: [UInt8]?) {
    guard let text, text.isEmpty == false, hidden.hidesText == false else { return }
    line.appendSpace()
    line.append(text.span)
    line.appendSpace()
  }

  private mutating func appendInput(_ input: xmlNodePtr) {
    let type =
      attributes.value(.type, of: input).map { String(decoding: $0.map(lowercased), as: UTF8.self) } ?? "text"
    switch type {
    case "checkbox", "radio": line.setMark(Array((attributes.has(.checked, input) ? "[x] " : "[ ] ").utf8))
    case "hidden", "password", "image", "file", "color", "range": break
    default: appendApart(attributes.value(.value, of: input))
    }
  }

  /// True for what stands in an element that names a price: there two raised digits are cents, elsewhere a note's number.
  private func callsItselfPrice(_ node: xmlNodePtr) -> Bool {
    var next: xmlNodePtr? = node
    for _ in 0..<5 {
      guard let element = next, element.isElement else { return false }
      if attributes.words(in: [.class, .itemprop, .id], of: element, contain: { priceWords[$0] != nil }) {
        return true
      }
      next = element.pointee.parent
    }
    return false
  }

  /// Writes the value of a bar that has no text.
  private mutating func appendGauge(_ node: xmlNodePtr) {
    guard var value = attributes.value(.value, of: node), value.isEmpty == false else { return }
    if let most = attributes.value(.max, of: node), most.isEmpty == false { value += "/".utf8 + most }
    appendApart(value)
  }

  /// Writes what a list of choices shows. Returns false if it is none: its tag was never closed.
  private mutating func appendChoice(_ node: xmlNodePtr) -> Bool {
    guard let choice = SelectChoice(node, attributes) else { return false }
    line.append(choice.text.span)
    line.appendSpace()
    droppedOptions.count += choice.droppedCount
    droppedOptions.byteCount += choice.droppedByteCount
    return true
  }
}

/// The words by which pages name the links that skip their navigation.
private let skipWords = HTMLNameTable<Bool>(
  ["skip", "skiplink", "skiplinks", "skipnav", "skipto", "skiptocontent"].map { ($0, true) })

/// The words by which pages name prices, in the languages of many.
private let priceWords = HTMLNameTable<Bool>(
  [
    "price", "prices", "pricing", "cost", "amount", "preis", "prix", "precio", "prezzo", "preco", "prijs",
    "pris", "cena",
  ].map { ($0, true) })
