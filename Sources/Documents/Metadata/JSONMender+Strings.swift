/// A quote that opens or closes a string.
enum JSONQuote {
  case double, single
  /// The quotes that an editor for prose makes of them.
  case curly

  var length: Int { self == .curly ? 3 : 1 }

  init?(_ bytes: [UInt8], _ i: Int) {
    switch bytes[i] {
    case UInt8(ascii: "\""): self = .double
    case UInt8(ascii: "'"): self = .single
    case 0xE2 where i + 2 < bytes.count && bytes[i + 1] == 0x80 && (0x9C...0x9E).contains(bytes[i + 2]):
      self = .curly
    default: return nil
    }
  }

  /// True if a string that this quote opened can end with the other.
  func isClosed(by other: JSONQuote) -> Bool {
    self == other || (self == .curly && other == .double)
  }
}

/// Strings and the space between values.
extension JSONMender {
  /// How far is looked ahead to tell what a quote or a line break is: bounds the time that a hostile text takes.
  private static let lookahead = 64

  /// Reads a string. False, with the place at the end, if the text ends before the string does.
  mutating func string(_ quote: JSONQuote, isKey: Bool) -> Bool {
    i += quote.length
    output.append(UInt8(ascii: "\""))
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "\\"):
        guard escape() else { return false }
      case 0x0A where isKey == false && isNameAhead(spaceEnd(i)):
        // The next line begins with a name: the quote was forgotten.
        while let last = output.last, last == 0x20 || last == UInt8(ascii: ",") { output.removeLast() }
        output.append(UInt8(ascii: "\""))
        return true
      case UInt8(ascii: "\""), UInt8(ascii: "'"), 0xE2:
        let other = JSONQuote(bytes, i)
        if let other, quote.isClosed(by: other), isKey || isEnd(i + other.length) {
          i += other.length
          output.append(UInt8(ascii: "\""))
          return true
        }
        appendInString(bytes[i])
        i += 1
      default:
        appendInString(bytes[i])
        i += 1
      }
    }
    return false
  }

  /// Copies an escape, without the backslash where JSON has no such escape. False at the end of the text.
  private mutating func escape() -> Bool {
    guard i + 1 < bytes.count else {
      i = bytes.count
      return false
    }
    let next = bytes[i + 1]
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      output.append(contentsOf: bytes[i...(i + 1)])
      i += 2
    case UInt8(ascii: "u"):
      i += unicodeEscape()
    default: i += 1
    }
    return true
  }

  /// Copies `\uXXXX`, a pair of surrogates whole. Returns how many bytes were read.
  private mutating func unicodeEscape() -> Int {
    guard let unit = hexUnit(i + 2) else { return 2 }
    switch unit {
    case 0xD800..<0xDC00:
      if i + 7 < bytes.count, bytes[i + 6] == UInt8(ascii: "\\"), bytes[i + 7] == UInt8(ascii: "u"),
        let low = hexUnit(i + 8), (0xDC00..<0xE000).contains(low)
      {
        output.append(contentsOf: bytes[i..<(i + 12)])
        return 12
      }
      output.append("\u{FFFD}")
    case 0xDC00..<0xE000: output.append("\u{FFFD}")
    default: output.append(contentsOf: bytes[i..<(i + 6)])
    }
    return 6
  }

  private func hexUnit(_ start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[start..<(start + 4)] {
      guard let digit = hexadecimalDigit(byte) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  /// True if the quote before an index ends its string, as far as what follows tells.
  private func isEnd(_ start: Int) -> Bool {
    let next = spaceEnd(start)
    guard next < bytes.count else { return true }
    let isInObject = containers.last?.isObject ?? false
    switch bytes[next] {
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return true
    case UInt8(ascii: "/"): return isComment(next)
    case UInt8(ascii: ","):
      let after = spaceEnd(next + 1)
      guard after < bytes.count else { return true }
      switch bytes[after] {
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","): return true
      case UInt8(ascii: "/"): return isComment(after)
      default: return isInObject ? isNameAhead(after) : isElementAhead(after)
      }
    default:
      // A comma is missing.
      guard next > start, JSONQuote(bytes, next) != nil || isInObject == false else { return false }
      return isInObject
        ? isNameAhead(next) : bytes[start..<next].contains(0x0A) && isElementAhead(next)
    }
  }

  /// True if an element of an array may begin at an index.
  private func isElementAhead(_ start: Int) -> Bool {
    if JSONQuote(bytes, start) != nil { return true }
    switch bytes[start] {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"): return true
    case let byte where isDigit(byte): return true
    default:
      return ["true", "false", "null"].contains { bytes[start...].starts(with: $0.utf8) }
    }
  }

  /// True if a member's name with its colon begins at an index, or what is left of it where the text is cut off.
  private func isNameAhead(_ start: Int) -> Bool {
    guard start < bytes.count else { return false }
    let quote = JSONQuote(bytes, start)
    let name = start + (quote?.length ?? 0)
    let limit = min(name + JSONMender.lookahead, bytes.count)
    var end = name
    while end < limit, isKeyByte(bytes[end]) { end += 1 }
    guard end < bytes.count else { return quote != nil }
    guard end > name, end < limit else { return false }
    if let quote {
      guard let other = JSONQuote(bytes, end), quote.isClosed(by: other) else { return false }
      end += other.length
    }
    end = spaceEnd(end)
    return end == bytes.count || bytes[end] == UInt8(ascii: ":")
  }

  func isKeyByte(_ byte: UInt8) -> Bool {
    isASCIILetter(byte) || isDigit(byte) || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "$")
  }

  /// Behind the white space that begins at an index, as far as is looked ahead.
  func spaceEnd(_ start: Int) -> Int {
    var end = start
    let limit = min(start + JSONMender.lookahead, bytes.count)
    while end < limit, bytes[end] <= 0x20 { end += 1 }
    return end
  }

  private func isComment(_ i: Int) -> Bool {
    bytes[i...].starts(with: "//".utf8) || bytes[i...].starts(with: "/*".utf8)
  }

  /// Skips white space, controls, comments, and between values the wrappers for readers that know no scripts.
  mutating func skipSpace() {
    while i < bytes.count {
      switch bytes[i] {
      case 0...0x20, 0x7F: i += 1
      case 0xC2 where bytes[i...].starts(with: [0xC2, 0xA0]): i += 2
      case 0xEF where bytes[i...].starts(with: [0xEF, 0xBB, 0xBF]): i += 3
      case 0xE2 where bytes[i...].starts(with: [0xE2, 0x80, 0x8B]): i += 3
      case UInt8(ascii: "/") where bytes[i...].starts(with: "//".utf8):
        i = bytes[i...].firstIndex(of: 0x0A) ?? bytes.count
      case UInt8(ascii: "/") where bytes[i...].starts(with: "/*".utf8): skipComment()
      case UInt8(ascii: "<") where bytes[i...].starts(with: "<!--".utf8): i += 4
      case UInt8(ascii: "<") where bytes[i...].starts(with: "<![CDATA[".utf8): i += 9
      case UInt8(ascii: "-") where bytes[i...].starts(with: "-->".utf8): i += 3
      case UInt8(ascii: "]") where containers.isEmpty && bytes[i...].starts(with: "]]>".utf8): i += 3
      default: return
      }
    }
  }

  private mutating func skipComment() {
    i += 2
    while let star = bytes[i...].firstIndex(of: UInt8(ascii: "*")) {
      i = star + 1
      if i < bytes.count, bytes[i] == UInt8(ascii: "/") {
        i += 1
        return
      }
    }
    i = bytes.count
  }
}
