import CLibXML2

/// Decides in a walk over a page which of its text a reader does not see, and counts it.
struct HiddenText {
  enum Verdict {
    case shown
    /// Not seen, and left out with all that is in it.
    case dropped
    /// Not seen as the page stands, but a part of its content, which is kept between two marks.
    case kept
  }

  /// What the elements inside one inherit.
  private struct Inherited {
    var node: xmlNodePtr?
    /// Why only tables of the element are kept.
    var dialogReason: DroppedText.Reason?
    var isInvisible = false
    var isTiny = false
  }

  private var elements: HiddenElements
  private let keepsAll: Bool
  /// The page has style sheets in other files, which may give text inside a tiny font its size.
  private let hasLinkedSheets: Bool
  private(set) var tally = DroppedTally()
  private var inherited = [Inherited(node: nil)]
  /// The outermost element being read that was kept.
  private(set) var keptElement: xmlNodePtr?
  /// Nodes that may be looked at to tell content from the rest: each is inside one hidden element in most pages, but may be
  /// inside thousands.
  private var budget: Int

  /// - Parameters:
  ///   - html: the source that was mended.
  ///   - keepsAll: nothing is hidden, and nothing counted.
  init(_ mender: HTMLMender, html: [UInt8], keepsAll: Bool) {
    var sheet = StyleSheet()
    if keepsAll == false {
      for range in mender.styleSheets { sheet.read(html, range) }
      if mender.commentCount > 0 {
        tally.add(.comment, count: mender.commentCount, byteCount: mender.commentByteCount)
      }
    }
    elements = HiddenElements(
      html: html, attributes: mender.attributes, sheet: sheet, tagCount: mender.tagCount)
    hasLinkedSheets = mender.headElements.contains { element in
      mender.attributes.value(.rel, ofElement: element)?.map(lowercased).elementsEqual("stylesheet".utf8)
        ?? false
    }
    self.keepsAll = keepsAll
    budget = 100_000 + 8 * mender.tagCount
  }

  /// Why text at this place is not seen; nil if it is.
  private var textReason: DroppedText.Reason? {
    let inherited = inherited[inherited.count - 1]
    return inherited.dialogReason
      ?? (inherited.isInvisible ? .visibility : inherited.isTiny ? .fontSize : nil)
  }

  var hidesText: Bool { textReason != nil }

  /// Counts what was left out before the walk.
  mutating func add(_ dropped: DroppedText) {
    tally.add(dropped.reason, count: dropped.count, byteCount: dropped.byteCount)
  }

  mutating func addText(_ node: xmlNodePtr) {
    guard let reason = textReason else { return }
    let text = HiddenSubtree(node, budget: &budget) { _ in false }
    if text.byteCount > 0 { tally.add(reason, byteCount: text.byteCount) }
  }

  /// Begins an element.
  ///
  /// - Parameter canKeep: there may be marks here.
  mutating func enter(_ node: xmlNodePtr, canKeep: Bool) -> Verdict {
    // Pages hide themselves whole until their scripts have run.
    guard keepsAll == false, node.isNamed("html") == false, node.isNamed("body") == false else {
      return .shown
    }
    if inherited[inherited.count - 1].dialogReason != nil, node.isNamed("table") {
      return enterTableOfDialog(node, canKeep)
    }
    let style = elements.style(of: node, showing: hidesText)
    if let hiding = style?.hiding { return enterHidden(node, hiding, canKeep) }
    let verdict = elements.isAriaHidden(node) ? enterAriaHidden(node, canKeep) : .shown
    guard verdict != .dropped else { return .dropped }
    switch style.flatMap({ inherit(node, $0, canKeep) }) {
    case .dropped:
      if keptElement == node { keptElement = nil }
      return .dropped
    case .kept: return .kept
    case .shown: return verdict
    case nil:
      if inherited[inherited.count - 1].isTiny, hasLinkedSheets, elements.hasName(node) {
        var inner = inherited[inherited.count - 1]
        inner.node = node
        inner.isTiny = false
        inherited.append(inner)
      }
      return verdict
    }
  }

  mutating func leave(_ node: xmlNodePtr) {
    while inherited[inherited.count - 1].node == node { inherited.removeLast() }
  }

  /// Ends an element. True if it was kept, so that the mark of its end must be written.
  mutating func endsKept(_ node: xmlNodePtr) -> Bool {
    guard node == keptElement else { return false }
    keptElement = nil
    return true
  }

  private mutating func enterHidden(_ node: xmlNodePtr, _ hiding: Hiding, _ canKeep: Bool) -> Verdict {
    if hiding.reason == .offScreen, elements.standsForTwin(node) { return .shown }
    let reason =
      hiding.reason == .display && elements.attributes.has(.hidden, node)
      ? .hidden : hiding.reason
    let subtree = HiddenSubtree(node, budget: &budget) { _ in false }
    return hiding.canOpen ? keepOrDrop(node, reason, subtree, canKeep) : drop(reason, subtree)
  }

  /// Sets what the elements inside inherit. Returns a verdict if nothing in them can be seen.
  private mutating func inherit(_ node: xmlNodePtr, _ style: StyleDeclarations, _ canKeep: Bool) -> Verdict? {
    let outer = inherited[inherited.count - 1]
    var inner = outer
    inner.node = node
    if style.sets(.visibility) {
      inner.isInvisible = style.hides(.visibility) && style.hides(.animation) == false
    }
    if style.sets(.fontSize) { inner.isTiny = style.hides(.fontSize) }
    guard inner.isInvisible != outer.isInvisible || inner.isTiny != outer.isTiny else { return nil }
    if inner.isInvisible, outer.isInvisible == false {
      let subtree = self.subtree(node, showing: .visibility)
      if subtree.holdsVisible == false {
        return keepOrDrop(node, .visibility, subtree, canKeep)
      }
    } else if inner.isTiny, outer.isTiny == false {
      let subtree = self.subtree(node, showing: .fontSize)
      if subtree.holdsVisible == false { return drop(.fontSize, subtree) }
    }
    inherited.append(inner)
    return .shown
  }

  /// What is in an element, and whether something in it sets a property so that it is seen.
  private mutating func subtree(_ root: xmlNodePtr, showing property: StyleDeclarations.Property)
    -> HiddenSubtree
  {
    var budget = budget
    defer { self.budget = budget }
    let namesShow = property == .fontSize && hasLinkedSheets
    return HiddenSubtree(root, budget: &budget) { node in
      if namesShow, elements.hasName(node) { return true }
      guard let style = elements.style(of: node, showing: true) else { return false }
      return style.sets(property) && style.hides(property) == false
    }
  }

  /// `aria-hidden` is for readers who hear the page: the others see what has it. Most of it says nothing, says again what
  /// stands beside it or belongs to what is not open, so it goes; but not a number that stands nowhere else.
  private mutating func enterAriaHidden(_ node: xmlNodePtr, _ canKeep: Bool) -> Verdict {
    let subtree = HiddenSubtree(node, budget: &budget) { _ in false }
    if elements.hasTwin(node) == false {
      if elements.isNumber(node) { return .shown }
      return keepOrDrop(node, .ariaHidden, subtree, canKeep)
    }
    return drop(.ariaHidden, subtree)
  }

  /// Keeps what carries content, of a dialog only its tables: a guide to sizes, a list of what the page stores.
  private mutating func keepOrDrop(
    _ node: xmlNodePtr, _ reason: DroppedText.Reason, _ subtree: HiddenSubtree, _ canKeep: Bool
  ) -> Verdict {
    guard canKeep else { return drop(reason, subtree) }
    let isStructured = subtree.isStructured || (subtree.isPanel && elements.isPanel(node))
    if isStructured, elements.isDialog(node) == false { return keep(node) }
    guard subtree.holdsRows else { return drop(reason, subtree) }
    inherited.append(Inherited(node: node, dialogReason: reason))
    return .shown
  }

  private mutating func enterTableOfDialog(_ node: xmlNodePtr, _ canKeep: Bool) -> Verdict {
    let table = HiddenSubtree(node, budget: &budget) { _ in false }
    guard canKeep, table.holdsRows, isDataTable(node, elements.attributes) else {
      return drop(inherited[inherited.count - 1].dialogReason ?? .display, table)
    }
    inherited.append(Inherited(node: node))
    return keep(node)
  }

  private mutating func keep(_ node: xmlNodePtr) -> Verdict {
    if keptElement != nil { return .shown }
    keptElement = node
    return .kept
  }

  private mutating func drop(_ reason: DroppedText.Reason, _ subtree: HiddenSubtree) -> Verdict {
    if subtree.byteCount > 0 { tally.add(reason, byteCount: subtree.byteCount) }
    return .dropped
  }
}
