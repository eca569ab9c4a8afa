/// Reads the `meta` and `link` elements of a page: of the hundreds of names in use, those that say something about its
/// subject, under the names that schema.org has for it.
struct MetaElements {
  private let attributes: HTMLAttributes
  private(set) var entries: [MetadataEntry] = []
  private(set) var canonicalAddress: [UInt8]?
  private(set) var language: [UInt8]?
  /// The labels of `twitter:label1` and so on, whose values stand in `twitter:data1`.
  private var labels: [UInt8: [UInt8]] = [:]
  private var openGraphAddress: [UInt8]?

  init(_ elements: [Int], _ attributes: HTMLAttributes) {
    self.attributes = attributes
    for element in elements { read(element) }
    if canonicalAddress == nil { canonicalAddress = openGraphAddress }
  }

  private mutating func read(_ element: Int) {
    guard
      let nameBytes = attributes.value(.property, ofElement: element)
        ?? attributes.value(.name, ofElement: element)
    else {
      readLink(element)
      return
    }
    let name = String(decoding: trimmed(nameBytes.map(lowercased)[...]), as: UTF8.self)
    switch name {
    case "og:url": openGraphAddress = openGraphAddress ?? content(element)
    case "og:locale", "content-language", "language", "dc.language":
      language = language ?? content(element).flatMap(languageTag)
    case _ where name.hasPrefix("twitter:label"): labels[name.utf8.last!] = content(element)
    case _ where name.hasPrefix("twitter:data"):
      guard let label = labels[name.utf8.last!], label.count <= 40, isReadingTime(label) == false else {
        return
      }
      add(String(decoding: label, as: UTF8.self), element)
    default:
      if let property = property(name), isPath(property) { add(property, element) }
    }
  }

  private mutating func readLink(_ element: Int) {
    guard canonicalAddress == nil, let rel = attributes.value(.rel, ofElement: element),
      rel.map(lowercased).elementsEqual("canonical".utf8),
      let address = attributes.value(.href, ofElement: element).map(plainText), address.isEmpty == false
    else { return }
    canonicalAddress = address
  }

  private mutating func add(_ name: String, _ element: Int) {
    guard let value = content(element).map(metadataValue), value.isEmpty == false else { return }
    entries.append(MetadataEntry(name: name, value: value))
  }

  private func content(_ element: Int) -> [UInt8]? {
    let content = attributes.value(.content, ofElement: element).map(plainText)
    return content?.isEmpty == false ? content : nil
  }

  /// WordPress says of every page how long it takes to read.
  private func isReadingTime(_ label: [UInt8]) -> Bool {
    let label = String(decoding: label.map(lowercased), as: UTF8.self)
    return label.contains("reading time") || label.contains("time to read")
  }

  /// True for names with points between them: others could pass for lines of the head.
  private func isPath(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.split(separator: ".").allSatisfy { propertyName(String($0)) == String($0) }
  }

  /// The name in the head, nil for what isn't worth its characters.
  private func property(_ name: String) -> String? {
    if let property = properties[name] { return property }
    for (prefix, except) in families where name.hasPrefix(prefix) {
      let rest = name.dropFirst(prefix.utf8.count)
      if except.contains(where: { rest.hasSuffix($0) }) { return nil }
      return propertyName(String(rest))?.replacing(":", with: ".")
    }
    if name.hasPrefix("citation_") {
      return name.hasSuffix("_url") || name.hasSuffix("reference") || name.hasSuffix("issn")
        ? nil : propertyName(name)
    }
    return nil
  }
}

/// Families of names, with the ends of those that are left out.
private let families: [(prefix: String, except: [String])] = [
  ("product:", ["item_group_id", "image"]), ("book:", []), ("business:contact_data:", []),
  ("place:location:", []),
  ("music:", ["song", "album"]), ("recipe:", []), ("event:", []),
]

private let properties: [String: String] = {
  let table: [(String, [String])] = [
    (
      "description",
      ["description", "og:description", "twitter:description", "dc.description", "dcterms.abstract"]
    ),
    ("og:title", ["og:title", "twitter:title", "dc.title"]),
    (
      "author",
      [
        "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
        "byl",
      ]
    ),
    ("publisher", ["og:site_name", "dc.publisher", "dcterms.publisher"]),
    (
      "datePublished",
      [
        "article:published_time", "article:published", "datepublished", "date", "pubdate", "publishdate",
        "publish-date", "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.issued",
        "dcterms.date", "og:published_time",
      ]
    ),
    (
      "dateModified",
      ["article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"]
    ),
    ("articleSection", ["article:section"]),
    ("keywords", ["news_keywords", "dc.subject"]),
    ("identifier", ["dc.identifier"]),
    ("price", ["product:price:amount", "og:price:amount", "product:sale_price:amount"]),
    ("priceCurrency", ["product:price:currency", "og:price:currency", "product:sale_price:currency"]),
    ("availability", ["og:availability"]),
    ("brand", ["og:brand"]),
    ("sku", ["product:retailer_item_id", "product:retailer_part_no"]),
    ("mpn", ["product:mfr_part_no"]),
    ("telephone", ["og:phone_number"]), ("email", ["og:email"]),
    ("address.streetAddress", ["og:street-address"]), ("address.addressLocality", ["og:locality"]),
    ("address.addressRegion", ["og:region"]), ("address.postalCode", ["og:postal-code"]),
    ("address.addressCountry", ["og:country-name"]),
    ("geo.position", ["geo.position", "icbm"]), ("geo.placename", ["geo.placename"]),
    ("geo.region", ["geo.region"]),
  ]
  return Dictionary(uniqueKeysWithValues: table.flatMap { name, keys in keys.map { ($0, name) } })
}()
