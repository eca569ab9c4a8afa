/// Reading the text of a `style` element, by https://www.w3.org/TR/css-syntax-3/ as far as rules need it.
extension StyleSheet {
  /// What the conditions around a rule make of it.
  private enum Condition {
    case always
    /// On some screens or for some readers: there a rule may show something, but what it hides others see.
    case sometimes
    case never
  }

  mutating func read(_ bytes: [UInt8], _ range: Range<Int>) {
    var open: [Condition] = []
    var prelude = range.lowerBound
    var i = range.lowerBound
    while i < range.upperBound {
      switch bytes[i] {
      case UInt8(ascii: "{"):
        let condition = open.last ?? .always
        let start = afterLeadingSpace(bytes, prelude..<i)
        i += 1
        if condition == .never {
          open.append(.never)
        } else if start < i - 1, bytes[start] == UInt8(ascii: "@") {
          open.append(narrowed(condition, bytes, start..<(i - 1)))
        } else {
          i = readRule(bytes, prelude: start..<(i - 1), block: i..<range.upperBound, condition)
        }
        prelude = i
      case UInt8(ascii: "}"):
        _ = open.popLast()
        i += 1
        prelude = i
      case UInt8(ascii: ";"):
        i += 1
        prelude = i
      case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"):
        i = afterToken(bytes, i, range.upperBound)
      default: i += 1
      }
    }
  }

  /// The index behind a comment, a string, an escape or any other byte.
  private func afterToken(_ bytes: [UInt8], _ i: Int, _ end: Int) -> Int {
    switch bytes[i] {
    case UInt8(ascii: "/") where i + 1 < end && bytes[i + 1] == UInt8(ascii: "*"):
      return styleCommentEnd(bytes[..<end], i)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      var close = i + 1
      while close < end, bytes[close] != bytes[i], bytes[close] != 0x0A {
        close += bytes[close] == UInt8(ascii: "\\") ? 2 : 1
      }
      return min(close + 1, end)
    case UInt8(ascii: "\\"): return min(i + 2, end)
    default: return i + 1
    }
  }

  /// The first index of a rule's or at-rule's own text: behind white space, comments and the marks of HTML comments.
  private func afterLeadingSpace(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var i = range.lowerBound
    while i < range.upperBound {
      let rest = bytes[i..<range.upperBound]
      if isHTMLSpace(bytes[i]) {
        i += 1
      } else if rest.starts(with: "/*".utf8) {
        i = styleCommentEnd(rest, i)
      } else if rest.starts(with: "<!--".utf8) {
        i += 4
      } else if rest.starts(with: "-->".utf8) {
        i += 3
      } else {
        return i
      }
    }
    return i
  }

  /// Reads the rule whose block begins at the start of a range. Returns the index behind it.
  private mutating func readRule(
    _ bytes: [UInt8], prelude: Range<Int>, block: Range<Int>, _ condition: Condition
  ) -> Int {
    var declarations = StyleDeclarations()
    var part = block.lowerBound
    var lastEnd = part
    var depth = 0
    var isPlain = true
    var i = part
    while i < block.upperBound {
      switch bytes[i] {
      case UInt8(ascii: "{"):
        // A rule inside a rule is about other elements, or about some screens: it is passed over.
        if depth == 0 { declarations.add(StyleDeclarations(bytes, part..<lastEnd, isPlain: isPlain)) }
        depth += 1
        i += 1
      case UInt8(ascii: "}"):
        i += 1
        if depth == 0 {
          declarations.add(StyleDeclarations(bytes, part..<(i - 1), isPlain: isPlain))
          add(bytes, prelude, declarations, condition)
          return i
        }
        depth -= 1
        part = i
        lastEnd = i
      case UInt8(ascii: ";"):
        i += 1
        if depth == 0 { lastEnd = i }
      case UInt8(ascii: "/"), UInt8(ascii: "\\"):
        isPlain = false
        i = afterToken(bytes, i, block.upperBound)
      case UInt8(ascii: "\""), UInt8(ascii: "'"): i = afterToken(bytes, i, block.upperBound)
      default: i += 1
      }
    }
    // A block without an end ends with the sheet.
    if depth == 0 {
      declarations.add(StyleDeclarations(bytes, part..<block.upperBound))
      add(bytes, prelude, declarations, condition)
    }
    return block.upperBound
  }

  private mutating func add(
    _ bytes: [UInt8], _ prelude: Range<Int>, _ declarations: StyleDeclarations, _ condition: Condition
  ) {
    let declarations = condition == .always ? declarations : declarations.showing
    hidingBits |= declarations.hidingBits
    guard declarations.matters(whereOthersHideBy: watchedBits) else { return }
    if hasComment(bytes, prelude) {
      let plain = withoutStyleComments(bytes[prelude])
      addEach(plain, plain.indices, declarations)
    } else {
      addEach(bytes, prelude, declarations)
    }
  }

  private mutating func addEach(_ bytes: [UInt8], _ prelude: Range<Int>, _ declarations: StyleDeclarations) {
    var start = prelude.lowerBound
    var depth = 0
    var i = start
    while i <= prelude.upperBound {
      if i == prelude.upperBound || (bytes[i] == UInt8(ascii: ",") && depth == 0) {
        add(bytes, selector: start..<i, declarations)
        start = i + 1
        i += 1
        continue
      }
      if bytes[i] == UInt8(ascii: "(") { depth += 1 }
      if bytes[i] == UInt8(ascii: ")") { depth = max(0, depth - 1) }
      i = min(afterToken(bytes, i, prelude.upperBound), prelude.upperBound)
    }
  }

  /// What a group of rules makes of those in it.
  private func narrowed(_ outer: Condition, _ bytes: [UInt8], _ prelude: Range<Int>) -> Condition {
    let words = bytes[prelude].prefix(400).map(lowercased)
    let name = words.prefix { isASCIILetter($0) || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "-") }
    let condition = words.dropFirst(name.count).drop(while: isHTMLSpace)
    switch String(decoding: name, as: UTF8.self) {
    case "@media":
      switch mediaCondition(condition) {
      case .always: return outer
      case .sometimes: return .sometimes
      case .never: return .never
      }
    case "@layer": return outer
    case "@supports": return condition.starts(with: "not".utf8) ? .never : outer
    case "@container": return .sometimes
    default: return .never
    }
  }

  private func mediaCondition(_ queries: ArraySlice<UInt8>) -> Condition {
    var result = Condition.never
    for query in queries.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let words = query.split(whereSeparator: { isHTMLSpace($0) || $0 == UInt8(ascii: "(") })
      var names = words[...]
      var isNegated = false
      if let first = names.first {
        isNegated = first.elementsEqual("not".utf8)
        if isNegated || first.elementsEqual("only".utf8) { names = names.dropFirst() }
      }
      let name = names.first.map { String(decoding: $0, as: UTF8.self) } ?? "all"
      let hasFeature = query.contains(UInt8(ascii: "("))
      let isForScreens = name == "all" || name == "screen"
      if hasFeature {
        // `print and (…)` is not for screens whatever it asks for.
        let isOther = name == "print" || name == "speech" || name == "tty"
        if isOther == false || isNegated, result == .never { result = .sometimes }
      } else if isForScreens != isNegated {
        return .always
      }
    }
    return result
  }

  /// True if a style sheet with this `media` attribute is for every screen.
  static func isForAllScreens(_ media: [UInt8]) -> Bool {
    StyleSheet().mediaCondition(media.map(lowercased)[...]) == .always
  }
}

private func withoutStyleComments(_ style: ArraySlice<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  var i = style.startIndex
  while i < style.endIndex {
    if style[i...].starts(with: "/*".utf8) {
      i = styleCommentEnd(style, i)
    } else {
      result.append(style[i])
      i += 1
    }
  }
  return result
}
