/// The head of a page's text: what the page says about itself and its text doesn't say.
struct MetadataHead {
  private(set) var fields: [MetadataField] = []
  private(set) var dropped: DroppedText?

  /// The most bytes of a head. The longest of real pages, recipes of which no step is visible, have 6,000.
  static let maximumByteCount = 1 << 15

  /// - Parameters:
  ///   - fixed: what stands first whether the text says it or not.
  ///   - entries: the rest; what the text or an earlier value says is left out.
  ///   - text: what a reader sees, valid UTF-8.
  init(fixed: [MetadataEntry], entries: [MetadataEntry], text: Span<UInt8>) {
    let all = fixed + entries
    let isKept = MetadataHead.kept(all, fixed: fixed.count, in: text)
    var byteCount = 0
    var droppedCount = 0
    var droppedByteCount = 0
    for (index, entry) in all.enumerated() where isKept[index] {
      let size = entry.name.utf8.count + entry.value.count + 3
      guard byteCount + size <= MetadataHead.maximumByteCount else {
        droppedCount += 1
        droppedByteCount += entry.value.count
        continue
      }
      byteCount += size
      fields.append(MetadataField(name: entry.name, value: String(decoding: entry.value, as: UTF8.self)))
    }
    if droppedCount > 0 {
      dropped = DroppedText(reason: .metadata, count: droppedCount, byteCount: droppedByteCount)
    }
  }

  /// True if there is more than the page's language and address.
  var saysSomething: Bool { fields.contains { $0.name != "language" && $0.name != "url" } }

  private static func kept(_ entries: [MetadataEntry], fixed: Int, in text: Span<UInt8>) -> [Bool] {
    let repeats = RepeatedValues(of: entries, in: text)
    var isKept = repeats.isRepeated.map { $0 == false }
    var lead: Int?
    var seen: Set<Substring> = []
    for (index, entry) in entries.enumerated() {
      if index < fixed { isKept[index] = true }
      let property = entry.property
      switch entry.role {
      case .single:
        lead = nil
        let isNew = seen.insert(property).inserted
        if isNew == false, isOneOfItsKind(entry, property) { isKept[index] = false }
      case .lead: lead = index
      case .following:
        if isOfTheSubject(property) == false { isKept[index] = false }
        if let lead, isKept[index] { isKept[lead] = true }
      }
      if isWorthItsLength(entry, property) == false { isKept[index] = false }
    }
    if seen.contains(where: { $0.hasPrefix("date") }) {
      for (index, entry) in entries.enumerated() where entry.name == "time" { isKept[index] = false }
    }
    return isKept
  }

  /// True for what a page has one of: a second is said of something else that the page shows.
  private static func isOneOfItsKind(_ entry: MetadataEntry, _ property: Substring) -> Bool {
    entry.source == .head
      ? entry.name == "datePublished" || entry.name == "dateModified"
      : LinkedDataReader.hasManyLines(String(property)) == false
  }

  /// Of the things that a page lists, dates and counts of comments are not what they are.
  private static func isOfTheSubject(_ property: Substring) -> Bool {
    property.hasPrefix("date") == false && property.hasSuffix("Count") == false && property != "itemCondition"
  }

  private static func isWorthItsLength(_ entry: MetadataEntry, _ property: Substring) -> Bool {
    switch property {
    // Longer lists are written for search engines.
    case "keywords", "articleSection": entry.value.count <= 200
    // Where nothing is said, it is 5.
    case "bestRating": entry.value.elementsEqual("5".utf8) == false
    default: true
    }
  }

  /// The lines of the head with those of dashes around them; nothing if there is none.
  var lines: [UInt8] {
    guard fields.isEmpty == false else { return [] }
    var result = Array("---\n".utf8)
    for field in fields {
      result.append(contentsOf: field.name.utf8)
      result.append(contentsOf: ": ".utf8)
      result.append(contentsOf: field.value.utf8)
      result.append(0x0A)
    }
    result.append(contentsOf: "---".utf8)
    return result
  }
}
