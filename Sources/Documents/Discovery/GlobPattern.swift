/// A pattern for paths, as in a `.gitignore` file or ripgrep's `--glob`.
///
/// - `*` stands for anything within a name, `?` for one character of it, `[a-z]` and `[!a-z]` for one of a set.
/// - `**/` at the beginning or behind a `/` stands for any folders or none, `/**` at the end for all that is inside.
/// - `{a,b}` stands for either, and may be nested.
/// - A backslash takes its meaning from the character behind it.
///
/// A pattern without `/` is matched against the last name of a path, at any depth; one with `/` against the whole
/// path from the root. A `/` at the end asks for a folder and so for everything below it. A bracket or brace that is
/// not closed stands for itself.
struct GlobPattern: Sendable {
  /// A step of the program. Jumps are relative to nothing: they name a step.
  enum Step: Sendable {
    case character(UInt32)
    /// Any character, `/` too.
    case any
    case anyButSlash
    /// Characters in one of `ranges[indices]`, or in none of them; never a `/`.
    case oneOf(Range<Int>, isNegated: Bool)
    /// Goes on at both.
    case split(Int, Int)
    case jump(Int)
  }

  private let steps: [Step]
  private let ranges: [ClosedRange<UInt32>]
  private let matchesNameOnly: Bool
  let isFolderOnly: Bool

  /// The longest pattern that is taken, in bytes. Time to match grows with it.
  static let maximumByteCount = 1024

  init(_ text: String) {
    self.init(Array(text.utf8)[...])
  }

  init(_ text: ArraySlice<UInt8>) {
    var pattern = text
    if pattern.starts(with: "./".utf8) { pattern = pattern.dropFirst(2) }
    isFolderOnly = pattern.last == UInt8(ascii: "/")
    if isFolderOnly { pattern = pattern.dropLast() }
    matchesNameOnly = pattern.contains(UInt8(ascii: "/")) == false
    if pattern.first == UInt8(ascii: "/") { pattern = pattern.dropFirst() }
    var compiler = GlobCompiler(GlobText(pattern).characters)
    compiler.compile()
    (steps, ranges) = (compiler.steps, compiler.ranges)
  }

  /// - Parameter path: relative to the root, without a `/` at the end.
  func matches(_ path: [UInt8], isFolder: Bool) -> Bool {
    matches(GlobText(path), from: 0, isFolder: isFolder)
  }

  /// - Parameter start: where in the path the part begins that the pattern is for, the beginning of a name.
  func matches(_ path: GlobText, from start: Int, isFolder: Bool) -> Bool {
    if isFolderOnly && isFolder == false { return false }
    return matches(path.characters[(matchesNameOnly ? path.nameStart : start)...])
  }

  /// Follows all ways through the program at once, so that no pattern takes more than steps × characters.
  private func matches(_ text: ArraySlice<UInt32>) -> Bool {
    var current = StepSet(count: steps.count + 1)
    var next = current
    add(0, to: &current)
    for character in text {
      next.removeAll()
      for index in 0..<current.count {
        let step = current[index]
        if step < steps.count, accepts(steps[step], character) { add(step + 1, to: &next) }
      }
      if next.count == 0 { return false }
      swap(&current, &next)
    }
    return current.contains(steps.count)
  }

  private func accepts(_ step: Step, _ character: UInt32) -> Bool {
    let slash = UInt32(UInt8(ascii: "/"))
    switch step {
    case .character(let wanted): return wanted == character
    case .any: return true
    case .anyButSlash: return character != slash
    case .oneOf(let indices, let isNegated):
      return character != slash && ranges[indices].contains { $0.contains(character) } != isNegated
    case .split, .jump: return false
    }
  }

  /// Adds a step and those it leads to without a character.
  private func add(_ step: Int, to set: inout StepSet) {
    guard set.insert(step) else { return }
    var index = set.count - 1
    while index < set.count {
      let step = set[index]
      index += 1
      guard step < steps.count else { continue }
      switch steps[step] {
      case .split(let a, let b):
        _ = set.insert(a)
        _ = set.insert(b)
      case .jump(let target): _ = set.insert(target)
      default: break
      }
    }
  }
}

/// Some of the numbers below a count, in the order in which they came.
private struct StepSet {
  private var members: [Int] = []
  private var isMember: [Bool]

  init(count: Int) {
    isMember = [Bool](repeating: false, count: count)
  }

  var count: Int { members.count }
  subscript(index: Int) -> Int { members[index] }
  func contains(_ step: Int) -> Bool { isMember[step] }

  /// False where it is there already.
  mutating func insert(_ step: Int) -> Bool {
    guard isMember[step] == false else { return false }
    isMember[step] = true
    members.append(step)
    return true
  }

  mutating func removeAll() {
    for step in members { isMember[step] = false }
    members.removeAll(keepingCapacity: true)
  }
}
