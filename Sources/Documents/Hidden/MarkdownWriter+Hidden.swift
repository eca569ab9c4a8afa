/// The marks around a hidden part that is kept.
extension MarkdownWriter {
  mutating func beginHiddenPart() {
    add(.paragraph, Array("[hidden part of the page]".utf8)[...])
    isInHiddenPart = true
  }

  mutating func endHiddenPart() {
    isInHiddenPart = false
    add(.paragraph, endMark[...])
  }

  /// A text of a hidden part in which no end of it is written: what hides must not speak as what is seen.
  func withoutEndMark(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard content.contains(UInt8(ascii: "[")) else { return content }
    var result: [UInt8] = []
    for index in content.indices {
      result.append(content[index])
      if content[index...].starts(with: endMark) { result.append(0x20) }
    }
    return result[...]
  }
}

private let endMark = Array("[end of hidden part]".utf8)
