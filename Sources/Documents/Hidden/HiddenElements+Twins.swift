import CLibXML2

/// Pairs of elements that say one thing: one for the eye, with `aria-hidden`, and one off the screen for the ear.
extension HiddenElements {
  /// True if an element that is off the screen says no more and no less than one beside it that is seen.
  ///
  /// Then it stays, as the one whose text is whole: `$87.11` where the other has `$`, `87` and `11`.
  func standsForTwin(_ node: xmlNodePtr) -> Bool {
    guard let text = comparable(node), text.isEmpty == false else { return false }
    return neighbours(node).contains { isAriaHidden($0) && comparable($0) == text }
  }

  /// True if an element with `aria-hidden` has no words, or one beside it that stays says the same.
  mutating func hasTwin(_ node: xmlNodePtr) -> Bool {
    guard let text = comparable(node) else { return false }
    if text.isEmpty { return true }
    for neighbour in neighbours(node) where isAriaHidden(neighbour) == false {
      guard let other = comparable(neighbour), other.count >= text.count else { continue }
      let hiding = style(of: neighbour)?.hiding
      if other == text, hiding == nil || hiding?.reason == .offScreen { return true }
      if hiding == nil, holds(other, text) { return true }
    }
    return false
  }

  /// True if the text is a number with no more around it than a unit or a currency.
  func isNumber(_ node: xmlNodePtr) -> Bool {
    guard let text = shortText(node), text.count <= 64, text.contains(where: isDigit) else { return false }
    return text.split(whereSeparator: { isPartOfWord($0) == false }).allSatisfy { word in
      let rest = word.drop(while: isDigit)
      return rest.count <= 3 && rest.contains(where: isDigit) == false
    }
  }

  private func neighbours(_ node: xmlNodePtr) -> [xmlNodePtr] {
    [xmlPreviousElementSibling(node), xmlNextElementSibling(node)].compactMap(\.self)
  }

  private func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
  }

  /// The letters and digits of a short text; nil if it is longer.
  private func comparable(_ node: xmlNodePtr) -> [UInt8]? {
    shortText(node).map { $0.lazy.filter(isPartOfWord).map(lowercased) }
  }

  private func isPartOfWord(_ byte: UInt8) -> Bool {
    isASCIILetter(byte) || isDigit(byte) || byte >= 0x80
  }

  /// The text of an element of up to 64 nodes and 256 bytes, a space between its parts; nil if there is more.
  private func shortText(_ root: xmlNodePtr) -> [UInt8]? {
    var text: [UInt8] = []
    var node = root
    for _ in 0..<64 {
      if node.isText {
        _ = node.withText { part in
          part.count <= 256
            ? text.append(part, part.indices) : text.append(contentsOf: [UInt8](repeating: 0, count: 257))
        }
        text.append(0x20)
        guard text.count <= 257 else { return nil }
      }
      if node.isElement, let child = node.pointee.children {
        node = child
        continue
      }
      while node == root || node.pointee.next == nil {
        guard node != root, let parent = node.pointee.parent else { return text }
        node = parent
      }
      node = node.pointee.next
    }
    return nil
  }
}
