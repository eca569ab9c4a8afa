/// Copies XML without what only a parser needs, and with its character references decoded.
struct XMLTextReader {
  private(set) var text: [UInt8] = []
  private(set) var blocks = NestedBlocks()
  private(set) var invisible = InvisibleCharacters()
  private(set) var commentCount = 0
  private(set) var commentByteCount = 0
  private let xml: [UInt8]
  private let keepsComments: Bool
  private var depth = 0

  /// - Parameter xml: valid UTF-8 without the characters that no reader sees.
  init(_ xml: [UInt8], keepsComments: Bool) {
    self.xml = xml
    self.keepsComments = keepsComments
    text.reserveCapacity(xml.count)
  }

  mutating func read() {
    var i = 0
    while i < xml.count {
      let open = xml[i...].firstIndex(of: UInt8(ascii: "<")) ?? xml.count
      append(i..<open)
      guard open < xml.count else { return }
      guard let end = readMarkup(open) else {
        // A comment or a section that never ends: all the rest is text, so that nothing is lost.
        append(open..<xml.count)
        return
      }
      i = end
    }
  }

  /// Reads what begins with a `<` and returns where the text goes on, nil if its end is missing.
  private mutating func readMarkup(_ open: Int) -> Int? {
    let rest = xml[open...]
    if rest.starts(with: "<!--".utf8) {
      guard let end = end(of: "-->", from: open + 4) else { return nil }
      if keepsComments { text.append(contentsOf: xml[open..<end]) }
      commentCount += 1
      commentByteCount += end - open - 7
      return end
    }
    if rest.starts(with: "<![CDATA[".utf8) {
      guard let end = end(of: "]]>", from: open + 9) else { return nil }
      text.append(contentsOf: xml[(open + 9)..<(end - 3)])
      return end
    }
    if rest.starts(with: "<?".utf8) { return end(of: "?>", from: open + 2) }
    if rest.starts(with: "<!DOCTYPE".utf8) { return documentTypeEnd(open) }
    return readTag(open)
  }

  /// A tag goes to its `>`, or to the next `<` if it has none.
  private mutating func readTag(_ open: Int) -> Int {
    var end = open + 1
    while end < xml.count, xml[end] != UInt8(ascii: ">"), xml[end] != UInt8(ascii: "<") { end += 1 }
    guard end < xml.count, xml[end] == UInt8(ascii: ">") else {
      append(open..<end)
      return end
    }
    append(open..<end + 1)
    let isEndTag = xml[open + 1] == UInt8(ascii: "/")
    let isEmpty = xml[end - 1] == UInt8(ascii: "/")
    if isEndTag { depth = max(0, depth - 1) }
    if isEndTag || isEmpty {
      blocks.addEnd(text.count, depth: depth)
    } else {
      depth += 1
    }
    return end + 1
  }

  private mutating func append(_ range: Range<Int>) {
    var range = range
    // The declarations' line breaks begin no text.
    if text.isEmpty {
      range = (xml[range].firstIndex { isHTMLSpace($0) == false } ?? range.upperBound)..<range.upperBound
    }
    guard xml[range].contains(UInt8(ascii: "&")) else {
      text.append(contentsOf: xml[range])
      return
    }
    // A reference may stand for a character that no reader sees.
    text.append(contentsOf: cleanedText(decodedReferences(xml, range), &invisible))
  }

  /// Where the text goes on behind a mark, nil if the mark does not come.
  private func end(of mark: String, from start: Int) -> Int? {
    let mark = Array(mark.utf8)
    var i = min(start, xml.count)
    while let next = xml[i...].firstIndex(of: mark[0]) {
      if xml[next...].starts(with: mark) { return next + mark.count }
      i = next + 1
    }
    return nil
  }

  /// Behind the document type, whose own declarations stand between brackets.
  private func documentTypeEnd(_ open: Int) -> Int? {
    var depth = 0
    for i in open..<xml.count {
      switch xml[i] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">") where depth <= 0: return i + 1
      default: break
      }
    }
    return nil
  }
}
