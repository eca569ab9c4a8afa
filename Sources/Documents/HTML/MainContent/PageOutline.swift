import CLibXML2

/// A page's elements and runs of text as numbers: what `MainContent` decides by.
///
/// Elements stand in the order of the page, so that an element and all in it are one range.
struct PageOutline {
  struct Element {
    let node: xmlNodePtr
    /// The index of the element that holds it; -1 for the first.
    let parent: Int
    /// The index behind the last element in it.
    var end = 0
    let tag: PageTag
    let role: PageRole?
    let words: ClassWords
    let property: TextProperty?
    /// A part of a line.
    let isInline: Bool
    /// What the runs in it add up to.
    var characters = 0
    var goodCharacters = 0
    var runs = 0
    /// Headings of level 1 with text.
    var titles = 0
  }

  /// The microdata properties that name a text.
  enum TextProperty {
    case articleBody, text
  }

  /// The text between two boundaries of blocks.
  struct Run {
    /// The element it stands in.
    var block = 0
    /// White space left out.
    var characters = 0
    var linkCharacters = 0
    /// In buttons, and in links that are named so.
    var buttonCharacters = 0
    var words = 0
    /// Of its UTF-8, with one space between two words.
    var byteCount = 0
    /// Of its letters without case, to know it again.
    var hash = textHash("")
    /// The same up to its first colon, 0 if there is none.
    var labelHash: UInt64 = 0
    var holdsLetter = false
    var holdsPrice = false
    var holdsCopyright = false

    /// A paragraph that somebody wrote: long, and not mostly links.
    var isGood: Bool { characters >= 70 && linkCharacters * 3 < characters }
  }

  struct Heading {
    let run: Int
    let element: Int
    /// How it begins, in small letters.
    let text: [UInt8]
  }

  private(set) var elements: [Element] = []
  private(set) var runs: [Run] = []
  private(set) var headings: [Heading] = []
  /// The text nodes, with their runs.
  private(set) var texts: [(node: xmlNodePtr, run: Int)] = []
  /// The words of the classes of `html` and `body`.
  private(set) var pageWords: ClassWords = []
  /// Items of microdata that are comments, and those that are questions with answers.
  private(set) var commentItems = 0
  private(set) var questionPages = 0

  private let attributes: HTMLAttributes
  private var run = Run()
  private var runHeading = -1
  private var headingText: [UInt8] = []
  private var isInWord = false

  init(_ root: xmlNodePtr, _ attributes: HTMLAttributes) {
    self.attributes = attributes
    read(root)
    sumUp()
  }

  /// An element that is open: its index, that of the block it stands in or is, the link and the heading around it.
  private struct Open {
    var element: Int
    var block: Int
    var isInLink: Bool
    var isInButton = false
    var heading: Int
  }

  private mutating func read(_ root: xmlNodePtr) {
    var node = root
    var open = [Open(element: -1, block: 0, isInLink: false, heading: -1)]
    while true {
      let around = open[open.count - 1]
      if node.isText {
        texts.append((node, runs.count))
        if run.characters == 0 { runHeading = around.heading }
        _ = node.withText { read($0, around) }
      } else if node.isElement, let entered = enter(node, around) {
        if let child = node.pointee.children {
          open.append(entered)
          node = child
          continue
        }
        leave(entered)
      }
      while node.pointee.next == nil || node == root {
        guard node != root, let parent = node.pointee.parent, open.count > 1 else {
          endRun(0)
          return
        }
        node = parent
        leave(open.removeLast())
      }
      node = node.pointee.next
    }
  }

  private mutating func enter(_ node: xmlNodePtr, _ around: Open) -> Open? {
    let kind = node.element
    switch kind {
    case .unseen, .raw, .void, .property, .title: return nil
    case .lineBreak:
      isInWord = false
      return nil
    default: if node.isSkipped || attributes.hides(node) { return nil }
    }
    let tag = PageTag.named(packedName(node.pointee.name))
    // What a reader sees of a form is no content, and what stands for an image is not seen.
    if tag == .choice || tag == .image {
      node.skip()
      return nil
    }
    let words = attributes.classWords(of: node)
    if tag == .body || node.pointee.parent?.pointee.parent == nil { pageWords.formUnion(words) }
    noteItem(node)
    let index = elements.count
    elements.append(
      Element(
        node: node, parent: around.element, tag: tag, role: role(of: node), words: words,
        property: property(of: node),
        isInline: kind.isInline && tag != .label))
    var entered = around
    entered.element = index
    if kind.isInline {
      isInWord = false
    } else {
      endRun(around.block)
      entered.block = index
    }
    if tag == .link { entered.isInLink = true }
    if tag.headingLevel != nil {
      entered.heading = index
      entered.isInButton = false
    }
    if tag == .button || tag == .link && words.contains(.button), entered.heading < 0,
      words.contains(.opener) == false
    {
      entered.isInButton = true
    }
    return entered
  }

  private mutating func leave(_ open: Open) {
    if open.block == open.element { endRun(open.element) }
    elements[open.element].end = elements.count
  }

  private mutating func endRun(_ block: Int) {
    defer {
      isInWord = false
      headingText.removeAll(keepingCapacity: true)
    }
    guard run.characters > 0 else { return }
    run.block = block
    if runHeading >= 0 {
      headings.append(Heading(run: runs.count, element: runHeading, text: headingText))
    }
    runs.append(run)
    run = Run()
  }

  private mutating func read(_ text: Span<UInt8>, _ around: Open) {
    var characters = 0
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte <= 0x20 {
        isInWord = false
        if runHeading >= 0, let last = headingText.last, last != 0x20 { headingText.append(0x20) }
        i += 1
        continue
      }
      if byte & 0xC0 != 0x80 {
        characters += 1
        if isInWord == false {
          run.words += 1
          run.byteCount += 1
        }
        isInWord = true
      }
      run.byteCount += 1
      run.hash = textHash(run.hash, byte)
      if runHeading >= 0, headingText.count < 40 { headingText.append(lowercased(byte)) }
      if byte >= 0x80 || isASCIILetter(byte) { run.holdsLetter = true }
      switch byte {
      case UInt8(ascii: ":"): if run.labelHash == 0 { run.labelHash = run.hash }
      case UInt8(ascii: "$"): if isDigit(after: i, in: text) { run.holdsPrice = true }
      // The signs of pound, yen and copyright; of euro and rupee.
      case 0xC2 where i + 1 < text.count:
        if text[i + 1] == 0xA9 { run.holdsCopyright = true }
        if text[i + 1] == 0xA3 || text[i + 1] == 0xA5 { run.holdsPrice = true }
      case 0xE2
      where i + 2 < text.count && text[i + 1] == 0x82 && (text[i + 2] == 0xAC || text[i + 2] == 0xB9):
        run.holdsPrice = true
      default: break
      }
      i += 1
    }
    run.characters += characters
    if around.isInLink { run.linkCharacters += characters }
    if around.isInButton { run.buttonCharacters += characters }
  }

  private func isDigit(after i: Int, in text: Span<UInt8>) -> Bool {
    var next = i + 1
    if next < text.count, text[next] == 0x20 { next += 1 }
    return next < text.count && Documents.isDigit(text[next])
  }

  private func role(of node: xmlNodePtr) -> PageRole? {
    guard let value = attributes.value(.role, of: node) else { return nil }
    return PageRole.named(packedName(value, 0..<value.count))
  }

  private func property(of node: xmlNodePtr) -> TextProperty? {
    guard let value = attributes.value(.itemprop, of: node) else { return nil }
    switch packedName(value, 0..<value.count) {
    case packedName("articlebody"): return .articleBody
    case packedName("text"): return .text
    default: return nil
    }
  }

  private mutating func noteItem(_ node: xmlNodePtr) {
    guard let type = attributes.value(.itemtype, of: node), let slash = type.lastIndex(of: UInt8(ascii: "/"))
    else { return }
    switch packedName(type, (slash + 1)..<type.count) {
    case packedName("comment"): commentItems += 1
    case packedName("qapage"): questionPages += 1
    default: break
    }
  }

  /// Adds up what the runs say, from the innermost element outwards.
  private mutating func sumUp() {
    for run in runs {
      elements[run.block].characters += run.characters
      elements[run.block].runs += 1
      if run.isGood { elements[run.block].goodCharacters += run.characters }
    }
    for i in elements.indices.reversed() where elements[i].parent >= 0 {
      let element = elements[i]
      if element.tag == .heading1, element.characters > 0 { elements[i].titles = 1 }
      elements[element.parent].characters += element.characters
      elements[element.parent].goodCharacters += element.goodCharacters
      elements[element.parent].runs += element.runs
      elements[element.parent].titles += elements[i].titles
    }
  }
}

extension PageOutline {
  /// True for each element that is marked or in one that is.
  func spread(_ marks: [Bool]) -> [Bool] {
    var marks = marks
    for i in elements.indices where elements[i].parent >= 0 && marks[elements[i].parent] { marks[i] = true }
    return marks
  }

  func elements(where isWanted: (Element) -> Bool) -> [Bool] { elements.map(isWanted) }

  func contains(_ outer: Int, _ inner: Int) -> Bool {
    outer <= inner && inner < elements[outer].end
  }
}
