/// An article is one body of paragraphs.
extension MainContent {
  /// The runs of the article's body, without its title.
  func articleBody() -> [Bool] {
    let elements = outline.elements
    var leftOut = leftOut([.beside, .besideArticle], below: 0.4)
    // What an article's own header holds is its title, byline and date.
    for i in elements.indices.dropFirst() where elements[i].tag == .header && elements[i].goodCharacters < 200
    {
      leftOut[i] = true
    }
    leftOut = outline.spread(leftOut)
    let good = goodCharacters(leftOut)
    let body = body(leftOut, good)
    return outline.runs.map { run in
      guard outline.contains(body, run.block), leftOut[run.block] == false, isInTitle[run.block] == false
      else {
        return false
      }
      let tag = elements[run.block].tag
      let isLink = run.linkCharacters * 2 > run.characters && run.characters < 200
      return (isLink && (tag == .item || tag == .div)) == false
    }
  }

  private func body(_ leftOut: [Bool], _ good: [Int]) -> Int {
    let elements = outline.elements
    let named = elements.indices.filter {
      elements[$0].property == .articleBody && leftOut[$0] == false && elements[$0].characters > 100
    }
    let weight = { (i: Int) in good[i] > 0 ? good[i] : elements[i].characters / 10 }
    if let body = named.max(by: { weight($0) < weight($1) }) { return body }

    var body = core(good)
    // The paragraphs may stand in several parts of one article.
    var outer = elements[body].parent
    while outer >= 0 {
      if elements[outer].tag == .article, good[outer] * 2 >= good[0] {
        body = outer
        break
      }
      outer = elements[outer].parent
    }
    // Its class may name the body inside the article.
    let inner = (body..<elements[body].end).last {
      elements[$0].words.contains([.articleName, .bodyName]) && good[$0] * 4 >= good[body] * 3
    }
    return inner ?? body
  }

  /// The innermost element that holds most paragraphs, or more of them than any beside it by far.
  private func core(_ good: [Int]) -> Int {
    let elements = outline.elements
    var core = 0
    while true {
      var best = -1
      var second = 0
      var child = core + 1
      while child < elements[core].end {
        if best < 0 || good[child] > good[best] {
          if best >= 0 { second = max(second, good[best]) }
          best = child
        } else {
          second = max(second, good[child])
        }
        child = elements[child].end
      }
      guard best >= 0, good[best] > 0 else { return core }
      let holdsMost = good[best] * 5 >= good[core] * 3
      let standsOut = good[best] * 5 >= good[core] && good[best] >= second * 4
      guard holdsMost || standsOut else { return core }
      core = best
    }
  }
}
