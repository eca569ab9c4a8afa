/// The text of a string that may hold HTML, on one line: references decoded, tags as spaces, white space collapsed,
/// characters that no reader sees left out.
///
/// - Parameter string: valid UTF-8.
func plainText(_ string: [UInt8]) -> [UInt8] {
  var text = string
  // Written by two programs, each of which took the text for its own: `&amp;#8217;`.
  for _ in 0..<2 where text.contains(UInt8(ascii: "&")) {
    text = decodedReferences(text, 0..<text.count, isAttribute: false)
  }
  if text.contains(UInt8(ascii: "<")) { text = withoutTags(text) }
  if text.contains(0) { text.removeAll { $0 == 0 } }
  var line = LineBuffer()
  line.append(text.span)
  return Array(line.take())
}

private func withoutTags(_ text: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count)
  var i = 0
  /// Behind this there is no `>`: looking again for each `<` would take the square of their number.
  var hasEnd = true
  while i < text.count {
    if text[i] == UInt8(ascii: "<"), hasEnd, i + 1 < text.count,
      isASCIILetter(text[i + 1]) || text[i + 1] == UInt8(ascii: "/") || text[i + 1] == UInt8(ascii: "!")
    {
      if let end = text[i...].firstIndex(of: UInt8(ascii: ">")) {
        result.append(0x20)
        i = end + 1
        continue
      }
      hasEnd = false
    }
    result.append(text[i])
    i += 1
  }
  return result
}
