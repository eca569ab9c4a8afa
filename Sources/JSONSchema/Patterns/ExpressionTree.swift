/// A regular expression as a tree, where it is regular: no references to groups, nothing looked ahead or behind.
///
/// Read from what ``ECMAPattern`` wrote, which has few forms, so that it means what PCRE2 is given.
indirect enum ExpressionTree {
  case set(CodePointSet)
  case sequence([ExpressionTree])
  case alternatives([ExpressionTree])
  /// `most` is nil for any number. Whether it is lazy makes no difference to whether there is a match.
  case repetition(ExpressionTree, fewest: Int, most: Int?)
  case assertion(Assertion)

  enum Assertion {
    case start, end, wordBoundary, noWordBoundary
  }

  /// Nil for what is not regular, and for classes by Unicode properties, whose version is PCRE2's.
  init?(_ translated: [UInt8]) {
    var reader = Reader(text: translated[...])
    guard let tree = reader.alternatives(), reader.text.isEmpty else { return nil }
    self = tree
  }

  private struct Reader {
    var text: ArraySlice<UInt8>

    mutating func take(_ expected: String) -> Bool {
      guard text.starts(with: expected.utf8) else { return false }
      text = text.dropFirst(expected.utf8.count)
      return true
    }

    mutating func alternatives() -> ExpressionTree? {
      var branches: [ExpressionTree] = []
      repeat {
        var terms: [ExpressionTree] = []
        while let byte = text.first, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
          guard let atom = atom(), let term = quantified(atom) else { return nil }
          terms.append(term)
        }
        branches.append(terms.count == 1 ? terms[0] : .sequence(terms))
      } while take("|")
      return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    mutating func atom() -> ExpressionTree? {
      if take("^") { return .assertion(.start) }
      if take("$") { return .assertion(.end) }
      if take("\\b") { return .assertion(.wordBoundary) }
      if take("\\B") { return .assertion(.noWordBoundary) }
      if take("(?!)") { return .set(CodePointSet([])) }
      if take("(") {
        if take("?"), !take(":") {
          // A group with a name is one like any other here; all else looks around.
          guard take("<"), let letter = text.first, letter != UInt8(ascii: "="), letter != UInt8(ascii: "!"),
            let end = text.firstIndex(of: UInt8(ascii: ">"))
          else { return nil }
          text = text[(end + 1)...]
        }
        guard let inner = alternatives(), take(")") else { return nil }
        return inner
      }
      if take("[") {
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        while !take("]") {
          guard let members = member() else { return nil }
          if members.count == 1, members[0].count == 1, take("-") {
            guard let last = member(), last.count == 1 else { return nil }
            ranges.append(members[0].lowerBound...last[0].lowerBound)
          } else {
            ranges += members
          }
        }
        let set = CodePointSet(ranges)
        return .set(isNegated ? set.inverted : set)
      }
      return member().map { .set(CodePointSet($0)) }
    }

    /// A character or a set of them, in a class or outside.
    mutating func member() -> [ClosedRange<UInt32>]? {
      guard let byte = text.first else { return nil }
      if isASCIILetter(byte) || isASCIIDigit(byte) {
        text = text.dropFirst()
        return [UInt32(byte)...UInt32(byte)]
      }
      if take("\\x{") {
        guard let end = text.firstIndex(of: UInt8(ascii: "}")),
          let value = UInt32(String(decoding: text[..<end], as: UTF8.self), radix: 16), value <= 0x10FFFF
        else { return nil }
        text = text[(end + 1)...]
        return [value...value]
      }
      if take("\\d") { return Self.digits }
      if take("\\D") { return CodePointSet(Self.digits).inverted.ranges }
      if take("\\w") { return Self.wordCharacters }
      if take("\\W") { return CodePointSet(Self.wordCharacters).inverted.ranges }
      return nil
    }

    static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    static let wordCharacters: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]

    mutating func quantified(_ tree: ExpressionTree) -> ExpressionTree? {
      var (fewest, most): (Int, Int?)
      if take("*") {
        (fewest, most) = (0, nil)
      } else if take("+") {
        (fewest, most) = (1, nil)
      } else if take("?") {
        (fewest, most) = (0, 1)
      } else if take("{") {
        guard let end = text.firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let limits = text[..<end].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
          .map { String(decoding: $0, as: UTF8.self) }
        text = text[(end + 1)...]
        guard let low = Int(limits[0]) else { return nil }
        (fewest, most) = (low, low)
        if limits.count == 2 {
          most = Int(limits[1])
          guard most != nil || limits[1].isEmpty else { return nil }
        }
      } else {
        return tree
      }
      _ = take("?")
      return .repetition(tree, fewest: fewest, most: most)
    }
  }
}
