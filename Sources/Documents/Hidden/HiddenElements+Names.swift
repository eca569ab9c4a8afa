import CLibXML2

extension HiddenElements {
  /// True if a style sheet of another file may well speak of the element.
  func hasName(_ node: xmlNodePtr) -> Bool {
    attributes.has(.class, node) || attributes.has(.id, node)
  }

  /// True for what the page names a panel, of tabs or of an accordion.
  func isPanel(_ node: xmlNodePtr) -> Bool {
    guard let role = attributes.value(.role, of: node) else { return false }
    return role.elementsEqual("tabpanel".utf8) || role.elementsEqual("region".utf8)
  }

  /// True for what a page puts over itself to ask or tell something: dialogs, notices about cookies.
  ///
  /// They are told by their role, or by a word in the names of the element or of the two around it. There is no other
  /// sign of them, and the words are the same in most languages.
  func isDialog(_ node: xmlNodePtr) -> Bool {
    if node.isNamed("dialog") { return true }
    var next: xmlNodePtr? = node
    for _ in 0..<3 {
      guard let element = next, element.isElement else { return false }
      if let role = attributes.range(.role, of: element), html[role].suffix(6).elementsEqual("dialog".utf8) {
        return true
      }
      for attribute in [HTMLAttribute.class, .id] {
        if let range = attributes.range(attribute, of: element), holdsDialogWord(range) { return true }
      }
      next = element.pointee.parent
    }
    return false
  }

  private func holdsDialogWord(_ range: Range<Int>) -> Bool {
    guard range.count <= 1000 else { return false }
    let name = html[range].map(lowercased)
    return dialogWords.contains { word in
      let first = word.utf8Start[0]
      var i = 0
      while i + word.utf8CodeUnitCount <= name.count {
        if name[i] == first,
          name[i...].starts(
            with: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        {
          return true
        }
        i += 1
      }
      return false
    }
  }
}

private let dialogWords: [StaticString] = [
  "consent", "cookie", "dialog", "gdpr", "lightbox", "modal", "newsletter", "onetrust", "overlay", "popover",
  "popup",
  "pop-up", "toast", "tooltip",
]
