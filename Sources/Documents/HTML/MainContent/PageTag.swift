/// The elements whose names say what their part in a page is.
enum PageTag: UInt8 {
  case other
  case body, main, article, section, nav, footer, header, aside, dialog, form, menu, figcaption
  case div, paragraph, item, summary, link, button, label, choice, image
  case heading1, heading2, heading3, heading4, heading5, heading6

  /// - Parameter key: from `packedName`.
  static func named(_ key: UInt64) -> PageTag { tagsByName[key] ?? .other }

  /// 1 to 6, nil if it is no heading.
  var headingLevel: Int? {
    rawValue >= PageTag.heading1.rawValue ? Int(rawValue - PageTag.heading1.rawValue) + 1 : nil
  }
}

private let tagsByName = HTMLNameTable<PageTag>([
  ("body", .body), ("main", .main), ("article", .article), ("section", .section), ("nav", .nav),
  ("footer", .footer), ("header", .header), ("aside", .aside), ("dialog", .dialog), ("form", .form),
  ("menu", .menu), ("figcaption", .figcaption), ("div", .div), ("p", .paragraph), ("li", .item),
  ("summary", .summary), ("a", .link), ("button", .button), ("label", .label), ("select", .choice),
  ("option", .choice), ("datalist", .choice), ("textarea", .choice), ("input", .choice), ("img", .image),
  ("h1", .heading1), ("h2", .heading2), ("h3", .heading3), ("h4", .heading4), ("h5", .heading5),
  ("h6", .heading6),
])

/// The roles by which an element says the same as by a name.
enum PageRole: UInt8 {
  case main, article, navigation, footer, aside

  /// - Parameter key: from `packedName`.
  static func named(_ key: UInt64) -> PageRole? { rolesByName[key] }
}

private let rolesByName = HTMLNameTable<PageRole>([
  ("main", .main), ("article", .article), ("navigation", .navigation), ("menu", .navigation),
  ("menubar", .navigation), ("tablist", .aside), ("contentinfo", .footer), ("banner", .aside),
  ("complementary", .aside), ("dialog", .aside), ("alertdialog", .aside), ("search", .aside),
  ("alert", .aside), ("toolbar", .aside), ("tooltip", .aside), ("status", .aside),
])
