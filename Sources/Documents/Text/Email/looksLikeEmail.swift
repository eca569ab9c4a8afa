/// True if a text without the extension of one is surely a mail as it was sent: it begins with header fields, one of
/// which only a mail server or mail program writes.
///
/// A memo that begins with `From:` and `Subject:` is no mail: its other lines would not be read.
func looksLikeEmail(_ text: [UInt8]) -> Bool {
  let text = text.prefix(1 << 16)
  var names: Set<String> = []
  var start = text.startIndex
  while start < text.endIndex {
    let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
    let line = text[start..<end]
    if line.isEmpty || line.elementsEqual([0x0D]) { break }
    if isBlank(line[start]), names.isEmpty == false {
    } else if start == text.startIndex, line.starts(with: "From ".utf8) {
    } else if let colon = fieldNameEnd(line), line[colon - 1] != 0x20 {
      names.insert(String(decoding: line[..<colon].map(lowercased), as: UTF8.self))
    } else {
      return false
    }
    start = end + 1
  }
  let hasSender = names.contains("from") || names.contains("return-path")
  return hasSender
    && names.isDisjoint(with: ["received", "message-id", "mime-version", "return-path", "delivered-to"])
      == false
}
