/// A URI template (RFC 6570, section 2), of any level.
func isURITemplate(_ text: Span<UInt8>) -> Bool {
  var i = 0
  while i < text.count {
    switch text[i] {
    case UInt8(ascii: "{"):
      i += 1
      guard takeExpression(text, &i) else { return false }
    case UInt8(ascii: "%"):
      guard isPercentEncoded(text, i) else { return false }
      i += 3
    // Of ASCII all but controls and these. The apostrophe, which the RFC's grammar leaves out, is allowed: URIs
    // have it.
    case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
      UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "}"):
      return false
    case 0x80...:
      let value = nextScalar(text, &i)
      guard isIRICharacter(value) || isIRIPrivate(value) else { return false }
    default:
      i += 1
    }
  }
  return true
}

/// An operator and variables up to the closing brace, from behind the opening one.
private func takeExpression(_ text: Span<UInt8>, _ i: inout Int) -> Bool {
  if i < text.count {
    switch text[i] {
    case UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ";"),
      UInt8(ascii: "?"), UInt8(ascii: "&"),
      // Reserved for extensions, and part of the grammar.
      UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "|"):
      i += 1
    default: break
    }
  }
  while takeVariable(text, &i), i < text.count {
    i += 1
    if text[i - 1] == UInt8(ascii: "}") { return true }
    guard text[i - 1] == UInt8(ascii: ",") else { return false }
  }
  return false
}

/// A variable's name with its modifier.
private func takeVariable(_ text: Span<UInt8>, _ i: inout Int) -> Bool {
  while true {
    let start = i
    while i < text.count {
      if isASCIILetter(text[i]) || isASCIIDigit(text[i]) || text[i] == UInt8(ascii: "_") {
        i += 1
      } else if text[i] == UInt8(ascii: "%"), isPercentEncoded(text, i) {
        i += 3
      } else {
        break
      }
    }
    guard i > start else { return false }
    guard i < text.count, text[i] == UInt8(ascii: ".") else { break }
    i += 1
  }
  guard i < text.count else { return true }
  if text[i] == UInt8(ascii: "*") {
    i += 1
  } else if text[i] == UInt8(ascii: ":") {
    i += 1
    let start = i
    while i < text.count, isASCIIDigit(text[i]) { i += 1 }
    return i > start && i - start <= 4 && text[start] != UInt8(ascii: "0")
  }
  return true
}
