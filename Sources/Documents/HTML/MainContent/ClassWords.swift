import CLibXML2

/// What the words of an element's class and id say about its part in the page.
struct ClassWords: OptionSet {
  let rawValue: UInt32

  /// A cookie banner or footer, however much text it has.
  static let consent = ClassWords(rawValue: 1 << 0)
  /// Navigation, dialogs, newsletters: never content.
  static let around = ClassWords(rawValue: 1 << 1)
  /// Things beside the content, unless they are a large part of it.
  static let beside = ClassWords(rawValue: 1 << 2)
  /// The same where the page is an article.
  static let besideArticle = ClassWords(rawValue: 1 << 3)
  /// The same where the page shows a product.
  static let besideProduct = ClassWords(rawValue: 1 << 4)
  /// What stands about the author beside a post of a forum.
  static let besidePost = ClassWords(rawValue: 1 << 5)
  static let button = ClassWords(rawValue: 1 << 6)
  /// Text for screen readers only.
  static let unseen = ClassWords(rawValue: 1 << 7)
  /// Content of another site in the text.
  static let embed = ClassWords(rawValue: 1 << 8)
  /// `article`, `story` …, which with `bodyName` names an article's text: `article-body`, `entry-content`.
  static let articleName = ClassWords(rawValue: 1 << 9)
  static let bodyName = ClassWords(rawValue: 1 << 10)
  /// `post`, `message` …, which with `postBodyName` names what somebody wrote: `post-body`, `messageContent`.
  static let postName = ClassWords(rawValue: 1 << 11)
  static let postBodyName = ClassWords(rawValue: 1 << 12)
  static let wholePost = ClassWords(rawValue: 1 << 13)
  /// What is clicked to open a text.
  static let opener = ClassWords(rawValue: 1 << 15)
  /// A page of a forum, where the page itself says so.
  static let forum = ClassWords(rawValue: 1 << 14)

  /// - Parameter key: a word from `packedName`.
  static func named(_ key: UInt64) -> ClassWords { wordsByName[key] ?? [] }
}

extension HTMLAttributes {
  func classWords(of node: xmlNodePtr) -> ClassWords {
    var words: ClassWords = []
    var previous: UInt64 = 0
    _ = self.words(in: [.class], of: node) { key in
      words.formUnion(ClassWords.named(key))
      if key == only && previous == sr || key == hidden && previous == visually
        || key == reader && previous == screen
      {
        words.insert(.unseen)
      }
      previous = key
      return false
    }
    return words.union(idWords(of: node))
  }

  private func idWords(of node: xmlNodePtr) -> ClassWords {
    var words: ClassWords = []
    var count = 0
    _ = self.words(in: [.id], of: node) { key in
      words.formUnion(ClassWords.named(key))
      count += 1
      return false
    }
    // Of many words before a heading, it is that heading's text: `respond-to-review-comments`.
    guard count >= 4, words.isEmpty == false, let first = node.firstElement,
      PageTag.named(packedName(first.pointee.name)).headingLevel != nil
    else { return words }
    return []
  }
}

extension xmlNodePtr {
  fileprivate var firstElement: xmlNodePtr? {
    var child = pointee.children
    while let node = child, node.isElement == false { child = node.pointee.next }
    return child
  }
}

private let sr = packedName("sr")
private let only = packedName("only")
private let visually = packedName("visually")
private let hidden = packedName("hidden")
private let screen = packedName("screen")
private let reader = packedName("reader")

private let wordsByName: HTMLNameTable<ClassWords> = {
  let groups: [(ClassWords, String)] = [
    (
      .consent,
      "consent cookie cookiebot cookies didomi footer gdpr globalfooter onetrust"
    ),
    (
      .around,
      """
      breadcrumb breadcrumbs consent cookie cookies copyright disclaimer footer gdpr lightbox megamenu minicart modal \
      nav navbar navigation newsletter newsletters offcanvas onetrust overlay pager pagination popup signup skip \
      submenu toc
      """
    ),
    (
      .beside,
      """
      ad ads adslot advert advertisement byline cart comments facet facets filter filters login menu meta outbrain \
      promo quickview rail rating ratings recommend recommendations recommended refine related review reviews search \
      share sharebar sharing sidebar signin similar social sort sorting sponsored subscribe subscription taboola \
      toolbar tooltip upsell wishlist
      """
    ),
    (
      .besideArticle,
      """
      author bio caption carousel correction credit date dateline disqus gallery popular pullquote recirc \
      recirculation respond slideshow tags teaser thumb timestamp trending
      """
    ),
    (
      .besideProduct,
      """
      affirm afterpay also availability badge badges bundle bundles carousel cross delivery faq faqs finance \
      financing gallery giftcard help klarna loader loading loyalty media notify payment payments paypal pickup \
      popover qa qty quantity question questions recently return returns rewards shipping size sizes slider spinner \
      sticky stock swatch swatches testimonial testimonials thumbnails trust usp variant variants viewed warranty
      """
    ),
    (
      .besidePost,
      """
      actions avatar badge badges controls date joined like likes permalink posted profile react reaction reactions \
      score sig signature stats time timestamp user userinfo vote votes voting
      """
    ),
    (.button, "btn button buttons cta"),
    (.opener, "accordion collapse expandable faq question"),
    (.unseen, "visuallyhidden"),
    (.embed, "embed"),
    (.articleName, "article entry post story"),
    (.bodyName, "body content main text"),
    (.postName, "answer comment cpost message post question reply topic"),
    (.postBodyName, "body content contents prose richtext text usercontent"),
    (.wholePost, "postbody posttext"),
    (.forum, "discussion forum thread"),
  ]
  var words: [String: ClassWords] = [:]
  for (meaning, names) in groups {
    for name in names.split(separator: " ") { words[String(name), default: []].formUnion(meaning) }
  }
  return HTMLNameTable(keys: words.map { (packedName(Array($0.key.utf8), 0..<$0.key.utf8.count), $0.value) })
}()
