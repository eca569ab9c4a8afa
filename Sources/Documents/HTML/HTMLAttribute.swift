/// The attributes that text and metadata depend on. All others are passed over.
enum HTMLAttribute: UInt8, CaseIterable, Sendable {
  case alt, ariaHidden, checked, `class`, colspan, content, dataLang, dataLanguage
  case datetime, hidden, href, id, itemprop, itemscope, itemtype, lang, max, media,
    name
  case open, popover, property, rel, reversed, role
  case rowspan, selected, start, style, title, type, value

  /// - Parameter key: from `packedName`.
  static func named(_ key: UInt64) -> HTMLAttribute? {
    attributesByName[key]
  }

  fileprivate var name: StaticString {
    switch self {
    case .alt: "alt"
    case .ariaHidden: "aria-hidden"
    case .checked: "checked"
    case .class: "class"
    case .colspan: "colspan"
    case .content: "content"
    case .dataLang: "data-lang"
    case .dataLanguage: "data-language"
    case .datetime: "datetime"
    case .hidden: "hidden"
    case .href: "href"
    case .id: "id"
    case .itemprop: "itemprop"
    case .itemscope: "itemscope"
    case .itemtype: "itemtype"
    case .lang: "lang"
    case .max: "max"
    case .media: "media"
    case .name: "name"
    case .open: "open"
    case .popover: "popover"
    case .property: "property"
    case .rel: "rel"
    case .reversed: "reversed"
    case .role: "role"
    case .rowspan: "rowspan"
    case .selected: "selected"
    case .start: "start"
    case .style: "style"
    case .title: "title"
    case .type: "type"
    case .value: "value"
    }
  }
}

private let attributesByName = HTMLNameTable(HTMLAttribute.allCases.map { ($0.name, $0) })
