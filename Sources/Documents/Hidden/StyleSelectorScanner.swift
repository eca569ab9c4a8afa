/// Reads one selector.
struct StyleSelectorScanner {
  /// More than any selector that people write: what is longer is passed over.
  private static let maximumCompoundCount = 16

  private let bytes: [UInt8]
  private let end: Int
  private var i: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    i = range.lowerBound
    end = range.upperBound
  }

  /// Appends the compounds of the selector, as far as it is understood: names, ids and classes behind one another.
  ///
  /// False for one that is not, or that no element matches as the page stands, as one with `:hover`: then some of its
  /// compounds may have been appended.
  mutating func appendCompounds(to result: inout [StyleCompound]) -> Bool {
    let start = result.count
    skipSpace()
    while true {
      guard let compound = compound(), result.count - start < StyleSelectorScanner.maximumCompoundCount else {
        return false
      }
      result.append(compound)
      let before = i
      skipSpace()
      guard i < end else { return true }
      if bytes[i] == UInt8(ascii: ">") {
        result[result.count - 1].isParent = true
        i += 1
        skipSpace()
      } else if i == before {
        // Siblings, and what else is not understood.
        return false
      }
    }
  }

  private mutating func skipSpace() {
    while i < end, isHTMLSpace(bytes[i]) { i += 1 }
  }

  private mutating func compound() -> StyleCompound? {
    var compound = StyleCompound()
    let start = i
    while i < end {
      switch bytes[i] {
      case UInt8(ascii: "*") where i == start: i += 1
      case UInt8(ascii: "."):
        i += 1
        guard let name = name(.class), compound.addClass(name) else { return nil }
      case UInt8(ascii: "#"):
        i += 1
        guard compound.id == nil, let name = name(.id) else { return nil }
        compound.id = name
      case UInt8(ascii: "["): if readAttribute(&compound) == false { return nil }
      case UInt8(ascii: ":"): if readPseudoClass(&compound) == false { return nil }
      case UInt8(ascii: ">"), 0x20, 0x09, 0x0A, 0x0C, 0x0D: return i > start ? compound : nil
      default:
        guard i == start else { return nil }
        let nameStart = i
        while i < end, isNameByte(bytes[i]) { i += 1 }
        compound.name = packedName(bytes, nameStart..<i)
        guard compound.name != 0 else { return nil }
      }
    }
    return i > start ? compound : nil
  }

  private mutating func name(_ kind: StyleKey.Kind) -> StyleKey? {
    let start = i
    var hasEscape = false
    while i < end, isNameByte(bytes[i]) || bytes[i] == UInt8(ascii: "\\") {
      if bytes[i] == UInt8(ascii: "\\") {
        hasEscape = true
        var ignored: [UInt8] = []
        i = appendEscape(bytes[..<end], at: i, to: &ignored)
      } else {
        i += 1
      }
    }
    guard i > start else { return nil }
    guard hasEscape else { return StyleKey(kind, bytes, start..<i) }
    let plain = plainStyle(bytes[start..<i])
    return StyleKey(kind, plain, plain.indices)
  }

  /// `[hidden]` and `[aria-hidden=true]`: of other attributes too little is known.
  private mutating func readAttribute(_ compound: inout StyleCompound) -> Bool {
    guard let close = bytes[i..<end].firstIndex(of: UInt8(ascii: "]")) else { return false }
    let content = bytes[(i + 1)..<close].filter { isHTMLSpace($0) == false && $0 != 0x22 && $0 != 0x27 }
    i = close + 1
    switch String(decoding: content.prefix(20).map(lowercased), as: UTF8.self) {
    case "hidden": compound.isHidden = true
    case "aria-hidden=true": compound.isAriaHidden = true
    default: return false
    }
    return true
  }

  private mutating func readPseudoClass(_ compound: inout StyleCompound) -> Bool {
    if take(":first-child") {
      compound.isFirst = true
    } else if take(":last-child") {
      compound.isLast = true
    } else if take(":not(:first-child)") {
      compound.isFirst = false
    } else if take(":not(:last-child)") {
      compound.isLast = false
    } else if take(":not(.") {
      guard compound.otherClass == nil, let name = name(.class), i < end, bytes[i] == UInt8(ascii: ")") else {
        return false
      }
      i += 1
      compound.otherClass = name
    } else {
      return false
    }
    return i == end || isNameByte(bytes[i]) == false
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard bytes[i..<end].lazy.map(lowercased).starts(with: wanted) else { return false }
    i += wanted.count
    return true
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    isASCIILetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }
}
