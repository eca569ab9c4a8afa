import CLibXML2

/// Finds which elements of a page a reader does not see, by their attributes and the page's own style.
///
/// Style sheets of other files are not read: what only they hide is taken to be seen.
struct HiddenElements {
  let html: [UInt8]
  let attributes: HTMLAttributes
  private let sheet: StyleSheet
  /// Steps of matching that are left, so that many rules on many elements can't take their product.
  private var budget: Int
  /// What selectors ask of the elements that were looked at, by their numbers, and the keys of their classes: names are
  /// read once, since every element below asks for them again, and they may be as long as the page.
  private var known: [Matched?] = []
  private var classKeys: [StyleKey] = []
  private var matched: [Int] = []

  /// - Parameter html: the page's source, which `attributes` points into.
  init(html: [UInt8], attributes: HTMLAttributes, sheet: StyleSheet, tagCount: Int) {
    self.html = html
    self.attributes = attributes
    self.sheet = sheet
    budget = 1_000_000 + 16 * tagCount
  }

  /// The style of an element as far as it has to do with hiding; nil if there is none that hides.
  ///
  /// - Parameter showing: also answers with a style that only shows, for elements inside what is hidden.
  mutating func style(of node: xmlNodePtr, showing: Bool = false) -> StyleDeclarations? {
    let inline = attributes.value(.style, of: node).map { StyleDeclarations($0, $0.indices) }
    let isHiddenByDefault = hasHiddenAttribute(node)
    var isConcerned = showing || isHiddenByDefault || inline?.canHide == true
    if sheet.canHide, budget > 0 {
      let element = facts(of: node)
      if isConcerned == false { isConcerned = isHiddenByRule(node, element) }
      guard isConcerned else { return nil }
      matched.removeAll(keepingCapacity: true)
      collect(node, element)
    } else {
      guard isConcerned else { return nil }
      matched.removeAll(keepingCapacity: true)
    }
    var style = StyleDeclarations()
    if isHiddenByDefault { style.hideByDefault() }
    for isImportant in [false, true] {
      for index in matched { style.apply(sheet.rules[index].declarations, important: isImportant) }
      if let inline { style.apply(inline, important: isImportant) }
    }
    return style
  }

  /// By the `hidden` attribute, as a dialog that is not open, or as a popover.
  ///
  /// `hidden=until-found` stays: browsers open it for who looks for its text, as they do with `details`.
  func hasHiddenAttribute(_ node: xmlNodePtr) -> Bool {
    if let value = attributes.value(.hidden, of: node) {
      return value.map(lowercased).elementsEqual("until-found".utf8) == false
    }
    return attributes.has(.popover, node) || isClosedDialog(node)
  }

  private func isClosedDialog(_ node: xmlNodePtr) -> Bool {
    node.isNamed("dialog") && attributes.has(.open, node) == false
  }

  // MARK: Matching

  /// What selectors ask of an element, read once.
  private mutating func facts(of node: xmlNodePtr) -> Matched {
    let name = packedName(node.pointee.name)
    guard let element = node.elementNumber else { return Matched(name: name, id: nil, classes: 0..<0) }
    if element >= known.count {
      known.append(contentsOf: repeatElement(nil, count: max(element + 1, 2 * known.count) - known.count))
    }
    if let facts = known[element] { return facts }
    let first = classKeys.count
    if let range = attributes.range(.class, ofElement: element) {
      for word in html[range].split(whereSeparator: isHTMLSpace) {
        classKeys.append(StyleKey(.class, html, word.indices))
      }
    }
    let id = attributes.range(.id, ofElement: element).map { StyleKey(.id, html, $0) }
    let facts = Matched(name: name, id: id, classes: first..<classKeys.count)
    known[element] = facts
    return facts
  }

  private mutating func isHiddenByRule(_ node: xmlNodePtr, _ element: Matched) -> Bool {
    for index in element.classes where isHidden(node, element, by: classKeys[index]) { return true }
    if let id = element.id, isHidden(node, element, by: id) { return true }
    return isHidden(node, element, by: StyleKey(packedName: element.name))
  }

  private mutating func isHidden(_ node: xmlNodePtr, _ element: Matched, by key: StyleKey) -> Bool {
    var next = sheet.bucket(key)?.hiding
    while let index = next, budget > 0 {
      if matches(sheet.rules[index].selector, node, element) { return true }
      next = sheet.rules[index].next
    }
    return false
  }

  /// All rules that the element matches, the weakest first.
  private mutating func collect(_ node: xmlNodePtr, _ element: Matched) {
    for index in element.classes { collect(node, element, classKeys[index]) }
    if let id = element.id { collect(node, element, id) }
    collect(node, element, StyleKey(packedName: element.name))
    collect(node, element, .any)
    let rules = sheet.rules
    matched.sort { rules[$0].priority < rules[$1].priority }
  }

  private mutating func collect(_ node: xmlNodePtr, _ element: Matched, _ key: StyleKey) {
    guard let bucket = sheet.bucket(key) else { return }
    for first in [bucket.hiding, bucket.other] {
      var next = first
      while let index = next, budget > 0 {
        if matches(sheet.rules[index].selector, node, element) { matched.append(index) }
        next = sheet.rules[index].next
      }
    }
  }

  private mutating func matches(_ selector: Range<Int>, _ node: xmlNodePtr, _ element: Matched) -> Bool {
    budget -= 1 + element.classes.count / 16
    let last = selector.upperBound - 1
    guard matches(sheet.compounds[last], node, element) else { return false }
    return selector.count == 1 || matchesAncestors(selector.lowerBound..<last, node)
  }

  /// True if some compounds match ancestors of the node. As deep as the selector is long: up to 16.
  private mutating func matchesAncestors(_ selector: Range<Int>, _ node: xmlNodePtr) -> Bool {
    guard let last = selector.last else { return true }
    let isParent = sheet.compounds[last].isParent
    var next = node.pointee.parent
    while let ancestor = next, ancestor.isElement, budget > 0 {
      let element = facts(of: ancestor)
      budget -= 1 + element.classes.count / 16
      if matches(sheet.compounds[last], ancestor, element), matchesAncestors(selector.dropLast(), ancestor) {
        return true
      }
      if isParent { return false }
      next = ancestor.pointee.parent
    }
    return false
  }

  private func matches(_ compound: StyleCompound, _ node: xmlNodePtr, _ element: Matched) -> Bool {
    if compound.name != 0, compound.name != element.name { return false }
    if let id = compound.id, id != element.id { return false }
    guard compound.matches(classKeys[element.classes]) else { return false }
    if compound.isHidden, attributes.has(.hidden, node) == false { return false }
    if compound.isAriaHidden, isAriaHidden(node) == false { return false }
    if let isFirst = compound.isFirst, isFirst != (xmlPreviousElementSibling(node) == nil) { return false }
    if let isLast = compound.isLast, isLast != (xmlNextElementSibling(node) == nil) { return false }
    return true
  }

  private struct Matched {
    let name: UInt64
    let id: StyleKey?
    /// In `classKeys`.
    let classes: Range<Int>
  }

  func isAriaHidden(_ node: xmlNodePtr) -> Bool {
    guard let range = attributes.range(.ariaHidden, of: node), range.count <= 32 else { return false }
    return trimmed(html[range]).lazy.map(lowercased).elementsEqual("true".utf8)
  }
}
