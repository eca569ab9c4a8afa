/// The encoding that an HTML page declares in a `meta` tag, or else in an XML declaration; nil if it declares none we know.
///
/// The prescan of https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding over the first 64 KiB:
/// pages with long scripts before their `meta` are common, and browsers find it late as well. A page that names UTF-16
/// in ASCII can't be in it, and is UTF-8.
func declaredEncoding(in bytes: [UInt8]) -> CharacterEncoding? {
  let bytes = Array(bytes.prefix(1 << 16))
  switch metaEncoding(in: bytes) ?? xmlEncoding(in: bytes) {
  case .utf16: return .utf8
  case let declared: return declared
  }
}

private func metaEncoding(in bytes: [UInt8]) -> CharacterEncoding? {
  var i = 0
  while let open = bytes[i...].firstIndex(of: UInt8(ascii: "<")), open + 1 < bytes.count {
    let next = bytes[open + 1]
    let isEndTag = next == UInt8(ascii: "/")
    let nameStart = isEndTag ? open + 2 : open + 1
    if bytes[open...].starts(with: "<!--".utf8) {
      // The dashes may be those that the comment begins with.
      guard let end = end(of: "-->", in: bytes[(open + 2)...]) else { return nil }
      i = end
    } else if nameStart < bytes.count, isASCIILetter(bytes[nameStart]) {
      var scanner = HTMLTagScanner(bytes, at: nameStart)
      if isEndTag == false, packedName(bytes, scanner.name) == packedName("meta") {
        if let found = encoding(ofMeta: &scanner, bytes) { return found }
      } else {
        while scanner.nextAttribute() != nil {}
      }
      i = scanner.position
    } else if isEndTag || next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
      guard let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
      i = close + 1
    } else {
      i = open + 1
    }
  }
  return nil
}

/// The encoding that a `meta` tag declares by `charset`, or by `content` together with `http-equiv`.
private func encoding(ofMeta scanner: inout HTMLTagScanner, _ bytes: [UInt8]) -> CharacterEncoding? {
  enum Declaration { case charset, content }
  var declaration: Declaration?
  var found: CharacterEncoding?
  var isContentType = false
  var seen: Set<UInt64> = []
  while let attribute = scanner.nextAttribute() {
    let name = packedName(bytes, attribute.name)
    let value = bytes[attribute.value]
    switch name {
    case packedName("charset") where seen.insert(name).inserted:
      declaration = .charset
      found = encoding(forLabel: value)
    case packedName("http-equiv") where seen.insert(name).inserted:
      isContentType = value.map(lowercased).elementsEqual("content-type".utf8)
    case packedName("content") where declaration == nil:
      guard let label = charset(inContentType: value), let encoding = encoding(forLabel: label) else { break }
      declaration = .content
      found = encoding
    default: break
    }
  }
  if scanner.isCut || (declaration == .content && isContentType == false) { return nil }
  return found
}

/// The label in the content of a header or `meta` tag, as in `text/html; charset=…`; nil if it has none.
///
/// https://html.spec.whatwg.org/#algorithm-for-extracting-a-character-encoding-from-a-meta-element
func charset(inContentType value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
  var rest = value
  while let end = end(of: "charset", in: rest) {
    rest = rest[end...].drop(while: isHTMLSpace)
    guard rest.first == UInt8(ascii: "=") else { continue }
    rest = rest.dropFirst().drop(while: isHTMLSpace)
    if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let label = rest.dropFirst()
      return label.firstIndex(of: quote).map { label[..<$0] }
    }
    return rest.prefix { isHTMLSpace($0) == false && $0 != UInt8(ascii: ";") }
  }
  return nil
}

/// The encoding that an XML declaration at the very beginning names, nil if there is none.
func xmlEncoding(in bytes: [UInt8]) -> CharacterEncoding? {
  guard bytes.starts(with: "<?xml".utf8), let close = bytes.firstIndex(of: UInt8(ascii: ">")),
    let end = end(of: "encoding", in: bytes[..<close])
  else { return nil }
  var rest = bytes[end..<close].drop { $0 <= 0x20 }
  guard rest.popFirst() == UInt8(ascii: "=") else { return nil }
  rest = rest.drop { $0 <= 0x20 }
  guard let quote = rest.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
    return nil
  }
  return rest.firstIndex(of: quote).flatMap { encoding(forLabel: rest[..<$0]) }
}

/// The index behind the first occurrence of a word, whatever its case.
private func end(of word: String, in bytes: ArraySlice<UInt8>) -> Int? {
  let count = word.utf8.count
  var start = bytes.startIndex
  while start + count <= bytes.endIndex {
    if bytes[start..<(start + count)].lazy.map(lowercased).elementsEqual(word.utf8) { return start + count }
    start += 1
  }
  return nil
}
