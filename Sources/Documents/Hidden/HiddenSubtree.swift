import CLibXML2

/// What stands in an element that a reader does not see: how much text, and whether it is a part of the page's content.
struct HiddenSubtree {
  /// Of the text, white space collapsed.
  private(set) var byteCount = 0
  private var linkByteCount = 0
  /// Runs of text between the ends of blocks that are not links.
  private var blockCount = 0
  private var controlCount = 0
  private var rowCount = 0
  /// Something in it may be seen although the element is not.
  private(set) var holdsVisible = false

  /// Several paragraphs, items, rows or labelled values: what accordions and tabs hold. A sentence or two, a list of
  /// links, a form are not.
  var isStructured: Bool { isStructured(blockCount: 5, byteCount: 200) }

  /// Holds rows of a table that are more than links.
  var holdsRows: Bool { rowCount >= 3 && linkByteCount * 2 < byteCount }

  /// The same of what the page says is a panel, which needs less to be one.
  var isPanel: Bool { isStructured(blockCount: 2, byteCount: 100) }

  private func isStructured(blockCount minimum: Int, byteCount minimumBytes: Int) -> Bool {
    blockCount >= minimum && byteCount >= minimumBytes && linkByteCount * 2 < byteCount
      && controlCount * 3 <= blockCount
  }

  private var runByteCount = 0
  private var runLinkByteCount = 0

  /// - Parameters:
  ///   - budget: how many nodes, or kilobytes of text, may be looked at; what is beyond them is taken to be without
  ///     structure.
  ///   - isVisible: asked of each element below the root.
  init(_ root: xmlNodePtr, budget: inout Int, isVisible: (xmlNodePtr) -> Bool) {
    var node = root
    var linkDepth = 0
    while true {
      budget -= 1
      guard budget > 0 else {
        blockCount = 0
        return
      }
      var goesDown = false
      if node.isText {
        _ = node.withText { text in
          budget -= text.count >> 10
          addText(text, isLink: linkDepth > 0)
        }
      } else if node.isElement {
        goesDown = enter(node, isRoot: node == root, &linkDepth)
        if goesDown, node != root, holdsVisible == false { holdsVisible = isVisible(node) }
      }
      if goesDown, let child = node.pointee.children {
        node = child
        continue
      }
      if goesDown { leave(node, &linkDepth) }
      while node == root || node.pointee.next == nil {
        guard node != root, let parent = node.pointee.parent else {
          endRun()
          return
        }
        node = parent
        leave(node, &linkDepth)
      }
      node = node.pointee.next
    }
  }

  private mutating func enter(_ node: xmlNodePtr, isRoot: Bool, _ linkDepth: inout Int) -> Bool {
    guard node.isSkipped == false else { return false }
    let element = node.element
    switch element {
    case .unseen, .raw, .void, .property, .title: return false
    case .input, .textArea: controlCount += 1
    case .apart where node.isNamed("select") || node.isNamed("button"): controlCount += 1
    case .tableRow:
      rowCount += 1
      endRun()
    default: if element.isInline == false { endRun() }
    }
    if node.isNamed("a") { linkDepth += 1 }
    return true
  }

  private mutating func leave(_ node: xmlNodePtr, _ linkDepth: inout Int) {
    if node.isNamed("a") { linkDepth -= 1 }
    if node.element.isInline == false { endRun() }
  }

  private mutating func addText(_ text: Span<UInt8>, isLink: Bool) {
    var count = 0
    var isAfterSpace = true
    for i in text.indices {
      let isSpace = isHTMLSpace(text[i])
      if isSpace == false || isAfterSpace == false { count += 1 }
      isAfterSpace = isSpace
    }
    if isAfterSpace, count > 0 { count -= 1 }
    byteCount += count
    runByteCount += count
    if isLink {
      linkByteCount += count
      runLinkByteCount += count
    }
  }

  private mutating func endRun() {
    if runByteCount > 0, runLinkByteCount * 2 < runByteCount { blockCount += 1 }
    runByteCount = 0
    runLinkByteCount = 0
  }
}
