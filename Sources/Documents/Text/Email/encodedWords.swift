/// A header's value with its encoded words decoded (RFC 2047), in valid UTF-8.
///
/// Words outside of them are UTF-8, or windows-1252 where they can't be.
func decodedHeader(_ value: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  // Encoded words beside each other are one text: some mailers cut inside a character.
  var pending: (charset: ArraySlice<UInt8>, bytes: [UInt8])?
  var i = 0
  var plainStart = 0

  func flush() {
    if let (charset, bytes) = pending {
      result.append(contentsOf: decodedMailText(bytes, charset: charset.isEmpty ? nil : Array(charset)))
    }
    pending = nil
  }

  while i < value.count {
    guard value[i] == UInt8(ascii: "="), let word = EncodedWord(value, at: i) else {
      i += 1
      continue
    }
    let plain = value[plainStart..<i]
    if pending == nil || plain.contains(where: { isHTMLSpace($0) == false }) {
      flush()
      result.append(contentsOf: decodedMailText(Array(plain), charset: nil))
    }
    if pending != nil, pending!.charset.elementsEqual(word.charset) {
      pending!.bytes.append(contentsOf: word.bytes)
    } else {
      flush()
      pending = (word.charset, word.bytes)
    }
    i = word.end
    plainStart = i
  }
  flush()
  result.append(contentsOf: decodedMailText(Array(value[plainStart...]), charset: nil))
  return result
}

/// A text with its white space collapsed.
func oneLine(_ text: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  for part in text.split(whereSeparator: isHTMLSpace) {
    if result.isEmpty == false { result.append(0x20) }
    result.append(contentsOf: part)
  }
  return result
}

/// `=?charset?Q?text?=`
private struct EncodedWord {
  let charset: ArraySlice<UInt8>
  let bytes: [UInt8]
  let end: Int

  init?(_ value: [UInt8], at start: Int) {
    let question = UInt8(ascii: "?")
    guard start + 1 < value.count, value[start + 1] == question,
      let charsetEnd = value[(start + 2)...].prefix(64).firstIndex(of: question),
      charsetEnd + 2 < value.count,
      value[charsetEnd + 2] == question,
      // No question mark stands in the text of an encoded word: the search ends at the next one.
      let textEnd = value[(charsetEnd + 3)...].firstIndex(of: question), textEnd + 1 < value.count,
      value[textEnd + 1] == UInt8(ascii: "=")
    else { return nil }
    let text = value[(charsetEnd + 3)..<textEnd]
    switch lowercased(value[charsetEnd + 1]) {
    case UInt8(ascii: "b"): bytes = decodedBase64(text)
    case UInt8(ascii: "q"):
      bytes = decodedQuotedPrintable(text.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }[...])
    default: return nil
    }
    // RFC 2231 puts a language behind the charset: `utf-8*en`.
    charset = value[(start + 2)..<charsetEnd].prefix { $0 != UInt8(ascii: "*") }
    end = textEnd + 2
  }
}
