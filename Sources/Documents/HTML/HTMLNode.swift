import CLibXML2

/// Reading libxml2's nodes.
extension xmlNodePtr {
  var element: HTMLElement {
    pointee.name.map { HTMLElement.named(packedName($0)) } ?? .inline
  }

  var isElement: Bool { pointee.type == XML_ELEMENT_NODE }
  var isText: Bool { pointee.type == XML_TEXT_NODE || pointee.type == XML_CDATA_SECTION_NODE }

  /// The bytes of a text node.
  func withText<Result>(_ body: (Span<UInt8>) -> Result) -> Result? {
    pointee.content.map { content in
      body(UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content))).span)
    }
  }
}

extension HTMLAttributes {
  /// True if a reader does not see the element: by the `hidden` attribute or its own style.
  func hides(_ node: xmlNodePtr) -> Bool {
    if has(.hidden, node) { return true }
    return value(.style, of: node).map { styleHides($0) } ?? false
  }
}

/// True if a `style` attribute says `display: none` or `visibility: hidden`, the last word on each being the one that counts.
func styleHides(_ style: [UInt8]) -> Bool {
  var isDisplayed = true
  var isVisible = true
  for declaration in style.split(separator: UInt8(ascii: ";")) {
    guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
    let name = declaration[..<colon].filter { isHTMLSpace($0) == false }.map(lowercased)
    let value = declaration[(colon + 1)...].drop(while: isHTMLSpace).map(lowercased)
    if name.elementsEqual("display".utf8) { isDisplayed = value.starts(with: "none".utf8) == false }
    if name.elementsEqual("visibility".utf8) {
      isVisible = value.starts(with: "hidden".utf8) == false && value.starts(with: "collapse".utf8) == false
    }
  }
  return isDisplayed == false || isVisible == false
}

extension HTMLAttributes {
  /// What an element means for the text, by its name and by the part in a table that its `role` gives it.
  func element(of node: xmlNodePtr) -> HTMLElement {
    let element = node.element
    guard element == .block || element == .inline, let role = value(.role, of: node) else { return element }
    return tableRoles[packedName(role, role.indices)] ?? element
  }
}

/// Tables made of `div` elements (https://www.w3.org/TR/wai-aria/#table).
private let tableRoles = HTMLNameTable<HTMLElement>([
  ("table", .table), ("grid", .table), ("treegrid", .table), ("row", .tableRow),
  ("cell", .tableCell(isHeader: false)), ("gridcell", .tableCell(isHeader: false)),
  ("columnheader", .tableCell(isHeader: true)), ("rowheader", .tableCell(isHeader: true)),
])
