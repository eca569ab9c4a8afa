/// Makes the program of a pattern, in one pass over its characters.
struct GlobCompiler {
  private(set) var steps: [GlobPattern.Step] = []
  private(set) var ranges: [ClosedRange<UInt32>] = []

  private let pattern: [UInt32]
  private var position = 0
  private var braces: [Brace] = []
  /// For each `{` that has its `}`: true. The `}` and the commas between them need no mark.
  private var isClosed: [Bool]

  /// Up to here no set is closed: looking for the end of each `[` again would take the square of their number.
  private var isOpenUntil = 0

  /// An open `{`: the split before its last alternative, and the jumps at the ends of those before.
  private struct Brace {
    var split: Int
    var jumps: [Int] = []
  }

  init(_ pattern: [UInt32]) {
    self.pattern = pattern
    isClosed = Array(repeating: false, count: pattern.count)
    var open: [Int] = []
    var index = 0
    while index < pattern.count {
      switch pattern[index] {
      case "\\": index += 1
      case "[": index = classEnd(index) ?? index
      case "{": open.append(index)
      case "}": if let start = open.popLast() { isClosed[start] = true }
      default: break
      }
      index += 1
    }
    isOpenUntil = 0
  }

  mutating func compile() {
    while position < pattern.count {
      let character = pattern[position]
      position += 1
      switch character {
      case "\\" where position < pattern.count:
        steps.append(.character(pattern[position]))
        position += 1
      case "?": steps.append(.anyButSlash)
      case "*": star()
      case "[":
        if let end = classEnd(position - 1) {
          characterClass(until: end)
        } else {
          steps.append(.character(character))
        }
      case "{" where isClosed[position - 1]:
        braces.append(Brace(split: steps.count))
        steps.append(.split(steps.count + 1, steps.count + 1))
      case "," where braces.isEmpty == false:
        let last = braces.count - 1
        braces[last].jumps.append(steps.count)
        steps.append(.jump(0))
        steps[braces[last].split] = .split(braces[last].split + 1, steps.count)
        braces[last].split = steps.count
        steps.append(.split(steps.count + 1, steps.count + 1))
      case "}" where braces.isEmpty == false:
        for jump in braces.removeLast().jumps { steps[jump] = .jump(steps.count) }
      default: steps.append(.character(character))
      }
    }
  }

  /// Behind a `*`: one star, or two that stand alone between slashes.
  private mutating func star() {
    let start = position - 1
    while position < pattern.count, pattern[position] == "*" { position += 1 }
    let isBehindSlash = start == 0 || pattern[start - 1] == "/" || isEndOfAlternative(start - 1)
    guard position - start == 2, isBehindSlash else { return repeated(.anyButSlash) }
    if position == pattern.count || isEndOfAlternative(position) {
      steps.append(.any)
      repeated(.any)
    } else if pattern[position] == "/" {
      position += 1
      let split = steps.count
      steps.append(.split(split + 1, 0))
      repeated(.any)
      steps.append(.character("/"))
      steps[split] = .split(split + 1, steps.count)
    } else {
      repeated(.anyButSlash)
    }
  }

  /// Whether one of the characters around the alternatives in braces stands at an index.
  private func isEndOfAlternative(_ index: Int) -> Bool {
    braces.isEmpty == false && (pattern[index] == "{" || pattern[index] == "," || pattern[index] == "}")
  }

  /// A step any number of times.
  private mutating func repeated(_ step: GlobPattern.Step) {
    let start = steps.count
    steps += [.split(start + 1, start + 3), step, .jump(start)]
  }

  /// Where the `]` of the set is that begins at an index; nil where there is none.
  private mutating func classEnd(_ start: Int) -> Int? {
    guard start >= isOpenUntil else { return nil }
    var index = start + 1
    if index < pattern.count, pattern[index] == "!" || pattern[index] == "^" { index += 1 }
    // A `]` that comes first is one of the set.
    let first = index
    while index < pattern.count, pattern[index] != "/" {
      if pattern[index] == "]", index > first { return index }
      if pattern[index] == "\\" {
        index += 1
      } else if let end = namedClassEnd(index) {
        index = end
      }
      index += 1
    }
    isOpenUntil = index
    return nil
  }

  /// Where the last character is of a `[:name:]` that begins at an index; nil where none does.
  private func namedClassEnd(_ start: Int) -> Int? {
    guard pattern[start...].starts(with: [0x5B, 0x3A]) else { return nil }
    var index = start + 2
    while index < pattern.count, index < start + 9, pattern[index] != "]" {
      if pattern[index] == ":" {
        return index + 1 < pattern.count && pattern[index + 1] == "]" ? index + 1 : nil
      }
      index += 1
    }
    return nil
  }

  private mutating func characterClass(until end: Int) {
    let first = ranges.count
    let isNegated = pattern[position] == "!" || pattern[position] == "^"
    if isNegated { position += 1 }
    while position < end {
      if let last = namedClassEnd(position) {
        let name = pattern[(position + 2)..<(last - 1)].compactMap { Unicode.Scalar($0) }
        ranges += namedRanges(String(String.UnicodeScalarView(name)))
        position = last + 1
        continue
      }
      let low = member()
      if position + 1 < end, pattern[position] == "-" {
        position += 1
        let high = member()
        // A range that runs backwards holds nothing.
        if low <= high { ranges.append(low...high) }
      } else {
        ranges.append(low...low)
      }
    }
    position = end + 1
    steps.append(.oneOf(first..<ranges.count, isNegated: isNegated))
  }

  private mutating func member() -> UInt32 {
    if pattern[position] == "\\" { position += 1 }
    position += 1
    return pattern[position - 1]
  }

  private func namedRanges(_ name: String) -> [ClosedRange<UInt32>] {
    let (digit, upper, lower): (ClosedRange<UInt32>, ClosedRange<UInt32>, ClosedRange<UInt32>) =
      (0x30...0x39, 0x41...0x5A, 0x61...0x7A)
    switch name {
    case "digit": return [digit]
    case "upper": return [upper]
    case "lower": return [lower]
    case "alpha": return [upper, lower]
    case "alnum": return [digit, upper, lower]
    case "xdigit": return [digit, 0x41...0x46, 0x61...0x66]
    case "space": return [0x09...0x0D, 0x20...0x20]
    case "punct": return [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
    default: return []
    }
  }
}

extension UInt32 {
  /// Patterns are compared with ASCII characters.
  fileprivate static func ~= (character: Unicode.Scalar, value: UInt32) -> Bool { character.value == value }
  fileprivate static func == (value: UInt32, character: Unicode.Scalar) -> Bool { character.value == value }
  fileprivate static func != (value: UInt32, character: Unicode.Scalar) -> Bool { character.value != value }
}

extension GlobPattern.Step {
  fileprivate static func character(_ character: Unicode.Scalar) -> Self { .character(character.value) }
}
