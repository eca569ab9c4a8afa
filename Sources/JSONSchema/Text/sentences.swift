import JSON

/// A value as it is written, cut short to about 80 bytes.
func shortText(of document: JSONDocument, _ node: Int) -> String {
  cutShort(document.bytes[document.nodes[node].rawRange])
}

/// UTF-8 text, cut between code points after about 80 bytes and marked with `…`.
func cutShort(_ bytes: ArraySlice<UInt8>) -> String {
  guard bytes.count > 80 else { return String(decoding: bytes, as: UTF8.self) }
  var end = bytes.startIndex + 76
  while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
  return String(decoding: bytes[..<end], as: UTF8.self) + "…"
}

/// A string as JSON, in quotes, cut short.
func quoted(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.appendJSONString(text)
  return cutShort(bytes[...])
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
