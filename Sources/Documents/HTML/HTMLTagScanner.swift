/// The name and attributes of one tag, found by the rules of the HTML tokenizer
/// (https://html.spec.whatwg.org/#tag-name-state and the states after it).
struct HTMLTagScanner {
  struct Attribute {
    var name: Range<Int>
    /// Without its quotes, character references as written.
    var value: Range<Int>
  }

  private let bytes: [UInt8]
  let name: Range<Int>
  /// Behind the tag once `nextAttribute` has returned nil.
  private(set) var position: Int
  /// The tag ended in `/>`.
  private(set) var isSelfClosing = false
  /// The text ended before the tag did, so there is no tag.
  private(set) var isCut = false

  /// - Parameter start: the first letter of the tag's name.
  init(_ bytes: [UInt8], at start: Int) {
    self.bytes = bytes
    var end = start
    while end < bytes.count, isHTMLSpace(bytes[end]) == false, bytes[end] != UInt8(ascii: "/"),
      bytes[end] != UInt8(ascii: ">")
    {
      end += 1
    }
    name = start..<end
    position = end
  }

  mutating func nextAttribute() -> Attribute? {
    var i = position
    defer { position = i }
    let count = bytes.count
    while i < count, isHTMLSpace(bytes[i]) || bytes[i] == UInt8(ascii: "/") { i += 1 }
    guard i < count else {
      isCut = true
      return nil
    }
    if bytes[i] == UInt8(ascii: ">") {
      isSelfClosing = bytes[i - 1] == UInt8(ascii: "/")
      i += 1
      return nil
    }
    let nameStart = i
    i += 1
    while i < count, isHTMLSpace(bytes[i]) == false, bytes[i] != UInt8(ascii: "="),
      bytes[i] != UInt8(ascii: "/"),
      bytes[i] != UInt8(ascii: ">")
    {
      i += 1
    }
    let name = nameStart..<i
    var next = i
    while next < count, isHTMLSpace(bytes[next]) { next += 1 }
    guard next < count, bytes[next] == UInt8(ascii: "=") else { return Attribute(name: name, value: i..<i) }
    i = next + 1
    while i < count, isHTMLSpace(bytes[i]) { i += 1 }
    guard i < count else { return Attribute(name: name, value: i..<i) }
    let quote = bytes[i]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = i + 1
      i = start
      while i < count, bytes[i] != quote { i += 1 }
      let value = start..<i
      i = min(i + 1, count)
      return Attribute(name: name, value: value)
    }
    let start = i
    while i < count, isHTMLSpace(bytes[i]) == false, bytes[i] != UInt8(ascii: ">") { i += 1 }
    return Attribute(name: name, value: start..<i)
  }
}

/// The index behind the comment that begins at `start` with `<!--`, nil if it does not end.
///
/// `<!-->` and `<!--->` are whole comments, and `--!>` ends one too.
func commentEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
  var i = start + 4
  if bytes[i...].starts(with: ">".utf8) { return i + 1 }
  if bytes[i...].starts(with: "->".utf8) { return i + 2 }
  while let dash = bytes[i...].firstIndex(of: UInt8(ascii: "-")) {
    let rest = bytes[dash...]
    if rest.starts(with: "-->".utf8) { return dash + 3 }
    if rest.starts(with: "--!>".utf8) { return dash + 4 }
    i = dash + 1
  }
  return nil
}
