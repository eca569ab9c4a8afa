import CLibXML2

/// Reading libxml2's nodes.
extension xmlNodePtr {
  var element: HTMLElement {
    pointee.name.map { HTMLElement.named(packedName($0)) } ?? .inline
  }

  var isElement: Bool { pointee.type == XML_ELEMENT_NODE }
  var isText: Bool { pointee.type == XML_TEXT_NODE || pointee.type == XML_CDATA_SECTION_NODE }

  func isNamed(_ name: StaticString) -> Bool {
    guard let own = pointee.name else { return false }
    for i in 0..<name.utf8CodeUnitCount where own[i] != name.utf8Start[i] { return false }
    return own[name.utf8CodeUnitCount] == 0
  }

  /// The bytes of a text node.
  func withText<Result>(_ body: (Span<UInt8>) -> Result) -> Result? {
    pointee.content.map { content in
      body(UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content))).span)
    }
  }
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
