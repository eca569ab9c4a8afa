import CLibXML2

/// Finds a page's main content, and has the walk leave out all else.
///
/// A page's elements are judged by what they are (`nav`, a role), what their class and id call them, and how much of
/// the page's text, of its paragraphs and of its links they hold: a name alone never costs a page most of its text.
/// What else goes depends on the kind of page (`PageKind`): of an article little but its body stays, of a forum what
/// people wrote, of a product what describes it, and of lists and all other pages everything that is not named as
/// something else.
///
/// Each step is one pass over the elements or runs, without recursion.
struct MainContent {
  let outline: PageOutline
  let statements: PageStatements
  /// For each element: in a heading of level 1, or one itself.
  let isInTitle: [Bool]

  init(_ root: xmlNodePtr, _ attributes: HTMLAttributes, statements: PageStatements) {
    outline = PageOutline(root, attributes)
    self.statements = statements
    isInTitle = outline.spread(outline.elements { $0.tag == .heading1 })
  }

  /// Skips what is not content. Returns how many elements those are, and the bytes of their text.
  func skipTheRest() -> DroppedText? {
    guard outline.elements.isEmpty == false else { return nil }
    let kept = zip(keptRuns(), outline.runs).map { isKept, run in
      isKept && run.isClicked == false && leadsElsewhere(run) == false
    }
    guard kept.contains(true) else { return nil }
    var keptRunCounts = [Int](repeating: 0, count: outline.elements.count)
    for (run, isKept) in zip(outline.runs, kept) where isKept { keptRunCounts[run.block] += 1 }
    for i in outline.elements.indices.reversed() where outline.elements[i].parent >= 0 {
      keptRunCounts[outline.elements[i].parent] += keptRunCounts[i]
    }
    var count = 0
    for (i, element) in outline.elements.enumerated()
    where keptRunCounts[i] == 0 && element.runs > 0 && element.parent >= 0
      && keptRunCounts[element.parent] > 0
    {
      element.node.skip()
      count += 1
    }
    // A run that stands beside kept elements in one block is left out by its text nodes.
    for text in outline.texts where text.run < kept.count && kept[text.run] == false { text.node.skip() }
    let byteCount = zip(outline.runs, kept).reduce(0) { $1.1 ? $0 : $0 + $1.0.byteCount }
    return byteCount == 0
      ? nil : DroppedText(reason: .boilerplate, count: max(1, count), byteCount: byteCount)
  }

  /// Which runs are the page's content; all false if none is convincing.
  func keptRuns() -> [Bool] {
    let whole = wholePage(without: .beside)
    let article = articleBody()
    let posts = Posts(outline)
    switch kind(whole: whole, article: article, posts: posts) {
    case .article: return article.contains(true) ? article : whole
    case .forum: return forum(posts)
    case .product:
      return fromTitle(withoutRepeats(wholePage(without: [.beside, .besideProduct], below: 0.4)))
    case .list: return withoutBareNumbers(withoutRepeats(whole))
    case .other: return whole
    }
  }

  private func kind(whole: [Bool], article: [Bool], posts: Posts) -> PageKind {
    let good = { (kept: [Bool]) in
      zip(outline.runs, kept).reduce(0) { $1.1 && $1.0.isGood ? $0 + $1.0.characters : $0 }
    }
    let goodOfWhole = good(whole)
    let charactersOfWhole = zip(outline.runs, whole).reduce(0) { $1.1 ? $0 + $1.0.characters : $0 }
    // How much of the page's paragraphs an article would hold, how many they are, and how much of the page is none.
    let share = Double(good(article)) / Double(max(1, goodOfWhole))
    let paragraphs = zip(outline.runs, article).count { $1 && $0.isGood }
    let short = 1 - Double(goodOfWhole) / Double(max(1, charactersOfWhole))
    let prices = zip(outline.runs, whole).count { $1 && $0.holdsPrice }
    let isArticle =
      1...3 ~= statements.articles || outline.elements.contains { $0.property == .articleBody }
    let isDiscussion =
      statements.discussions > 0 || outline.commentItems > 1 || outline.questionPages > 0
      || outline.pageWords.contains(.forum)

    if isDiscussion, posts.count >= 1, posts.share >= 0.35 { return .forum }
    if posts.count >= 4, posts.share >= 0.5, isArticle == false, statements.saysArticle == false {
      return .forum
    }
    if statements.lists == 0, prices < 8,
      statements.products > 0 && statements.offers > 0 || statements.saysProduct
    {
      return .product
    }
    if statements.lists == 0 {
      if isArticle { return .article }
      if statements.saysArticle, prices < 20, share >= 0.33, short < 0.6 { return .article }
    }
    if share >= 0.85, paragraphs >= 3, short < 0.25 { return .article }
    if share >= 0.95, paragraphs >= 5, short < 0.35 { return .article }
    return short > 0.4 ? .list : .other
  }

  /// Everything in the page's `main` that is not named as something else.
  func wholePage(without words: ClassWords, below limit: Double = 0.15) -> [Bool] {
    let leftOut = leftOut(words, below: limit)
    let good = goodCharacters(leftOut)
    let elements = outline.elements
    let main = elements.indices
      .filter { (elements[$0].tag == .main || elements[$0].role == .main) && leftOut[$0] == false }
      .max { elements[$0].characters < elements[$1].characters }
    var root = 0
    if let main, good[main] * 5 >= good[0] * 2 || elements[main].characters * 10 > elements[0].characters * 3
    {
      root = main
    }
    return outline.runs.map { run in
      guard outline.contains(root, run.block), leftOut[run.block] == false else { return false }
      // "© 2026" and "Learn more".
      if run.holdsCopyright, run.characters < 250 { return false }
      return
        (run.linkCharacters == run.characters && run.characters <= 28
        && [.div, .paragraph, .section].contains(elements[run.block].tag)) == false
    }
  }

  /// The runs from the page's title on, unless it stands late.
  private func fromTitle(_ kept: [Bool]) -> [Bool] {
    guard let title = kept.indices.first(where: { kept[$0] && isInTitle[outline.runs[$0].block] }),
      title * 10 <= kept.count * 7
    else { return kept }
    return kept.indices.map { kept[$0] && $0 >= title }
  }

  /// Outside tables, numbers without a word are counts of ratings, pages and filters.
  private func withoutBareNumbers(_ kept: [Bool]) -> [Bool] {
    zip(outline.runs, kept).map { run, isKept in
      isKept && (run.holdsLetter || run.holdsPrice || outline.elements[run.block].tag == .other)
    }
  }

  /// Lists of goods say many things twice: for narrow and wide screens, in a card and in its pop-up.
  private func withoutRepeats(_ kept: [Bool]) -> [Bool] {
    var seen: Set<UInt64> = []
    return zip(outline.runs, kept).map { run, isKept in
      isKept && (run.words < 3 || seen.insert(run.hash).inserted)
    }
  }
}
