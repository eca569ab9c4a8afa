import JSON

/// Writes JSON-LD of schema.org as lines of names and values.
///
/// `@graph`, arrays and references inside one script are followed. What says nothing about the page's subject (images,
/// breadcrumbs, search boxes, the site's own description) is left out.
struct LinkedDataReader {
  private let document: JSONDocument
  private(set) var entries: [MetadataEntry] = []
  /// The objects that are being read, one inside the other: none is followed into itself.
  private var openObjects: [Int] = []

  private static let maximumDepth = 32
  /// What may still be read, in values and in pieces of 64 bytes: references can make a small script a very large one.
  private(set) var remainingSteps: Int
  /// The objects that have more than their `@id`, by it.
  private var targets: [String: Int] = [:]

  /// What a page may read of its scripts: real ones stay within a tenth of it.
  static let maximumSteps = 100_000

  init(_ document: JSONDocument, remainingSteps: Int = LinkedDataReader.maximumSteps) {
    self.document = document
    self.remainingSteps = remainingSteps
  }

  mutating func read() {
    findTargets()
    readRoot(0, depth: 0)
  }

  private mutating func findTargets() {
    var index = 0
    let nodes = document.nodes
    var open: [Int] = []
    while index < nodes.count {
      while let last = open.last, Int(nodes[last].next) <= index { open.removeLast() }
      let node = nodes[index]
      if node.kind == .object { open.append(index) }
      if node.kind == .key, node.range.count == 3, document.bytes[node.range].elementsEqual("@id".utf8),
        let object = open.last, nodes[object].count > 1, nodes[index + 1].kind == .string
      {
        targets[document.text(at: index + 1), default: object] = object
      }
      index += 1
    }
  }

  /// The whole text, an element of its array or of `@graph`: things that the page is about.
  private mutating func readRoot(_ index: Int, depth: Int) {
    switch document.nodes[index].kind {
    case .array where depth < 4:
      for child in children(index) { readRoot(child, depth: depth + 1) }
    case .object:
      if let graph = member("@graph", of: index), depth < 4 { readRoot(graph, depth: depth + 1) }
      let type = type(of: index)
      if LinkedDataReader.siteTypes.contains(type) == false {
        readObject(index, type: type, path: "", depth: depth + 1)
      } else if LinkedDataReader.isNoise(type) == false, type != "Person" {
        readContacts(index, depth: depth + 1)
      }
    default: break
    }
  }

  private mutating func readContacts(_ index: Int, depth: Int) {
    for key in keys(index) {
      let name = document.text(at: key)
      if LinkedDataReader.contacts.contains(name) { readValue(key + 1, name: name, path: name, depth: depth) }
    }
  }

  private mutating func readObject(_ index: Int, type: String, path: String, depth: Int, isItem: Bool = false)
  {
    openObjects.append(index)
    defer { openObjects.removeLast() }
    let isNamed = LinkedDataReader.pageTypes.contains(type) == false && type != "NutritionInformation"
    if isItem, let name = member("name", of: index) { add(join(path, "name"), scalar(name), .lead) }
    for key in keys(index) {
      guard let name = propertyName(document.text(at: key)), LinkedDataReader.leftOut.contains(name) == false
      else { continue }
      if name == "name" || name == "headline", isItem || isNamed == false { continue }
      readValue(key + 1, name: name, path: join(path, name), depth: depth)
    }
  }

  /// A member of an object or an element of an array. `path` is its name in the head.
  private mutating func readValue(_ index: Int, name: String, path: String, depth: Int) {
    remainingSteps -= 1
    guard remainingSteps > 0, depth < LinkedDataReader.maximumDepth else { return }
    switch document.nodes[index].kind {
    case .string, .number, .true, .false: add(path, scalar(index))
    case .object: readNested(index, name: name, path: path, depth: depth + 1)
    case .array: readList(index, name: name, path: path, depth: depth + 1)
    case .null, .key: break
    }
  }

  private mutating func readList(_ index: Int, name: String, path: String, depth: Int) {
    let elements = children(index)
    guard elements.count > 1, LinkedDataReader.linesOfTheirOwn.contains(name) == false,
      elements.allSatisfy({ document.nodes[$0].kind == .string && document.nodes[$0].range.count <= 60 })
    else {
      for element in elements { readValue(element, name: name, path: path, depth: depth) }
      return
    }
    let values = elements.map(scalar).filter { $0.isEmpty == false }
    add(path, Array(values.joined(separator: ", ".utf8)))
  }

  /// An object inside another.
  private mutating func readNested(_ object: Int, name: String, path: String, depth: Int) {
    var index = object
    if document.nodes[index].count == 1, let id = member("@id", of: index), document.nodes[id].kind == .string
    {
      guard let target = targets[document.text(at: id)], openObjects.contains(target) == false else { return }
      index = target
      // What is looked at once more takes its time once more.
      remainingSteps -= Int(document.nodes[index].count)
    }
    let type = type(of: index)
    if LinkedDataReader.isNamed(type, name) {
      if let title = member("name", of: index) { readValue(title, name: name, path: path, depth: depth) }
      return
    }
    if LinkedDataReader.siteTypes.contains(type) { return }
    switch type {
    case "HowToStep", "HowToDirection", "HowToTip":
      readStep(index, name: name, path: path, depth: depth)
    case "HowToSection":
      if let title = member("name", of: index) { add(path, scalar(title)) }
      if let steps = member("itemListElement", of: index) ?? member("steps", of: index) {
        readValue(steps, name: name, path: path, depth: depth)
      }
    case "PropertyValue":
      if let label = member("name", of: index), let value = member("value", of: index) {
        let text = scalar(value)
        if text.isEmpty == false { add(path, scalar(label) + ": ".utf8 + text) }
      }
    case "Question":
      if let question = member("name", of: index) { add("question", scalar(question), .lead) }
      if let answer = member("acceptedAnswer", of: index), let text = member("text", of: answer) {
        add("answer", scalar(text), .following)
      }
    case "Review", "UserReview": readReview(index, path: path, depth: depth)
    case "ListItem":
      let item = member("item", of: index) ?? index
      if document.nodes[item].kind == .object { readItem(item, depth: depth) }
    default:
      if name == "itemListElement" || name == "hasVariant" {
        readItem(index, depth: depth)
      } else {
        readObject(index, type: type, path: path, depth: depth)
      }
    }
  }

  /// One of several things that a page lists: what is kept of it follows its name.
  private mutating func readItem(_ index: Int, depth: Int) {
    let start = entries.count
    readObject(index, type: type(of: index), path: "item", depth: depth, isItem: true)
    for place in start..<entries.count where entries[place].role != .lead { entries[place].role = .following }
  }

  /// Writers and marks alone say nothing that the reviews' text doesn't.
  private mutating func readReview(_ index: Int, path: String, depth: Int) {
    guard let body = member("reviewBody", of: index) ?? member("description", of: index) else { return }
    if let author = member("author", of: index) {
      let start = entries.count
      readValue(author, name: "author", path: path + ".author", depth: depth)
      for place in start..<entries.count { entries[place].role = .lead }
    }
    add(path, scalar(body), .following)
  }

  private mutating func readStep(_ index: Int, name: String, path: String, depth: Int) {
    let title = member("name", of: index).map(scalar) ?? []
    if let text = member("text", of: index).map(scalar) {
      // Most names of steps are the start of their text.
      let isStart = title.last.map { $0 == UInt8(ascii: ".") || $0 >= 0x80 } ?? true
      let start = title.prefix(isStart ? max(0, title.count - 3) : title.count)
      if text.starts(with: start) == false, isNumbered(title) == false { add(path, title) }
      add(path, text)
    } else if let steps = member("itemListElement", of: index) {
      readValue(steps, name: name, path: path, depth: depth)
    } else {
      add(path, title)
    }
  }

  /// True for a name such as `Step 3`.
  private func isNumbered(_ title: [UInt8]) -> Bool {
    title.count < 24 && title.last.map(isDigit) ?? true
  }

  private mutating func add(_ path: String, _ value: [UInt8], _ role: MetadataEntry.Role = .single) {
    remainingSteps -= value.count / 64
    if value.isEmpty == false, path.isEmpty == false {
      entries.append(MetadataEntry(name: path, value: value, role: role))
    }
  }

  /// The path without what only says that there is a list.
  private func join(_ path: String, _ name: String) -> String {
    name == "mainEntity" || name == "itemListElement" ? path : propertyPath(path, name)
  }

  /// The text of a string, number or truth value; empty for an address, which says nothing of its own.
  private func scalar(_ index: Int) -> [UInt8] {
    let node = document.nodes[index]
    switch node.kind {
    case .number, .true, .false: return Array(document.bytes[node.range])
    case .string:
      let raw = document.bytes.span.extracting(node.range)
      return metadataValue(
        plainText(node.hasEscapes ? decodedJSONString(raw) : Array(document.bytes[node.range])))
    default: return []
    }
  }

  private func type(of index: Int) -> String {
    guard let type = member("@type", of: index) else { return "" }
    let first = document.nodes[type].kind == .array ? children(type).first : type
    guard let first, document.nodes[first].kind == .string else { return "" }
    return String(document.text(at: first).split(separator: "/").last ?? "")
  }

  private func member(_ name: String, of object: Int) -> Int? {
    guard document.nodes[object].kind == .object else { return nil }
    return keys(object).first { document.bytes[document.nodes[$0].range].elementsEqual(name.utf8) }.map {
      $0 + 1
    }
  }

  private func keys(_ index: Int) -> [Int] { indices(index, step: 1) }
  private func children(_ index: Int) -> [Int] { indices(index, step: 0) }

  private func indices(_ index: Int, step: Int) -> [Int] {
    var result: [Int] = []
    var child = index + 1
    let end = Int(document.nodes[index].next)
    while child < end {
      result.append(child)
      child = Int(document.nodes[child + step].next)
    }
    return result
  }
}
