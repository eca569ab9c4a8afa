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
  /// The keys of the classes of the elements that were looked at, and which are whose.
  private var classKeys: [StyleKey] = []
  private var classRanges: [Range<Int>?] = []
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

  /// The keys of an element's classes, read once.
  private mutating func classes(of node: xmlNodePtr) -> Range<Int> {
    guard let element = node.elementNumber else { return 0..<0 }
    if element >= classRanges.count {
      classRanges.append(
        contentsOf: repeatElement(nil, count: max(element + 1, 2 * classRanges.count) - classRanges.count))
    }
    if let known = classRanges[element] { return known }
    let first = classKeys.count
    if let range = attributes.range(.class, ofElement: element) {
      var i = range.lowerBound
      while i < range.upperBound {
        while i < range.upperBound, isHTMLSpace(html[i]) { i += 1 }
        let start = i
        while i < range.upperBound, isHTMLSpace(html[i]) == false { i += 1 }
        if i > start { classKeys.append(StyleKey(.class, html, start..<i)) }
      }
    }
    classRanges[element] = first..<classKeys.count
    return first..<classKeys.count
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
    budget -= 1
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
      budget -= 1
      let element = facts(of: ancestor)
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

  /// What selectors ask an element for.
  private struct Matched {
    let name: UInt64
    let id: StyleKey?
    let classes: Range<Int>
  }

  private mutating func facts(of node: xmlNodePtr) -> Matched {
    Matched(
      name: packedName(node.pointee.name),
      id: attributes.range(.id, of: node).map { StyleKey(.id, html, trimmedRange($0)) },
      classes: classes(of: node))
  }

  func isAriaHidden(_ node: xmlNodePtr) -> Bool {
    guard let range = attributes.range(.ariaHidden, of: node) else { return false }
    return html[trimmedRange(range)].lazy.map(lowercased).elementsEqual("true".utf8)
  }

  private func trimmedRange(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isHTMLSpace(html[start]) { start += 1 }
    while end > start, isHTMLSpace(html[end - 1]) { end -= 1 }
    return start..<end
  }
}
