/// What isn't content wherever it stands.
extension MainContent {
  /// Marks elements that are named as something else than content, and all in them.
  ///
  /// - Parameters:
  ///   - words: names of things beside the content.
  ///   - limit: the share of the page's text from which on such a name is not believed.
  func leftOut(_ words: ClassWords, below limit: Double) -> [Bool] {
    var marks = [Bool](repeating: false, count: outline.elements.count)
    let sure = markSurroundings(&marks)
    let elements = outline.elements
    let goodTotal = Double(max(1, elements[0].goodCharacters - sure.good))
    let total = Double(max(1, elements[0].characters - sure.all))
    let isInContent = outline.spread(
      outline.elements { $0.tag == .main || $0.tag == .article || $0.tag == .section || $0.role == .main })
    for i in elements.indices.dropFirst() where marks[i] == false {
      let element = elements[i]
      if element.isInline {
        marks[i] =
          element.tag == .button && opensText(i) == false
          || element.tag == .link && element.words.contains(.button) && element.characters < 60
        continue
      }
      let share = max(Double(element.goodCharacters) / goodTotal, Double(element.characters) / total)
      switch element.tag {
      case .nav, .footer, .menu:
        marks[i] = share < 0.6
        continue
      case .aside, .dialog, .form, .label, .figcaption:
        marks[i] = share < 0.6 && (element.tag == .form && element.titles > 0) == false
        continue
      default: break
      }
      if element.words.contains(.around) || element.words.contains(.unseen)
        || element.role != nil && element.role != .main && element.role != .article
      {
        marks[i] = share < 0.6
      } else if element.words.isDisjoint(with: words) == false, element.words.contains(.embed) == false {
        marks[i] = share < limit && element.titles == 0
      } else if element.tag == .header {
        marks[i] = element.titles == 0 && isInContent[element.parent] == false
      } else if element.words.contains(.button) {
        marks[i] =
          element.characters < 60 && [.div, .paragraph, .item, .summary].contains(element.tag)
          && opensText(i) == false
      }
    }
    markNamedSections(&marks, ofProduct: words.contains(.besideProduct))
    return outline.spread(marks)
  }

  /// True for what opens a text, as a question does its answer: it is named so, is in a heading, or begins with one.
  private func opensText(_ i: Int) -> Bool {
    let elements = outline.elements
    if elements[i].tag == .summary || elements[i].words.contains(.opener) { return true }
    if elements[i].parent >= 0, elements[elements[i].parent].tag.headingLevel != nil { return true }
    return i + 1 < elements[i].end && elements[i + 1].tag.headingLevel != nil
  }

  /// Marks navigation, footers and cookie banners, however much they hold unless it is nearly all. Returns their text.
  private func markSurroundings(_ marks: inout [Bool]) -> (good: Int, all: Int) {
    let elements = outline.elements
    var sure = (good: 0, all: 0)
    var i = 1
    while i < elements.count {
      let element = elements[i]
      let isNamed =
        element.tag == .nav || element.tag == .footer || element.role == .navigation
        || element.role == .footer || element.words.contains(.consent)
      let holdsPage =
        element.titles > 0 && element.goodCharacters * 10 > elements[0].goodCharacters * 3
        || element.characters * 10 >= elements[0].characters * 9
      if isNamed, element.isInline == false, holdsPage == false {
        marks[i] = true
        sure.good += element.goodCharacters
        sure.all += element.characters
        i = element.end
      } else {
        i += 1
      }
    }
    return sure
  }

  /// Marks the sections whose headings say that they lead elsewhere: "You may also like", "Comments".
  private func markNamedSections(_ marks: inout [Bool], ofProduct isProduct: Bool) {
    let elements = outline.elements
    let isLarge = { (i: Int) in
      elements[i].goodCharacters * 5 >= max(1, elements[0].goodCharacters) * 2
        || elements[i].characters * 5 >= max(1, elements[0].characters) * 2
    }
    // The first run in each element.
    var firstRuns = [Int](repeating: -1, count: elements.count)
    for (index, run) in outline.runs.enumerated() {
      var i = run.block
      while i >= 0, firstRuns[i] < 0 {
        firstRuns[i] = index
        i = elements[i].parent
      }
    }
    for heading in outline.headings {
      guard let level = elements[heading.element].tag.headingLevel, level > 1,
        leadsElsewhere(heading.text) || isProduct && standsBesideProduct(heading.text),
        outline.runs[heading.run].characters <= 60
      else { continue }
      var section = heading.element
      while case let parent = elements[section].parent, parent > 0, firstRuns[parent] == heading.run,
        isLarge(parent) == false, elements[parent].titles == 0
      {
        section = parent
      }
      marks[section] = true
      guard elements[section].runs == 1 else { continue }
      // The heading stands alone: what follows it up to the next heading is its section.
      var next = elements[section].end
      let end = elements[section].parent < 0 ? next : elements[elements[section].parent].end
      while next < end {
        let range = next..<elements[next].end
        if isLarge(next) || elements[next].titles > 0
          || range.contains(where: { (elements[$0].tag.headingLevel ?? 7) <= level })
        {
          break
        }
        marks[next] = true
        next = range.upperBound
      }
    }
  }

  /// The characters of paragraphs in each element, without what is left out. Those of lists count less.
  func goodCharacters(_ leftOut: [Bool]) -> [Int] {
    let elements = outline.elements
    var good = [Int](repeating: 0, count: elements.count)
    for run in outline.runs where run.isGood && leftOut[run.block] == false {
      good[run.block] += elements[run.block].tag == .item ? run.characters * 3 / 10 : run.characters
    }
    for i in elements.indices.reversed() where elements[i].parent >= 0 { good[elements[i].parent] += good[i] }
    return good
  }
}
