import CLibXML2

extension HTMLAttributes {
  /// True if an element's own attributes hide it from a reader: a first look, without style sheets.
  func hides(_ node: xmlNodePtr) -> Bool {
    if has(.hidden, node) { return true }
    guard let value = value(.style, of: node) else { return false }
    let style = StyleDeclarations(value, value.indices)
    return style.hiding != nil || style.hides(.visibility)
  }
}
