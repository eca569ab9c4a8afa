/// What people wrote on a page of a forum.
struct Posts {
  /// For each element: a post's text, or in one.
  let isInPost: [Bool]
  let count: Int
  /// Of the page's paragraphs, how much stands in posts.
  let share: Double

  /// Finds the innermost elements that are named as the text of a post.
  init(_ outline: PageOutline) {
    let elements = outline.elements
    var isPost = outline.elements { element in
      element.isInline == false && element.tag != .body && element.tag != .main && element.characters > 10
        && (element.property != nil || element.words.contains([.postName, .postBodyName])
          || element.words.contains(.wholePost))
    }
    var holdsPost = [Bool](repeating: false, count: elements.count)
    for i in elements.indices.reversed() where elements[i].parent >= 0 && (isPost[i] || holdsPost[i]) {
      holdsPost[elements[i].parent] = true
    }
    for i in elements.indices where holdsPost[i] { isPost[i] = false }
    isInPost = outline.spread(isPost)
    count = isPost.count { $0 }
    let good = elements.indices.reduce(0) { isPost[$1] ? $0 + elements[$1].goodCharacters : $0 }
    share = Double(good) / Double(max(1, elements.first?.goodCharacters ?? 0))
  }
}

extension MainContent {
  /// The posts' texts, without what stands about their authors.
  func forum(_ posts: Posts) -> [Bool] {
    let leftOut = leftOut([.beside, .besidePost], below: 0.15)
    // What is named as something else counts only below a post: the posts' list itself may be called `comments`.
    var marks = [Bool](repeating: false, count: leftOut.count)
    for (i, element) in outline.elements.enumerated() where leftOut[i] && element.parent >= 0 {
      let parent = element.parent
      marks[i] = posts.isInPost[parent] && (leftOut[parent] == false || marks[parent])
    }
    marks = outline.spread(marks)
    return outline.runs.map { posts.isInPost[$0.block] && marks[$0.block] == false }
  }
}
