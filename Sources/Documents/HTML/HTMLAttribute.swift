/// The attributes that text and metadata depend on. All others are passed over.
enum HTMLAttribute: UInt8, CaseIterable, Sendable {
  case alt, ariaHidden, ariaLabel, charset, checked, `class`, colspan, content, dataLang, dataLanguage,
    datetime
  case `for`, hidden, href
  case id, itemid, itemprop, itemref, itemscope, itemtype, lang, max, name, open, property, rel, reversed,
    role
  case rowspan, selected, start, style, title, type, value

  /// - Parameter key: from `packedName`.
  static func named(_ key: UInt64) -> HTMLAttribute? {
    attributesByName[key]
  }

  fileprivate var name: StaticString {
    switch self {
    case .alt: "alt"
    case .ariaHidden: "aria-hidden"
    case .ariaLabel: "aria-label"
    case .charset: "charset"
    case .checked: "checked"
    case .class: "class"
    case .colspan: "colspan"
    case .content: "content"
    case .dataLang: "data-lang"
    case .dataLanguage: "data-language"
    case .datetime: "datetime"
    case .for: "for"
    case .hidden: "hidden"
    case .href: "href"
    case .id: "id"
    case .itemid: "itemid"
    case .itemprop: "itemprop"
    case .itemref: "itemref"
    case .itemscope: "itemscope"
    case .itemtype: "itemtype"
    case .lang: "lang"
    case .max: "max"
    case .name: "name"
    case .open: "open"
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
