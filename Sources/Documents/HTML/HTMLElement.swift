/// What an element means for the text, by its name.
enum HTMLElement: Equatable, Sendable {
  /// A part of a line: text runs on through it.
  case inline
  /// A part of a line that stands apart from its neighbours, as buttons and options do.
  case apart
  /// Sub- and superscript: no space between two of them.
  case script
  case block
  case heading(Int)
  case list(isOrdered: Bool)
  case listItem
  case definitionList, definitionTerm, definition
  case table, tableHead, tableRow
  case tableCell(isHeader: Bool)
  case quote
  case preformatted
  case lineBreak
  case image
  case input
  /// The document's title; its content holds character references but no tags.
  case title
  /// Text that the reader can edit; its content holds character references but no tags.
  case textArea
  /// Its content is no text for a reader and is read as raw text by browsers: dropped before the tree is made.
  case raw
  /// Without content and without meaning for the text: dropped before the tree is made.
  case void
  /// Dropped with everything in it.
  case unseen

  /// True for what text runs on through.
  var isInline: Bool {
    switch self {
    case .inline, .apart, .script, .image, .input, .textArea: true
    default: false
    }
  }

  /// - Parameter key: from `packedName`.
  static func named(_ key: UInt64) -> HTMLElement {
    elementsByName[key] ?? .inline
  }
}

/// The attributes that the text depends on. All others are dropped before libxml2 sees them: it takes time by the square
/// of their number.
enum HTMLAttribute: UInt8, Sendable {
  case alt, colspan, hidden, lang, role, rowspan, start, style, type, value

  static func named(_ key: UInt64) -> HTMLAttribute? {
    attributesByName[key]
  }

  /// The name as written for libxml2.
  var name: StaticString {
    switch self {
    case .alt: "alt"
    case .colspan: "colspan"
    case .hidden: "hidden"
    case .lang: "lang"
    case .role: "role"
    case .rowspan: "rowspan"
    case .start: "start"
    case .style: "style"
    case .type: "type"
    case .value: "value"
    }
  }
}

/// A name of up to ten letters, digits and dashes as one number, whatever its case; 0 for any other name.
func packedName(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
  guard range.count <= 10 else { return 0 }
  var key: UInt64 = 0
  for index in range {
    let code = nameCode(bytes[index])
    if code == 0 { return 0 }
    key = key << 6 | code
  }
  return key
}

/// The same of a name that ends in a NUL.
func packedName(_ name: UnsafePointer<UInt8>) -> UInt64 {
  var key: UInt64 = 0
  var i = 0
  while name[i] != 0 {
    let code = nameCode(name[i])
    if code == 0 || i == 10 { return 0 }
    key = key << 6 | code
    i += 1
  }
  return key
}

/// The same of a name in the source.
func packedName(_ name: StaticString) -> UInt64 {
  packedName(name.utf8Start)
}

@inline(__always)
private func nameCode(_ byte: UInt8) -> UInt64 {
  if isASCIILetter(byte) { return UInt64((byte | 0x20) - UInt8(ascii: "a") + 1) }
  if isDigit(byte) { return UInt64(byte - UInt8(ascii: "0") + 27) }
  return byte == UInt8(ascii: "-") ? 37 : 0
}

private let elementsByName: [UInt64: HTMLElement] = {
  let table: [(HTMLElement, [StaticString])] = [
    (.apart, ["button", "label", "meter", "option", "output", "progress", "select"]),
    (.script, ["sub", "sup"]),
    (
      .block,
      [
        "html", "head", "body", "address", "article", "aside", "caption", "center", "details", "dialog",
        "div",
        "fieldset", "figcaption", "figure", "footer", "form", "frameset", "header", "hgroup", "legend",
        "main", "nav",
        "optgroup", "p", "search", "section", "summary", "tbody", "tfoot",
      ]
    ),
    (.heading(1), ["h1"]), (.heading(2), ["h2"]), (.heading(3), ["h3"]),
    (.heading(4), ["h4"]), (.heading(5), ["h5"]), (.heading(6), ["h6"]),
    (.list(isOrdered: false), ["dir", "menu", "ul"]),
    (.list(isOrdered: true), ["ol"]),
    (.listItem, ["li"]),
    (.definitionList, ["dl"]),
    (.definitionTerm, ["dt"]),
    (.definition, ["dd"]),
    (.table, ["table"]),
    (.tableHead, ["thead"]),
    (.tableRow, ["tr"]),
    (.tableCell(isHeader: false), ["td"]),
    (.tableCell(isHeader: true), ["th"]),
    (.quote, ["blockquote"]),
    (.preformatted, ["listing", "pre", "xmp"]),
    (.lineBreak, ["br"]),
    (.image, ["img"]),
    (.input, ["input"]),
    (.title, ["title"]),
    (.textArea, ["textarea"]),
    (.raw, ["iframe", "noembed", "noframes", "noscript", "script", "style"]),
    (
      .void,
      [
        "area", "base", "basefont", "bgsound", "col", "colgroup", "embed", "frame", "link", "meta", "param",
        "source",
        "track", "wbr",
      ]
    ),
    (.unseen, ["audio", "canvas", "datalist", "object", "svg", "template", "video"]),
  ]
  var result: [UInt64: HTMLElement] = [packedName("hr"): .block]
  for (element, names) in table {
    for name in names { result[packedName(name)] = element }
  }
  return result
}()

private let attributesByName: [UInt64: HTMLAttribute] = {
  let all: [HTMLAttribute] = [.alt, .colspan, .hidden, .lang, .role, .rowspan, .start, .style, .type, .value]
  return Dictionary(uniqueKeysWithValues: all.map { (packedName($0.name), $0) })
}()
