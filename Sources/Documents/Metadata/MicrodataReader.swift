import CLibXML2

/// Reads what a page's elements say by attributes: microdata, RDFa's `property` with `content`, dates behind words, the
/// numbers of a product in its form.
///
/// Text that is marked as a property's value is given too, as body text: it stands in the head only where a reader does
/// not see it.
struct MicrodataReader {
  /// An item that is open.
  private struct Item {
    var element: xmlNodePtr
    var path: String
    /// All that counts is the item's name.
    var isNamed: Bool
    var isPage: Bool
    /// Where the entries of one of several things begin that the page shows.
    var start: Int?
  }

  private let attributes: HTMLAttributes
  private(set) var entries: [MetadataEntry] = []
  private var items: [Item] = []
  private var typesSeen: Set<String> = []
  private var formNames: Set<String> = []
  private var timeCount = 0
  /// Bounds the text that is read more than once where values nest.
  private var remainingSteps = 200_000

  private static let wanted: [HTMLAttribute] = [.itemprop, .itemscope, .property, .datetime, .value]

  /// The longest value that is read from text.
  private static let maximumTextByteCount = 2000

  init(_ attributes: HTMLAttributes) {
    self.attributes = attributes
  }

  /// Walks the whole tree below and including `root`, if an element of it has an attribute that matters.
  mutating func read(_ root: xmlNodePtr) {
    guard MicrodataReader.wanted.contains(where: attributes.contains) else { return }
    var node = root
    while true {
      if node.isElement, enter(node), let child = node.pointee.children {
        node = child
        continue
      }
      leave(node)
      while node.pointee.next == nil || node == root {
        guard node != root, let parent = node.pointee.parent else { return }
        node = parent
        leave(node)
      }
      node = node.pointee.next
    }
  }

  private mutating func leave(_ node: xmlNodePtr) {
    guard let item = items.last, item.element == node else { return }
    items.removeLast()
    if let start = item.start { gather(start) }
  }

  /// Puts the name of a thing before what is said of it; without a name it is no use.
  private mutating func gather(_ start: Int) {
    guard let name = entries[start...].firstIndex(where: { $0.name == "item.name" }) else {
      entries.removeSubrange(start...)
      return
    }
    entries[start...].swapAt(start, name)
    for index in start..<entries.count { entries[index].role = index == start ? .lead : .following }
  }

  /// Begins an element. False if its contents are of no interest.
  private mutating func enter(_ node: xmlNodePtr) -> Bool {
    if node.isSkipped { return false }
    guard attributes.hasAny(of: MicrodataReader.wanted, node) else { return true }
    let property = attributes.value(.itemprop, of: node).flatMap(firstWord)
    if attributes.has(.itemscope, node) { return enterItem(node, property) }
    if let property {
      addProperty(node, property)
    } else if let name = attributes.value(.property, of: node).flatMap(firstWord) {
      if let content = attributes.value(.content, of: node) {
        add(String(name.split(separator: ":").last ?? ""), content)
      }
    } else if attributes.has(.datetime, node) {
      addTime(node)
    } else if node.element == .input {
      addFormValue(node)
    }
    return true
  }

  private mutating func enterItem(_ node: xmlNodePtr, _ property: String?) -> Bool {
    let type =
      attributes.value(.itemtype, of: node).flatMap(firstWord)?.split(separator: "/").last.map(String.init)
      ?? ""
    if LinkedDataReader.isNoise(type) { return false }
    if let property, LinkedDataReader.isLeftOut(property) || discussions.contains(property.lowercased()) {
      return false
    }
    var path = items.last?.path ?? ""
    var start: Int?
    if let property {
      path = path.isEmpty ? property : path + "." + property
    } else if typesSeen.insert(type).inserted == false {
      path = "item"
      if items.contains(where: { $0.start != nil }) == false { start = entries.count }
    }
    items.append(
      Item(
        element: node, path: path, isNamed: property != nil && LinkedDataReader.isNamed(type, property ?? ""),
        isPage: type == "WebPage" || type == "WebSite", start: start))
    return true
  }

  private mutating func addProperty(_ node: xmlNodePtr, _ property: String) {
    guard LinkedDataReader.isLeftOut(property) == false else { return }
    let item = items.last
    if let item, item.isNamed || item.isPage, (property == "name") != item.isNamed { return }
    let path =
      item.map { $0.isNamed ? $0.path : $0.path.isEmpty ? property : $0.path + "." + property } ?? property
    for attribute in [HTMLAttribute.content, .datetime] {
      if let value = attributes.value(attribute, of: node), value.isEmpty == false {
        add(path, value)
        return
      }
    }
    switch node.element {
    case .property: if let address = attributes.value(.href, of: node) { add(path, address) }
    case .input, .apart: if let value = attributes.value(.value, of: node) { add(path, value) }
    case .image: break
    default:
      let text = text(of: node)
      if text.isEmpty == false { entries.append(MetadataEntry(name: path, value: text, source: .text)) }
    }
  }

  private mutating func add(_ name: String, _ value: [UInt8]) {
    let text = metadataValue(plainText(value))
    if text.isEmpty == false, name.isEmpty == false {
      entries.append(MetadataEntry(name: name, value: text, source: .attribute))
    }
  }

  /// A date that a reader sees only as `3 days ago`.
  private mutating func addTime(_ node: xmlNodePtr) {
    guard timeCount == 0, let value = attributes.value(.datetime, of: node).map(plainText), value.count >= 10,
      value.prefix(4).allSatisfy(isDigit)
    else { return }
    let text = text(of: node)
    let year = value.prefix(4)
    let day = value[8..<10].drop { $0 == UInt8(ascii: "0") }
    let numbers = text.split { isDigit($0) == false }.map { $0.drop { $0 == UInt8(ascii: "0") } }
    if numbers.contains(where: { $0.elementsEqual(year) }), numbers.contains(where: { $0.elementsEqual(day) })
    {
      return
    }
    timeCount += 1
    entries.append(MetadataEntry(name: "time", value: value, source: .attribute))
  }

  /// The numbers by which a shop's form knows the product.
  private mutating func addFormValue(_ node: xmlNodePtr) {
    guard let name = attributes.value(.name, of: node), let type = attributes.value(.type, of: node),
      type.map(lowercased).elementsEqual("hidden".utf8)
    else { return }
    let letters = String(decoding: name.filter(isASCIILetter).map(lowercased), as: UTF8.self)
    guard formNamesOfProducts.contains(letters), let value = attributes.value(.value, of: node),
      value.count <= 64, value.elementsEqual("0".utf8) == false, formNames.insert(letters).inserted
    else { return }
    add(String(decoding: plainText(name), as: UTF8.self), value)
  }

  /// The text of an element, empty if it is long.
  private mutating func text(of root: xmlNodePtr) -> [UInt8] {
    var line = LineBuffer()
    var node = root
    while remainingSteps > 0, line.bytes.count <= MicrodataReader.maximumTextByteCount {
      remainingSteps -= 1
      if node.isText {
        _ = node.withText { line.append($0) }
      } else if node.isElement {
        if node.element != .inline { line.appendSpace() }
        if node.element != .unseen, let child = node.pointee.children {
          node = child
          continue
        }
      }
      while node == root || node.pointee.next == nil {
        guard node != root, let parent = node.pointee.parent else { return Array(line.take()) }
        node = parent
      }
      node = node.pointee.next
    }
    return []
  }

  private func firstWord(_ value: [UInt8]) -> String? {
    let word = value.split(whereSeparator: isHTMLSpace).first
    return word.map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Properties whose items are what people say of the subject.
private let discussions: Set<String> = [
  "acceptedanswer", "answer", "comment", "comments", "review", "reviews", "suggestedanswer",
]

/// Names of hidden form fields, without what isn't a letter, that hold a product's number or price.
private let formNamesOfProducts: Set<String> = [
  "articlenumber", "barcode", "ean", "gtin", "isbn", "itemcode", "itemnumber", "mpn", "partnumber", "price",
  "productcode", "productid", "productnumber", "productprice", "productsku", "sku", "upc",
]
