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
  /// A `meta` or `link` element with a property: no text, but of meaning for the page's metadata.
  case property
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

private let elementsByName: HTMLNameTable<HTMLElement> = {
  let table: [(HTMLElement, [StaticString])] = [
    (.apart, ["button", "label", "meter", "option", "output", "progress", "select"]),
    (.script, ["sub", "sup"]),
    (
      .block,
      [
        "html", "head", "body", "address", "article", "aside", "caption", "center", "details", "dialog",
        "div",
        "fieldset", "figcaption", "figure", "footer", "form", "frameset", "header", "hgroup", "legend",
        "hr", "main", "nav",
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
    (.property, [HTMLMender.propertyName]),
    (.unseen, ["audio", "canvas", "datalist", "object", "svg", "template", "video"]),
  ]
  return HTMLNameTable(table.flatMap { element, names in names.map { ($0, element) } })
}()
