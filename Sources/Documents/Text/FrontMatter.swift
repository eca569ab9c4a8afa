/// The head of a Markdown or text file between two lines of `---` (YAML) or `+++` (TOML).
///
/// Of its values the plain ones are read: texts, numbers, dates, lists of them; maps give names with points.
struct FrontMatter {
  private(set) var fields: [MetadataField] = []
  /// Behind its last line of dashes.
  private(set) var end = 0

  private let text: [UInt8]
  /// The keys around the current line, with their indents.
  private var keys: [(indent: Int, name: String)] = []
  /// A key that stood without a value on its line: items of a list or lines of a text may follow.
  private var waiting: (name: String, indent: Int, isText: Bool)?

  /// Longer ones are text between two rules.
  private static let maximumByteCount = 1 << 16

  /// Nil if the text begins with none: its first line must be followed by a key.
  init?(_ text: [UInt8]) {
    self.text = text
    let isTOML = text.starts(with: "+++\n".utf8)
    guard isTOML || text.starts(with: "---\n".utf8) else { return nil }
    let limit = min(text.count, FrontMatter.maximumByteCount)
    var start = 4
    while start < limit {
      let lineEnd = text[start...].firstIndex(of: 0x0A) ?? text.count
      let line = text[start..<lineEnd]
      let content = trimmed(line)
      if content.elementsEqual(isTOML ? "+++".utf8 : "---".utf8)
        || (isTOML == false && content.elementsEqual("...".utf8))
      {
        guard fields.isEmpty == false else { return nil }
        end = lineEnd
        return
      }
      if isTOML { readTOML(content) } else { readYAML(line, content) }
      if start == 4, fields.isEmpty, waiting == nil, content.first != UInt8(ascii: "#"),
        content.first != UInt8(ascii: "[")
      {
        return nil
      }
      start = lineEnd + 1
    }
    return nil
  }

  subscript(names: String...) -> String? {
    for name in names {
      if let field = fields.first(where: { $0.name.lowercased() == name }) { return field.value }
    }
    return nil
  }

  private mutating func readYAML(_ line: ArraySlice<UInt8>, _ content: ArraySlice<UInt8>) {
    guard let first = content.first, first != UInt8(ascii: "#") else { return }
    let indent = content.startIndex - line.startIndex
    if let waiting, waiting.isText, indent > waiting.indent {
      extend(waiting.name, content, separator: " ")
      return
    }
    if first == UInt8(ascii: "-"), content.count == 1 || isBlank(content[content.startIndex + 1]) {
      let item = trimmed(content.dropFirst())
      if let waiting, waiting.isText == false, keyEnd(item, UInt8(ascii: ":")) == nil {
        extend(waiting.name, scalar(item), separator: ", ")
      }
      return
    }
    waiting = nil
    guard let colon = keyEnd(content, UInt8(ascii: ":")) else { return }
    while let last = keys.last, last.indent >= indent { keys.removeLast() }
    let key = String(decoding: scalar(content[..<colon]), as: UTF8.self)
    let name = (keys.map(\.name) + [key]).joined(separator: ".")
    let value = trimmed(content[(colon + 1)...])
    if value.isEmpty || value.first == UInt8(ascii: "#") {
      // A few levels of maps are metadata; more are data.
      if keys.count < 4 { keys.append((indent, key)) }
      waiting = (name, indent, false)
    } else if let mark = value.first, mark == UInt8(ascii: "|") || mark == UInt8(ascii: ">"), value.count < 4
    {
      waiting = (name, indent, true)
    } else {
      add(name, scalar(value))
    }
  }

  private mutating func readTOML(_ content: ArraySlice<UInt8>) {
    guard let first = content.first, first != UInt8(ascii: "#") else { return }
    if first == UInt8(ascii: "["), content.last == UInt8(ascii: "]") {
      let name = content.filter {
        $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "\"")
      }
      keys = [(0, String(decoding: name, as: UTF8.self))]
      return
    }
    guard let equals = keyEnd(content, UInt8(ascii: "=")) else { return }
    let key = String(decoding: scalar(trimmed(content[..<equals])), as: UTF8.self)
    add((keys.map(\.name) + [key]).joined(separator: "."), scalar(trimmed(content[(equals + 1)...])))
  }

  private mutating func add(_ name: String, _ value: ArraySlice<UInt8>) {
    let value = oneLine(Array(value))
    guard name.isEmpty == false, value.isEmpty == false else { return }
    fields.append(MetadataField(name: name, value: String(decoding: value, as: UTF8.self)))
  }

  /// Adds to the value of the last field if it has the name, else begins it.
  private mutating func extend(_ name: String, _ value: ArraySlice<UInt8>, separator: String) {
    guard let last = fields.last, last.name == name else { return add(name, value) }
    let more = String(decoding: oneLine(Array(value)), as: UTF8.self)
    fields[fields.count - 1] = MetadataField(name: name, value: last.value + separator + more)
  }
}

/// The sign behind a key; in YAML a colon ends a key only before a blank.
private func keyEnd(_ content: ArraySlice<UInt8>, _ sign: UInt8) -> Int? {
  var i = content.startIndex
  while i < content.endIndex, i - content.startIndex < 100 {
    let isLast = i + 1 == content.endIndex
    if content[i] == sign, i > content.startIndex,
      sign == UInt8(ascii: "=") || isLast || isBlank(content[i + 1])
    {
      return i
    }
    i += 1
  }
  return nil
}

/// A value without quotes, without a comment behind it; the items of a list in brackets without them.
private func scalar(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard let first = value.first else { return value }
  if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
    let inner = value.dropFirst()
    return inner[..<(inner.lastIndex(of: first) ?? inner.endIndex)]
  }
  if first == UInt8(ascii: "["), let close = value.lastIndex(of: UInt8(ascii: "]")) {
    let items = value[..<close].dropFirst().split(separator: UInt8(ascii: ",")).map { scalar(trimmed($0)) }
    return Array(items.joined(separator: ", ".utf8))[...]
  }
  for i in value.indices.dropFirst() where value[i] == UInt8(ascii: "#") && isBlank(value[i - 1]) {
    return trimmed(value[..<i])
  }
  return value
}
