/// The encoding that an HTML page declares in an XML declaration or a `meta` tag, nil if it declares none we know.
///
/// The prescan of https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding over the first 64 KiB:
/// pages with long scripts before their `meta` are common, and browsers find it late as well.
func declaredEncoding(in bytes: [UInt8]) -> CharacterEncoding? {
  let end = min(bytes.count, 1 << 16)
  let bytes = Array(bytes[..<end])
  if bytes.starts(with: "<?xml".utf8), let close = bytes.firstIndex(of: UInt8(ascii: ">")),
    let declared = xmlEncoding(bytes[..<close])
  {
    return declared
  }
  var i = 0
  while let open = bytes[i...].firstIndex(of: UInt8(ascii: "<")), open + 1 < end {
    let next = bytes[open + 1]
    if bytes[open...].starts(with: "<!--".utf8) {
      guard let close = commentEnd(bytes, open) else { return nil }
      i = close
    } else if isASCIILetter(next)
      || (next == UInt8(ascii: "/") && open + 2 < end && isASCIILetter(bytes[open + 2]))
    {
      var scanner = HTMLTagScanner(bytes, at: next == UInt8(ascii: "/") ? open + 2 : open + 1)
      let isMeta = next != UInt8(ascii: "/") && packedName(bytes, scanner.name) == packedName("meta")
      if isMeta, let found = metaEncoding(&scanner, bytes) { return found }
      while scanner.nextAttribute() != nil {}
      i = scanner.position
    } else if [UInt8(ascii: "!"), UInt8(ascii: "/"), UInt8(ascii: "?")].contains(next) {
      guard let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
      i = close + 1
    } else {
      i = open + 1
    }
  }
  return nil
}

private func xmlEncoding(_ declaration: ArraySlice<UInt8>) -> CharacterEncoding? {
  guard let start = index(of: "encoding", in: declaration) else { return nil }
  var rest = declaration[start...].drop(while: isHTMLSpace)
  guard rest.popFirst() == UInt8(ascii: "=") else { return nil }
  rest = rest.drop(while: isHTMLSpace)
  guard let quote = rest.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
    return nil
  }
  return encoding(forLabel: rest.prefix { $0 != quote })
}

private func metaEncoding(_ scanner: inout HTMLTagScanner, _ bytes: [UInt8]) -> CharacterEncoding? {
  var isContentType = false
  var charset: CharacterEncoding?
  var content: CharacterEncoding?
  while let attribute = scanner.nextAttribute() {
    let value = bytes[attribute.value]
    switch packedName(bytes, attribute.name) {
    case packedName("charset"): charset = charset ?? encoding(forLabel: value)
    case packedName("http-equiv"): isContentType = value.map(lowercased).elementsEqual("content-type".utf8)
    case packedName("content"): content = content ?? contentEncoding(value)
    default: break
    }
  }
  return charset ?? (isContentType ? content : nil)
}

/// The charset inside `text/html; charset=…`.
private func contentEncoding(_ value: ArraySlice<UInt8>) -> CharacterEncoding? {
  var rest = value
  while let start = index(of: "charset", in: rest) {
    rest = rest[start...].drop(while: isHTMLSpace)
    guard rest.first == UInt8(ascii: "=") else { continue }
    rest = rest.dropFirst().drop(while: isHTMLSpace)
    if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return encoding(forLabel: rest.dropFirst().prefix { $0 != quote })
    }
    return encoding(forLabel: rest.prefix { isHTMLSpace($0) == false && $0 != UInt8(ascii: ";") })
  }
  return nil
}

/// The index behind the first occurrence of a word, whatever its case.
private func index(of word: String, in bytes: ArraySlice<UInt8>) -> Int? {
  let count = word.utf8.count
  var start = bytes.startIndex
  while start + count <= bytes.endIndex {
    if bytes[start..<(start + count)].lazy.map(lowercased).elementsEqual(word.utf8) { return start + count }
    start += 1
  }
  return nil
}
