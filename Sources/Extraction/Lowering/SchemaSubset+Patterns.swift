import ChatCompletions

extension SchemaSubset.Patterns {
  /// A pattern as a server takes it; nil where it doesn't.
  func written(_ pattern: String) -> String? {
    guard self != .none else { return nil }
    let bytes = Array(pattern.utf8)
    var written: [UInt8] = []
    var position = 0
    var isInClass = false
    while position < bytes.count {
      let byte = bytes[position]
      let next = position + 1 < bytes.count ? bytes[position + 1] : 0
      switch byte {
      case UInt8(ascii: "\\"):
        // References back, word boundaries, properties and named groups need more than an automaton.
        if "bBpPkcux123456789".utf8.contains(next) { return nil }
        if self == .whole {
          guard let spelled = Self.spelled(next, isInClass: isInClass) else { return nil }
          written += spelled.utf8
        } else {
          written += [byte, next]
        }
        position += 2
        continue
      case UInt8(ascii: "(") where !isInClass && next == UInt8(ascii: "?"):
        // Looking ahead and behind; only a group without a number is plain.
        guard position + 2 < bytes.count, bytes[position + 2] == UInt8(ascii: ":") else { return nil }
      case UInt8(ascii: "?") where !isInClass && position > 0 && "*+?}".utf8.contains(bytes[position - 1]):
        // A lazy quantifier: all the same to an automaton, but not all know it.
        return nil
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "^") where self == .whole && !isInClass && position > 0: return nil
      case UInt8(ascii: "$") where self == .whole && !isInClass && position < bytes.count - 1: return nil
      // Beside "|", "^" and "$" belong to the outer alternatives only.
      case UInt8(ascii: "|") where self == .whole && !isInClass && Self.isOutside(position, bytes): return nil
      default: break
      }
      written.append(byte)
      position += 1
    }
    if self == .whole {
      guard bytes.first == UInt8(ascii: "^"), bytes.last == UInt8(ascii: "$"), bytes.count > 2 else {
        return nil
      }
    }
    return String(decoding: written, as: UTF8.self)
  }

  /// What stands behind a backslash, for grammars that know few escapes; nil where it can't be said.
  private static func spelled(_ character: UInt8, isInClass: Bool) -> String? {
    switch character {
    case UInt8(ascii: "d"): return isInClass ? "0-9" : "[0-9]"
    case UInt8(ascii: "w"): return isInClass ? "A-Za-z0-9_" : "[A-Za-z0-9_]"
    case UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "r"): break
    case _ where isASCIIWord(character): return nil
    case UInt8(ascii: "-"), UInt8(ascii: "^"): if isInClass { return nil }
    default: break
    }
    let keepsBackslash = isInClass ? "tnr[]\\" : "tnr.[](){}|*+?^$\\"
    let text = String(UnicodeScalar(character))
    return keepsBackslash.utf8.contains(character) ? "\\" + text : text
  }

  private static func isASCIIWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte >= 0x80 || byte == 0
  }

  /// Whether a place is in no group.
  private static func isOutside(_ position: Int, _ bytes: [UInt8]) -> Bool {
    var depth = 0
    var index = 0
    while index < position {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      index += 1
    }
    return depth == 0
  }
}
