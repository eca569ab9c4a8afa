/// What a page is for: each kind has its own way to tell content from what is around it.
enum PageKind {
  case article, forum, product, list, other
}

/// What a page says outside its text about the kind of page it is.
struct PageStatements {
  /// How many articles, products … its JSON-LD names.
  private(set) var articles = 0
  private(set) var products = 0
  private(set) var offers = 0
  private(set) var lists = 0
  private(set) var discussions = 0
  private(set) var saysArticle = false
  private(set) var saysProduct = false

  init() {}

  init(source: [UInt8], structuredData: [Range<Int>], headElements: [Int], attributes: HTMLAttributes) {
    for range in structuredData { readTypes(source, range) }
    for element in headElements {
      guard let property = attributes.value(.property, ofElement: element),
        property.elementsEqual("og:type".utf8),
        let content = attributes.value(.content, ofElement: element)?.map(lowercased)
      else { continue }
      saysArticle = content.starts(with: "article".utf8)
      saysProduct =
        content == Array("product".utf8) || content == Array("og:product".utf8)
        || content == Array("product.item".utf8)
    }
  }

  /// Counts the values of `"@type"`, whether or not the JSON around them is whole.
  private mutating func readTypes(_ source: [UInt8], _ range: Range<Int>) {
    let key = Array("\"@type\"".utf8)
    var i = range.lowerBound
    while let quote = source[i..<range.upperBound].firstIndex(of: UInt8(ascii: "\"")) {
      guard source[quote..<range.upperBound].starts(with: key) else {
        i = quote + 1
        continue
      }
      var start = quote + key.count
      while start < range.upperBound,
        isHTMLSpace(source[start]) || source[start] == UInt8(ascii: ":")
          || source[start] == UInt8(ascii: "[")
      {
        start += 1
      }
      i = start
      guard start < range.upperBound, source[start] == UInt8(ascii: "\"") else { continue }
      start += 1
      var end = start
      while end < range.upperBound, isASCIILetter(source[end]) { end += 1 }
      count(packedName(source, start..<end))
      i = end
    }
  }

  private mutating func count(_ type: UInt64) {
    switch typesByName[type] {
    case .article: articles += 1
    case .product: products += 1
    case .offer: offers += 1
    case .list: lists += 1
    case .discussion: discussions += 1
    case nil: break
    }
  }
}

private enum StatedType {
  case article, product, offer, list, discussion
}

private let typesByName = HTMLNameTable<StatedType>([
  ("Article", .article), ("NewsArticle", .article), ("BlogPosting", .article), ("Report", .article),
  ("TechArticle", .article), ("ReportageNewsArticle", .article), ("OpinionNewsArticle", .article),
  ("AnalysisNewsArticle", .article), ("ReviewNewsArticle", .article), ("Review", .article),
  ("ScholarlyArticle", .article), ("Recipe", .article), ("Product", .product), ("ProductGroup", .product),
  ("Offer", .offer), ("ItemList", .list), ("CollectionPage", .list), ("DiscussionForumPosting", .discussion),
  ("QAPage", .discussion),
])
