/// What an element means for the text, by its name.
enum HTMLElement: Equatable, Sendable {
  /// A part of a line: text runs on through it.
  case inline
  /// A part of a line that stands apart from its neighbours, as buttons do.
  case apart
  case link
  /// Sub- or superscript: no space keeps it from what it belongs to.
  case script(isRaised: Bool)
  /// A part of a line that stands between marks: struck text, code, a quotation.
  case marked(HTMLMark)
  /// What a ruby character is read as.
  case rubyText
  /// A bar that shows a value.
  case gauge
  case label
  case select, option, optionGroup
  case block
  /// A block that a blank line keeps from the one before it.
  case paragraph
  /// The same of a part of the page that has blocks in it.
  case section
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
    case .inline, .apart, .link, .script, .marked, .rubyText, .gauge, .label, .select, .option, .image,
      .input,
      .textArea:
      true
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
    (.apart, ["button", "output"]),
    (.link, ["a"]),
    (.script(isRaised: false), ["sub"]),
    (.script(isRaised: true), ["sup"]),
    (.marked(.struck), ["del", "s", "strike"]),
    (.marked(.code), ["code"]),
    (.marked(.quotation), ["q"]),
    (.rubyText, ["rt"]),
    (.gauge, ["meter", "progress"]),
    (.label, ["label"]),
    (.select, ["select"]),
    (.option, ["option"]),
    (.optionGroup, ["optgroup"]),
    (
      .block,
      [
        "html", "head", "body", "address", "caption", "center", "details", "dialog", "div", "fieldset",
        "figcaption", "form", "frameset", "header", "hgroup", "legend", "nav", "search", "summary", "tbody",
        "tfoot",
      ]
    ),
    (.paragraph, ["p"]),
    (.section, ["article", "aside", "figure", "footer", "hr", "main", "section"]),
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
    (.unseen, ["audio", "canvas", "datalist", "object", "rp", "svg", "template", "video"]),
  ]
  return HTMLNameTable(table.flatMap { element, names in names.map { ($0, element) } })
}()
