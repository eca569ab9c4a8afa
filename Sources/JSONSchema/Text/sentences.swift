import JSON

/// A value as it is written, on one line and cut short to about 80 bytes.
func shortText(of document: JSONDocument, _ node: Int) -> String {
  let text = document.bytes[document.nodes[node].rawRange]
  guard text.prefix(80).contains(where: { $0 < 0x20 }) else { return cutShort(text) }
  // Line breaks and tabs stand between values only, and are as good as one space with those that follow.
  var line: [UInt8] = []
  for byte in text.prefix(400) {
    if byte > 0x20 { line.append(byte) } else if line.last != 0x20 { line.append(0x20) }
  }
  return cutShort(line[...])
}

/// UTF-8 text, cut between code points after about 80 bytes and marked with `…`.
func cutShort(_ bytes: ArraySlice<UInt8>, limit: Int = 80) -> String {
  guard bytes.count > limit else { return String(decoding: bytes, as: UTF8.self) }
  var end = bytes.startIndex + limit - 4
  while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
  return String(decoding: bytes[..<end], as: UTF8.self) + "…"
}

/// A string as JSON, in quotes, cut short.
func quoted(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.appendJSONString(text)
  return cutShort(bytes[...])
}

/// A URI in quotes. What matters of it is often its end, so that it is cut only where it is very long.
func quotedURI(_ uri: String) -> String {
  var bytes: [UInt8] = []
  bytes.appendJSONString(uri)
  return cutShort(bytes[...], limit: 1000)
}

/// `1 item`, `2 items`.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(plural ?? noun + "s")"
}

/// `is` for one, `are` for any other number.
func isOrAre(_ count: Int) -> String { count == 1 ? "is" : "are" }

/// `a, b or c`.
func listed(_ parts: [String], _ conjunction: String) -> String {
  guard parts.count > 1 else { return parts.first ?? "" }
  return parts.dropLast().joined(separator: ", ") + " \(conjunction) " + (parts.last ?? "")
}
