import CLibXML2

/// True for a table of data, false for one that only lays out a page: its cells are read as blocks.
///
/// Layout is a table that holds another, code, or a menu, or headings and long texts without a header above them, or
/// that has nowhere two cells side by side. The search stops at the first inner table, so that nested tables are looked
/// through once each.
func isDataTable(_ table: xmlNodePtr, _ attributes: HTMLAttributes) -> Bool {
  let role = attributes.value(.role, of: table)
  let isCalledLayout =
    role.map { $0.elementsEqual("presentation".utf8) || $0.elementsEqual("none".utf8) } ?? false
  var evidence = TableEvidence()
  guard var node = table.pointee.children else { return false }
  while true {
    if node.isText {
      evidence.addText(node)
    } else if node.isElement {
      evidence.add(attributes.element(of: node))
    }
    if evidence.isLayout { return false }
    if let child = node.pointee.children, node.isElement {
      node = child
      continue
    }
    while node.pointee.next == nil {
      node = node.pointee.parent
      if node == table { return evidence.isData && (evidence.hasHeader || isCalledLayout == false) }
    }
    node = node.pointee.next
  }
}

/// What a table holds, as far as it tells data from layout.
private struct TableEvidence {
  private(set) var hasHeader = false
  private(set) var isLayout = false
  private var isInHeaderCell = false
  private var rows = 0
  private var cellsInRow = 0
  private var widest = 0
  /// Of the cell being read, in bytes without white space, and of the longest cell.
  private var cellText = 0
  private var longest = 0
  /// Links and list items of the cell being read, and how many cells had as many as a menu has.
  private var choices = 0
  private var menus = 0
  private var isInCode = false

  var isData: Bool {
    guard widest > 1 else { return false }
    // One row of long texts without a header: columns of a page.
    return hasHeader || rows > 1 || longest <= 150
  }

  mutating func addText(_ node: xmlNodePtr) {
    _ = node.withText { text in
      for i in text.indices where text[i] > 0x20 { cellText += 1 }
      if isInCode { for i in text.indices.dropFirst().dropLast() where text[i] == 0x0A { isLayout = true } }
    }
    isInCode = false
    longest = max(longest, cellText)
    // A page's column, a long description: hard to read in a row, and impossible to split.
    if cellText > (hasHeader ? 4000 : 1000) { isLayout = true }
  }

  mutating func add(_ element: HTMLElement) {
    isInCode = false
    switch element {
    case .table: isLayout = true
    case .preformatted: isInCode = true
    case .heading: if isInHeaderCell == false, hasHeader == false { isLayout = true }
    case .listItem, .link:
      choices += 1
      if choices == 9 { menus += 1 }
      if menus > 1, hasHeader == false { isLayout = true }
    case .tableHead: hasHeader = true
    case .tableRow:
      rows += 1
      cellsInRow = 0
    case .tableCell(let isHeader):
      cellsInRow += 1
      widest = max(widest, cellsInRow)
      cellText = 0
      choices = 0
      isInHeaderCell = isHeader
      if isHeader { hasHeader = true }
    default: break
    }
  }
}
