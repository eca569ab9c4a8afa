import CLibXML2

/// Finds a page's long menus and has the walk leave them out. Returns how many there are, and the bytes of their text.
///
/// A menu calls itself one (`nav`, a role, a word in its class or id), and is little but short links, ten of them or
/// more: the part of a page that is paid for with every document and holds no value of it. Small menus stay, since
/// breadcrumbs are of their kind, and so does everything that holds a heading of level 1, `main`,
/// `article` or a telephone number, and a page that is nothing but a menu.
///
/// One pass, without recursion.
func skipMenus(in root: xmlNodePtr, _ attributes: HTMLAttributes) -> DroppedText? {
  var finder = MenuFinder(attributes: attributes)
  finder.find(in: root)
  let menus = finder.outermostMenus
  let byteCount = menus.reduce(0) { $0 + $1.text }
  guard menus.isEmpty == false, byteCount * 10 <= finder.text * 7 else { return nil }
  for menu in menus { menu.node.skip() }
  return DroppedText(reason: .menu, count: menus.count, byteCount: byteCount)
}

private struct MenuFinder {
  struct Candidate {
    let node: xmlNodePtr
    /// Its place among the menus if it turns out to hold them all.
    let firstMenu: Int
    var text = 0
    var linkText = 0
    var links = 0
    /// Digits outside of links: a telephone number has nine and more, a copyright's years eight at most.
    var digits = 0
    var holdsContent = false
  }

  let attributes: HTMLAttributes
  /// The bytes of the whole page's text, blanks left out.
  private(set) var text = 0
  private(set) var outermostMenus: [Candidate] = []
  private var open: [Candidate] = []
  private var link: xmlNodePtr?

  init(attributes: HTMLAttributes) {
    self.attributes = attributes
  }

  mutating func find(in root: xmlNodePtr) {
    var node = root
    while true {
      if node.isText {
        count(node)
      } else if node.isElement, enter(node), let child = node.pointee.children {
        node = child
        continue
      }
      while node.pointee.next == nil || node == root {
        guard node != root, let parent = node.pointee.parent else {
          while open.isEmpty == false { leaveCandidate() }
          return
        }
        node = parent
        leave(node)
      }
      node = node.pointee.next
    }
  }

  private mutating func count(_ node: xmlNodePtr) {
    let bytes = node.withText { text in text.indices.reduce(0) { $0 + (text[$1] > 0x20 ? 1 : 0) } } ?? 0
    text += bytes
    guard open.isEmpty == false else { return }
    open[open.count - 1].text += bytes
    if link != nil {
      open[open.count - 1].linkText += bytes
    } else {
      open[open.count - 1].digits +=
        node.withText { text in text.indices.reduce(0) { $0 + (isDigit(text[$1]) ? 1 : 0) } } ?? 0
    }
  }

  /// Begins an element; false if what is in it is of no interest.
  private mutating func enter(_ node: xmlNodePtr) -> Bool {
    let element = node.element
    switch element {
    case .unseen, .raw, .void, .property, .title: return false
    case .heading(1):
      if open.isEmpty == false { open[open.count - 1].holdsContent = true }
    case .link where node.pointee.children != nil && link == nil:
      link = node
      if open.isEmpty == false {
        open[open.count - 1].links += 1
        if isTelephone(node) { open[open.count - 1].holdsContent = true }
      }
    case .block, .section, .list, .table, .definitionList, .inline:
      guard node.pointee.children != nil else { break }
      if isContent(node), open.isEmpty == false { open[open.count - 1].holdsContent = true }
      if callsItselfMenu(node) { open.append(Candidate(node: node, firstMenu: outermostMenus.count)) }
    default: break
    }
    return true
  }

  private mutating func leave(_ node: xmlNodePtr) {
    if node == link { link = nil }
    if node == open.last?.node { leaveCandidate() }
  }

  private mutating func leaveCandidate() {
    let menu = open.removeLast()
    if open.isEmpty == false {
      open[open.count - 1].text += menu.text
      open[open.count - 1].linkText += menu.linkText
      open[open.count - 1].links += menu.links
      open[open.count - 1].digits += menu.digits
      if menu.holdsContent { open[open.count - 1].holdsContent = true }
    }
    // Long links are titles: a list of articles or products, not a menu.
    guard menu.links >= 10, menu.linkText * 5 >= menu.text * 4, menu.linkText <= menu.links * 30,
      menu.digits <= 8, menu.holdsContent == false
    else { return }
    outermostMenus.removeLast(outermostMenus.count - menu.firstMenu)
    outermostMenus.append(menu)
  }

  private func isTelephone(_ link: xmlNodePtr) -> Bool {
    attributes.value(.href, of: link)?.prefix(4).map(lowercased).elementsEqual("tel:".utf8) ?? false
  }

  private func isContent(_ node: xmlNodePtr) -> Bool {
    let name = packedName(node.pointee.name)
    return name == packedName("main") || name == packedName("article")
  }

  private func callsItselfMenu(_ node: xmlNodePtr) -> Bool {
    let name = packedName(node.pointee.name)
    if name == packedName("nav") || name == packedName("header") || name == packedName("footer") {
      return true
    }
    return attributes.words(in: [.role, .class, .id], of: node, contain: { menuWords[$0] != nil })
  }
}

/// The words by which pages name their navigation, in the languages of many.
private let menuWords = HTMLNameTable<Bool>(
  [
    "nav", "navbar", "navi", "navigation", "menu", "menue", "menubar", "menus", "submenu", "megamenu",
    "sitemap",
    "header", "footer", "banner", "contentinfo", "dropdown", "topbar", "offcanvas",
  ].map { ($0, true) })
