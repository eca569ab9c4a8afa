/// Follows a JSON text as its bytes come, to know when its outermost container has closed. It checks nothing else.
struct JSONExtent: Sendable {
  /// The closing brackets that are due, the innermost last.
  private var due: [UInt8] = []
  private var hasOpened = false
  private var isInString = false
  private var isEscaped = false

  /// The outermost container has closed.
  var isClosed: Bool { hasOpened && due.isEmpty }

  /// Follows the next bytes, and returns how many of them belong to the text.
  mutating func receive(_ bytes: Span<UInt8>) -> Int {
    var (isInString, isEscaped) = (isInString, isEscaped)
    for i in bytes.indices {
      let byte = bytes[i]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        hasOpened = true
        due.append(byte + 2)  // in ASCII
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = due.popLast()
        if due.isEmpty { return i + 1 }
      default: break
      }
    }
    (self.isInString, self.isEscaped) = (isInString, isEscaped)
    return bytes.count
  }

  /// What makes a text that was cut within a string a JSON text again; nil where it was cut elsewhere.
  ///
  /// For the envelope of an answer only, so that what had come of the model's words can be shown. What a model writes is
  /// never closed.
  func closing(_ text: [UInt8]) -> [UInt8]? {
    guard isInString else { return nil }
    var text = text
    // A `\u` escape has six bytes: leave out one that may be unfinished, and the halves of a character.
    if let escape = text.suffix(12).lastIndex(of: UInt8(ascii: "\\")), isEscaped || escape > text.count - 6 {
      text.removeSubrange(escape...)
    }
    while let last = text.last, last >= 0x80 { text.removeLast() }
    return text + [UInt8(ascii: "\"")] + due.reversed()
  }
}
