import CLibXML2

/// True for a table of data, false for one that only lays out a page.
///
/// A table that holds another, or headings, or a cell with more text than a value has, or nowhere two cells side by
/// side, is layout: its cells are read as blocks. The search stops at the first inner table, so that nested
/// tables are looked through once each.
func isDataTable(_ table: xmlNodePtr, _ attributes: HTMLAttributes) -> Bool {
  if let role = attributes.value(.role, of: table),
    ["presentation", "none"].contains(where: { role.elementsEqual($0.utf8) })
  {
    return false
  }
  var widest = 0
  var cells = 0
  var cellText = 0
  guard var node = table.pointee.children else { return false }
  while true {
    if node.isText {
      cellText += node.withText { $0.count } ?? 0
      // A page's column, a long description: hard to read in a row, and impossible to split.
      if cellText > 1000 { return false }
    } else if node.isElement {
      switch node.element {
      case .table, .heading: return false
      case .tableRow: cells = 0
      case .tableCell:
        cells += 1
        cellText = 0
        widest = max(widest, cells)
      default: break
      }
    }
    if let child = node.pointee.children, node.isElement {
      node = child
      continue
    }
    while node.pointee.next == nil {
      node = node.pointee.parent
      if node == table { return widest > 1 }
    }
    node = node.pointee.next
  }
}
