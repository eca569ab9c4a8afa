/// Rewrites a page so that libxml2 reads it as a browser would, and has less to read.
///
/// libxml2 2.9.14 has its own idea of comments, of tags inside a title, of character references, of NULs and of what it
/// gives up on, and its time grows with the square of a tag's attributes. So tags are found here, by the rules of the
/// HTML tokenizer, and written anew with the few attributes that matter. Comments, declarations, scripts, styles and
/// elements without meaning for the text are left out.
///
/// Character references are decoded. A `<` or `&` of the text is written as one of two control characters that no text
/// has, so that libxml2 finds nothing but tags to stop at; `LineBuffer` turns them back.
struct HTMLMender {
  static let lessThan: Unicode.Scalar = "\u{80}"
  static let ampersand: Unicode.Scalar = "\u{81}"

  private let bytes: [UInt8]
  /// XHTML: `<div/>` is a whole element, and there are CDATA sections.
  private let isXML: Bool
  private(set) var output: [UInt8] = []
  private(set) var tagCount = 0
  private(set) var endTagCount = 0
  /// A title or text area was found without an end tag: looking again for each would take the square of their number.
  private var missesEnd: [HTMLElement] = []

  /// - Parameter text: valid UTF-8.
  init(_ text: [UInt8], isXML: Bool) {
    bytes = text
    self.isXML = isXML
  }

  mutating func mend() {
    output.reserveCapacity(bytes.count / 2)
    var i = 0
    while i < bytes.count {
      let open = bytes[i...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
      appendText(i..<open)
      guard open + 1 < bytes.count else {
        if open < bytes.count { output.append(HTMLMender.lessThan) }
        return
      }
      i = tagOrText(at: open)
    }
  }

  /// Handles what begins with the `<` at an index and returns where to go on.
  private mutating func tagOrText(at open: Int) -> Int {
    switch bytes[open + 1] {
    case let next where isASCIILetter(next): return startTag(at: open + 1)
    case UInt8(ascii: "/"):
      if open + 2 < bytes.count, isASCIILetter(bytes[open + 2]) { return endTag(at: open + 2) }
      return afterBogusComment(open)
    case UInt8(ascii: "!"):
      if bytes[open...].starts(with: "<!--".utf8) { return commentEnd(bytes, open) ?? bytes.count }
      if isXML, bytes[open...].starts(with: "<![CDATA[".utf8) { return cdata(at: open + 9) }
      return afterBogusComment(open)
    case UInt8(ascii: "?"): return afterBogusComment(open)
    default:
      output.append(HTMLMender.lessThan)
      return open + 1
    }
  }

  private func afterBogusComment(_ open: Int) -> Int {
    bytes[open...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
  }

  private mutating func cdata(at start: Int) -> Int {
    var end = start
    while let bracket = bytes[end...].firstIndex(of: UInt8(ascii: "]")) {
      if bytes[bracket...].starts(with: "]]>".utf8) {
        appendRaw(start..<bracket)
        return bracket + 3
      }
      end = bracket + 1
    }
    appendRaw(start..<bytes.count)
    return bytes.count
  }

  private mutating func startTag(at start: Int) -> Int {
    var scanner = HTMLTagScanner(bytes, at: start)
    let element = HTMLElement.named(packedName(bytes, scanner.name))
    let undo = output.count
    output.append(UInt8(ascii: "<"))
    appendName(scanner.name)
    var seen: UInt32 = 0
    while let attribute = scanner.nextAttribute() {
      guard let known = HTMLAttribute.named(packedName(bytes, attribute.name)),
        seen & (1 << known.rawValue) == 0
      else { continue }
      // The first of two wins.
      seen |= 1 << known.rawValue
      output.append(UInt8(ascii: " "))
      output.append(contentsOf: bytes[attribute.name].lazy.map(lowercased))
      output.append(contentsOf: "=\"".utf8)
      appendText(attribute.value, isAttribute: true)
      output.append(UInt8(ascii: "\""))
    }
    let isWhole = isXML && scanner.isSelfClosing
    guard scanner.isCut == false, element != .void, element != .raw else {
      output.removeSubrange(undo...)
      return element == .raw && isWhole == false && scanner.isCut == false
        ? rawTextEnd(of: scanner.name, from: scanner.position)?.after ?? bytes.count : scanner.position
    }
    if isWhole { output.append(UInt8(ascii: "/")) }
    output.append(UInt8(ascii: ">"))
    tagCount += 1
    guard element == .title || element == .textArea, isWhole == false else { return scanner.position }
    // Without an end tag a browser takes the rest of the page for the title. Losing that helps nobody.
    let content = missesEnd.contains(element) ? nil : rawTextEnd(of: scanner.name, from: scanner.position)
    if let content { appendText(scanner.position..<content.before) } else { missesEnd.append(element) }
    output.append(contentsOf: "</".utf8)
    appendName(scanner.name)
    output.append(UInt8(ascii: ">"))
    return content?.after ?? scanner.position
  }

  private mutating func endTag(at start: Int) -> Int {
    var scanner = HTMLTagScanner(bytes, at: start)
    while scanner.nextAttribute() != nil {}
    guard scanner.isCut == false else { return scanner.position }
    switch HTMLElement.named(packedName(bytes, scanner.name)) {
    case .raw, .void, .title, .textArea: break
    case .lineBreak:
      output.append(contentsOf: "<br>".utf8)
      tagCount += 1
    default:
      output.append(contentsOf: "</".utf8)
      appendName(scanner.name)
      output.append(UInt8(ascii: ">"))
      tagCount += 1
      endTagCount += 1
    }
    return scanner.position
  }

  /// Where an element's raw text ends: before and after its end tag. Nil if it has none.
  private func rawTextEnd(of name: Range<Int>, from start: Int) -> (before: Int, after: Int)? {
    var i = start
    while let open = bytes[i...].firstIndex(of: UInt8(ascii: "<")) {
      let nameStart = open + 2
      let nameEnd = nameStart + name.count
      if nameEnd < bytes.count, bytes[open + 1] == UInt8(ascii: "/"),
        bytes[nameStart..<nameEnd].lazy.map(lowercased).elementsEqual(bytes[name].lazy.map(lowercased)),
        isHTMLSpace(bytes[nameEnd]) || bytes[nameEnd] == UInt8(ascii: "/")
          || bytes[nameEnd] == UInt8(ascii: ">")
      {
        let close = bytes[nameEnd...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
        return (open, close + 1)
      }
      i = open + 1
    }
    return nil
  }

  /// Writes a tag's name without the bytes that libxml2 takes for its end.
  private mutating func appendName(_ range: Range<Int>) {
    // libxml2 cuts names at 100 bytes and would go on with the rest as an attribute.
    for byte in bytes[range].prefix(64) {
      switch byte {
      case _ where isASCIILetter(byte) || isDigit(byte): output.append(lowercased(byte))
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."): output.append(byte)
      default: break
      }
    }
  }

  /// Copies text with its character references decoded.
  private mutating func appendText(_ range: Range<Int>, isAttribute: Bool = false) {
    var start = range.lowerBound
    var i = start
    while i < range.upperBound {
      switch bytes[i] {
      case UInt8(ascii: "&"):
        output.append(contentsOf: bytes[start..<i])
        i = appendReference(at: i, end: range.upperBound, isAttribute: isAttribute)
      case UInt8(ascii: "\"") where isAttribute == false:
        i += 1
        continue
      case UInt8(ascii: "<"), UInt8(ascii: "\""), 0:
        output.append(contentsOf: bytes[start..<i])
        appendCharacter(Unicode.Scalar(bytes[i]))
        i += 1
      case 0x0C:
        // White space for HTML, no character at all for libxml2.
        output.append(contentsOf: bytes[start..<i])
        output.append(0x20)
        i += 1
      case 0xC2 where i + 1 < range.upperBound && bytes[i + 1] < 0xA0:
        // C1 controls: no reader sees them, and two are ours.
        output.append(contentsOf: bytes[start..<i])
        i += 2
      default:
        i += 1
        continue
      }
      start = i
    }
    output.append(contentsOf: bytes[start..<range.upperBound])
  }

  /// Copies text in which nothing is markup.
  private mutating func appendRaw(_ range: Range<Int>) {
    for scalar in String(decoding: bytes[range], as: UTF8.self).unicodeScalars { appendCharacter(scalar) }
  }

  /// Writes one character of the text so that libxml2 takes it for nothing else.
  private mutating func appendCharacter(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "<": output.append(HTMLMender.lessThan)
    case "&": output.append(HTMLMender.ampersand)
    case "\"": output.append(contentsOf: "&quot;".utf8)
    case "\u{0}", "\u{80}"..."\u{9F}": break
    default: output.append(scalar)
    }
  }

  /// Writes what the character reference at an index stands for and returns the index behind it.
  private mutating func appendReference(at start: Int, end: Int, isAttribute: Bool) -> Int {
    if start + 1 < end, bytes[start + 1] == UInt8(ascii: "#") {
      return appendNumericReference(at: start, end: end)
    }
    var i = start + 1
    while i < end, isASCIILetter(bytes[i]) || isDigit(bytes[i]) { i += 1 }
    let name = bytes[(start + 1)..<i]
    if i < end, bytes[i] == UInt8(ascii: ";"), let text = entity(name) {
      appendCharacters(text)
      return i + 1
    }
    if let (length, text) = entityWithoutSemicolon(name) {
      // In an address, `&copy=` is a parameter.
      let isWhole = length == name.count && (i == end || bytes[i] != UInt8(ascii: "="))
      if isAttribute == false || isWhole {
        appendCharacters(text)
        return start + 1 + length
      }
    }
    output.append(HTMLMender.ampersand)
    return start + 1
  }

  private mutating func appendCharacters(_ text: [UInt8]) {
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { appendCharacter(scalar) }
  }

  private mutating func appendNumericReference(at start: Int, end: Int) -> Int {
    var i = start + 2
    var radix: UInt32 = 10
    if i < end, bytes[i] | 0x20 == UInt8(ascii: "x") {
      radix = 16
      i += 1
    }
    let digits = i
    var value: UInt32 = 0
    while i < end, let digit = hexadecimalDigit(bytes[i]), digit < radix {
      value = min(value * radix + digit, 0x11_0000)
      i += 1
    }
    guard i > digits else {
      output.append(HTMLMender.ampersand)
      return start + 1
    }
    if i < end, bytes[i] == UInt8(ascii: ";") { i += 1 }
    switch value {
    case 0: appendCharacter("\u{FFFD}")
    case 0x80...0x9F: appendCharacter(windows1252Scalar(UInt8(value)))
    default: appendCharacter(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return i
  }

  private func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    if isDigit(byte) { return UInt32(byte - UInt8(ascii: "0")) }
    let letter = byte | 0x20
    guard letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "f") else { return nil }
    return UInt32(letter - UInt8(ascii: "a") + 10)
  }
}
