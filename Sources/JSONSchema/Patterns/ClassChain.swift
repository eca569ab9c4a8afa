/// A matcher by hand for the commonest expressions: anchored at both ends, nothing but ASCII characters and
/// classes with counts (`^INV-[0-9]{6}$`, `^[A-Z]{2}[0-9A-Z]{10,30}$`). Four times as fast as PCRE2 with JIT.
///
/// Greedy without backtracking. That is exact because a step with a variable count is only taken where it
/// shares no byte with the step behind it, or nothing follows.
struct ClassChain: Sendable {
  /// A set of ASCII bytes, and how many of them in a row.
  private struct Step: BitwiseCopyable, Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var fewest = 1
    var most = 1

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
      let word = byte < 64 ? low : high
      return byte < 128 && word >> UInt64(byte & 63) & 1 == 1
    }

    /// The bytes as one range, or nil where they are none.
    var range: ClosedRange<UInt8>? {
      let bytes = (UInt8(0)..<128).filter(contains)
      guard let first = bytes.first, let last = bytes.last, bytes.count == Int(last - first) + 1 else {
        return nil
      }
      return first...last
    }

    mutating func insert(_ bytes: ClosedRange<UInt8>) {
      for byte in bytes {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
      }
    }
  }

  private let steps: ContiguousArray<Step>

  /// Nil for an expression of any other shape.
  init?(_ source: String) {
    let text = Array(source.utf8)
    guard text.count >= 2, text[0] == UInt8(ascii: "^"), text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
      return nil
    }
    var steps: ContiguousArray<Step> = []
    var i = 1
    while i < text.count, text[i] != UInt8(ascii: "$") {
      guard var step = Self.atom(text, &i), Self.count(text, &i, &step) else { return nil }
      steps.append(step)
    }
    guard i == text.count - 1 else { return nil }
    for position in steps.indices.dropLast() where steps[position].fewest != steps[position].most {
      // What may follow: the next steps, up to the first that can't be left out.
      for next in steps[(position + 1)...] {
        guard steps[position].low & next.low == 0, steps[position].high & next.high == 0 else { return nil }
        if next.fewest > 0 { break }
      }
    }
    self.steps = steps
  }

  /// The quicker matcher for a short chain of ranges, of which only the last has a variable count.
  var byteRanges: ByteRanges? {
    var ranges: [ClosedRange<UInt8>] = []
    for position in steps.indices {
      let step = steps[position]
      let isVariable = step.fewest != step.most
      guard let range = step.range, step.most <= 16, !isVariable || position == steps.count - 1 else {
        return nil
      }
      ranges += Array(repeating: range, count: step.most)
    }
    return ByteRanges(ranges, fewest: steps.reduce(0) { $0 + $1.fewest })
  }

  /// Whether the whole text is the chain.
  @inline(__always)
  func matches(_ text: Span<UInt8>) -> Bool {
    var i = 0
    for position in steps.indices {
      let step = steps[position]
      let end = step.most > text.count &- i ? text.count : i &+ step.most
      let start = i
      while i < end, step.contains(text[i]) { i &+= 1 }
      if i &- start < step.fewest { return false }
    }
    return i == text.count
  }

  /// One character, `\d`, `\w`, an escaped punctuation mark or a class of these.
  private static func atom(_ text: [UInt8], _ i: inout Int) -> Step? {
    var step = Step()
    switch text[i] {
    case UInt8(ascii: "["):
      i += 1
      guard i < text.count, text[i] != UInt8(ascii: "^"), text[i] != UInt8(ascii: "]") else { return nil }
      while i < text.count, text[i] != UInt8(ascii: "]") {
        guard let low = member(text, &i, into: &step) else { return nil }
        guard i + 1 < text.count, text[i] == UInt8(ascii: "-"), text[i + 1] != UInt8(ascii: "]") else {
          continue
        }
        i += 1
        var end = Step()
        guard let high = member(text, &i, into: &end), low > 0, low <= high else { return nil }
        step.insert(low...high)
      }
      guard i < text.count else { return nil }
      i += 1
      return step
    case UInt8(ascii: "\\"):
      return member(text, &i, into: &step) == nil ? nil : step
    case let byte where ".()|*+?{}]^".utf8.contains(byte):
      return nil
    case let byte:
      i += 1
      step.insert(byte...byte)
      return step
    }
  }

  /// A character, which is returned, or a set, for which zero is.
  private static func member(_ text: [UInt8], _ i: inout Int, into step: inout Step) -> UInt8? {
    guard text[i] == UInt8(ascii: "\\") else {
      step.insert(text[i]...text[i])
      i += 1
      return text[i - 1]
    }
    guard i + 1 < text.count else { return nil }
    let escaped = text[i + 1]
    i += 2
    switch escaped {
    case UInt8(ascii: "d"), UInt8(ascii: "w"):
      step.insert(UInt8(ascii: "0")...UInt8(ascii: "9"))
      if escaped == UInt8(ascii: "w") {
        step.insert(UInt8(ascii: "A")...UInt8(ascii: "Z"))
        step.insert(UInt8(ascii: "a")...UInt8(ascii: "z"))
        step.insert(UInt8(ascii: "_")...UInt8(ascii: "_"))
      }
      return 0
    case _ where isASCIILetter(escaped) || isASCIIDigit(escaped):
      return nil
    default:
      step.insert(escaped...escaped)
      return escaped
    }
  }

  /// `?`, `*`, `+`, `{2}`, `{2,}`, `{2,3}` or nothing; false for a count that is something else (lazy, say).
  private static func count(_ text: [UInt8], _ i: inout Int, _ step: inout Step) -> Bool {
    guard i < text.count else { return false }
    switch text[i] {
    case UInt8(ascii: "?"): (step.fewest, step.most) = (0, 1)
    case UInt8(ascii: "*"): (step.fewest, step.most) = (0, .max)
    case UInt8(ascii: "+"): (step.fewest, step.most) = (1, .max)
    case UInt8(ascii: "{"):
      guard let end = text[i...].firstIndex(of: UInt8(ascii: "}")) else { return false }
      guard text[(i + 1)..<end].allSatisfy({ isASCIIDigit($0) || $0 == UInt8(ascii: ",") }) else {
        return false
      }
      let limits = String(decoding: text[(i + 1)..<end], as: UTF8.self)
        .split(separator: ",", omittingEmptySubsequences: false)
      guard limits.count <= 2, let fewest = Int(limits[0]) else { return false }
      let last = limits[limits.count - 1]
      guard let most = last.isEmpty ? Int.max : Int(last), fewest <= most else { return false }
      (step.fewest, step.most) = (fewest, most)
      i = end
    default: return true
    }
    i += 1
    guard i < text.count else { return false }
    return text[i] != UInt8(ascii: "?")
  }
}
