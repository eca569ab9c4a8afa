/// Keys, strings, numbers, words and what stands between them.
extension TolerantReader {
  /// Why a token was not read.
  enum Trouble {
    /// The text ends inside it.
    case end
    /// It is none that is understood.
    case unclear
  }

  /// Reads a key and its colon.
  mutating func readKey(_ text: Span<UInt8>, _ i: inout Int) -> Trouble? {
    if text[i] == UInt8(ascii: "\"") || text[i] == UInt8(ascii: "'") {
      if let trouble = readString(text, &i) { return trouble }
    } else {
      guard isNamePart(text, i), !isDigit(text[i]) else { return .unclear }
      append(0x22)
      while i < text.count, isNamePart(text, i) || text[i] == UInt8(ascii: "-") {
        append(text[i])
        i += 1
      }
      append(0x22)
      guard i < text.count else { return .end }
      mends.insert(.unquotedKey)
    }
    if let trouble = skipBlanks(text, &i) { return trouble }
    guard i < text.count else { return .end }
    guard text[i] == UInt8(ascii: ":") else { return .unclear }
    i += 1
    append(":")
    return nil
  }

  /// Reads a string, a number or a word.
  mutating func readScalar(_ text: Span<UInt8>, _ i: inout Int) -> Trouble? {
    switch text[i] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): readString(text, &i)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      readNumber(text, &i)
    default: readWord(text, &i)
    }
  }

  /// Reads a string in double or single quotes.
  mutating func readString(_ text: Span<UInt8>, _ i: inout Int) -> Trouble? {
    let quote = text[i]
    if quote == UInt8(ascii: "'") { mends.insert(.singleQuotes) }
    append(0x22)
    i += 1
    while i < text.count {
      let byte = text[i]
      if byte == quote {
        append(0x22)
        i += 1
        return nil
      }
      switch byte {
      case UInt8(ascii: "\\"):
        if let trouble = readEscape(text, &i, in: quote) { return trouble }
        continue
      case 0..<0x20:
        mends.insert(.controlCharacter)
        appendEscaped(byte)
      case UInt8(ascii: "\""): append(#"\""#)
      default: append(byte)
      }
      i += 1
    }
    return .end
  }

  private mutating func readEscape(_ text: Span<UInt8>, _ i: inout Int, in quote: UInt8) -> Trouble? {
    guard i + 1 < text.count else { return .end }
    let byte = text[i + 1]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "u"):
      append(0x5C)
      append(byte)
    case UInt8(ascii: "'"):
      if quote != byte { mends.insert(.escape) }
      append(byte)
    case UInt8(ascii: "x"):
      guard i + 3 < text.count else { return .end }
      guard isHexDigit(text[i + 2]), isHexDigit(text[i + 3]) else { return .unclear }
      mends.insert(.escape)
      append(#"\u00"#)
      append(text[i + 2])
      append(text[i + 3])
      i += 2
    default: return .unclear
    }
    i += 2
    return nil
  }

  /// Reads a number, which is written as it stands but for a plus in front and a point without digits beside it.
  private mutating func readNumber(_ text: Span<UInt8>, _ i: inout Int) -> Trouble? {
    if text[i] == UInt8(ascii: "+") {
      mends.insert(.numberForm)
      i += 1
    } else if text[i] == UInt8(ascii: "-") {
      append(text[i])
      i += 1
    }
    guard i < text.count else { return .end }
    let whole = copyDigits(text, &i)
    // A zero in front of digits may be an octal number, or a code that was meant as text.
    if whole > 1, text[i - whole] == UInt8(ascii: "0") { return .unclear }
    if whole == 0 { append("0") }
    var fraction = 0
    if i < text.count, text[i] == UInt8(ascii: ".") {
      append(".")
      i += 1
      fraction = copyDigits(text, &i)
      if fraction == 0 { append("0") }
      if whole == 0 || fraction == 0 { mends.insert(.numberForm) }
    }
    guard i < text.count else { return .end }
    guard whole + fraction > 0 else { return .unclear }
    if text[i] | 0x20 == UInt8(ascii: "e") {
      append(text[i])
      i += 1
      if i < text.count, text[i] == UInt8(ascii: "-") || text[i] == UInt8(ascii: "+") {
        append(text[i])
        i += 1
      }
      let exponent = copyDigits(text, &i)
      guard i < text.count else { return .end }
      guard exponent > 0 else { return .unclear }
    }
    return nil
  }

  private mutating func copyDigits(_ text: Span<UInt8>, _ i: inout Int) -> Int {
    let start = i
    while i < text.count, isDigit(text[i]) {
      append(text[i])
      i += 1
    }
    return i - start
  }

  private mutating func readWord(_ text: Span<UInt8>, _ i: inout Int) -> Trouble? {
    let start = i
    while i < text.count, isNamePart(text, i) { i += 1 }
    guard i > start else { return .unclear }
    guard i < text.count else { return .end }
    // The longest word that is known has five letters.
    guard i - start <= 5 else { return .unclear }
    var word: [UInt8] = []
    for offset in start..<i { word.append(text[offset]) }
    switch String(decoding: word, as: UTF8.self) {
    case "null", "true", "false": break
    case "None":
      mends.insert(.pythonLiteral)
      word = Array("null".utf8)
    case "True", "False":
      mends.insert(.pythonLiteral)
      word[0] |= 0x20
    default: return .unclear
    }
    written.append(contentsOf: word)
    return nil
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case 0x0A: append(#"\n"#)
    case 0x0D: append(#"\r"#)
    case 0x09: append(#"\t"#)
    default:
      append(byte < 0x10 ? #"\u000"# : #"\u001"#)
      append((byte & 0xF) < 10 ? 0x30 + (byte & 0xF) : 0x57 + (byte & 0xF))
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

private func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }

/// Whether a byte may be part of a name: ASCII letters and digits, `_`, `$`, and any character that is neither ASCII nor in
/// one of the blocks that hold Unicode's blanks, quotes and other punctuation.
private func isNamePart(_ text: Span<UInt8>, _ i: Int) -> Bool {
  let byte = text[i]
  switch byte {
  case 0xC2, 0xE2: return false  // U+0080 to U+00BF, U+2000 to U+2FFF
  case 0xE3: return i + 1 < text.count && text[i + 1] != 0x80  // U+3000 to U+303F
  case 0xEF: return i + 1 < text.count && text[i + 1] < 0xBB  // U+FEC0 and above, full-width signs among them
  case 0x80...: return true
  default: break
  }
  return (byte | 0x20) &- 0x61 < 26 || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
}
