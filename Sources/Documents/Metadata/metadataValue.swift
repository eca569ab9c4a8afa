/// A value as the head has it: the words of schema.org without its address, and nothing for any other address.
///
/// - Parameter text: one line.
func metadataValue(_ text: [UInt8]) -> [UInt8] {
  guard text.contains(0x20) == false else { return text }
  let start = text.prefix(6).map(lowercased)
  guard
    start.starts(with: "http:/".utf8) || start.starts(with: "https:".utf8) || start.starts(with: "//".utf8)
      || start.starts(with: "data:".utf8)
  else { return text }
  for prefix in [
    "http://schema.org/", "https://schema.org/", "http://www.schema.org/", "https://www.schema.org/",
  ]
  where text.starts(with: prefix.utf8) {
    return Array(text.dropFirst(prefix.utf8.count))
  }
  return []
}
