/// A language as a page names it, as written; nil for what can be no tag of one (https://www.rfc-editor.org/rfc/rfc5646).
func languageTag(_ value: [UInt8]) -> [UInt8]? {
  let tag = trimmed(value[...])
  guard (1...35).contains(tag.count),
    tag.allSatisfy({ isASCIILetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
  else { return nil }
  return Array(tag)
}
