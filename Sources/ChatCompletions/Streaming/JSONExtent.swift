/// Follows a JSON text as its bytes come, to know when its outermost container has closed. It checks nothing else.
struct JSONExtent: Sendable {
  /// The closing brackets that are due, the innermost last.
  private var due: [UInt8] = []
  private var hasOpened = false
  private var isInString = false
  private var isEscaped = false
  private var count = 0
  /// Where the last escape in a string began, and the one before it.
  private var lastEscape = -12
  private var escapeBefore = -12

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
          (escapeBefore, lastEscape) = (lastEscape, count + i)
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
        if due.isEmpty {
          count += i + 1
          return i + 1
        }
      default: break
      }
    }
    (self.isInString, self.isEscaped) = (isInString, isEscaped)
    count += bytes.count
    return bytes.count
  }

  /// What makes a text that was cut within a string a JSON text again; nil where it was cut elsewhere.
  ///
  /// For the envelope of an answer only, so that what had come of the model's words can be shown. What a model writes is
  /// never closed.
  func closing(_ text: [UInt8]) -> [UInt8]? {
    guard isInString else { return nil }
    var text = text
    var candidate = lastEscape
    if text.count - lastEscape < 6 {  // the length of a `\u` escape: this one may be unfinished
      text.removeSubrange(lastEscape...)
      candidate = escapeBefore
    }
    if candidate + 6 == text.count, Self.isHighSurrogate(text[candidate...]) {
      text.removeSubrange(candidate...)  // half a character
    }
    while let last = text.last, last >= 0x80 { text.removeLast() }
    return text + [UInt8(ascii: "\"")] + due.reversed()
  }

  /// `\uD800` to `\uDBFF`.
  private static func isHighSurrogate(_ escape: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: escape.dropFirst(), as: UTF8.self).lowercased()
    return ["ud8", "ud9", "uda", "udb"].contains { text.hasPrefix($0) }
  }
}
