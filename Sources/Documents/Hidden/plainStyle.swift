/// CSS without its comments, its escapes decoded (https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point).
func plainStyle(_ style: ArraySlice<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(style.count)
  var i = style.startIndex
  while i < style.endIndex {
    switch style[i] {
    case UInt8(ascii: "/") where i + 1 < style.endIndex && style[i + 1] == UInt8(ascii: "*"):
      i = styleCommentEnd(style, i)
      result.append(0x20)
    case UInt8(ascii: "\\"):
      i = appendEscape(style, at: i, to: &result)
    default:
      result.append(style[i])
      i += 1
    }
  }
  return result
}

func hasComment(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
  var i = range.lowerBound
  while let slash = bytes[i..<range.upperBound].firstIndex(of: UInt8(ascii: "/")) {
    if slash + 1 < range.upperBound, bytes[slash + 1] == UInt8(ascii: "*") { return true }
    i = slash + 1
  }
  return false
}

/// The index behind the comment that begins at an index, the end if it has none.
func styleCommentEnd(_ style: ArraySlice<UInt8>, _ start: Int) -> Int {
  var i = start + 2
  while i < style.endIndex, let star = style[i...].firstIndex(of: UInt8(ascii: "*")) {
    if star + 1 < style.endIndex, style[star + 1] == UInt8(ascii: "/") { return star + 2 }
    i = star + 1
  }
  return style.endIndex
}

/// Appends what the escape at an index stands for and returns the index behind it.
func appendEscape(_ style: ArraySlice<UInt8>, at start: Int, to result: inout [UInt8]) -> Int {
  var i = start + 1
  var value: UInt32 = 0
  while i < style.endIndex, i < start + 7, let digit = hexadecimalDigit(style[i]) {
    value = value << 4 | digit
    i += 1
  }
  guard i > start + 1 else {
    guard i < style.endIndex else { return i }
    result.append(style[i])
    return i + 1
  }
  result.append(Unicode.Scalar(value) ?? "\u{FFFD}")
  return i < style.endIndex && isHTMLSpace(style[i]) ? i + 1 : i
}
