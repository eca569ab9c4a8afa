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
