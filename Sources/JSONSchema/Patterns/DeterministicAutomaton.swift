/// An expression as a table that is walked once over a text, byte by byte: no expression makes it explode.
///
/// On short strings 1.1 to 8 times as fast as PCRE2 with JIT; slower where a word is sought in a long text (0.4 to 2 ns
/// a byte), for which PCRE2 has vector instructions.
struct DeterministicAutomaton: Sendable {
  /// The class of each byte: bytes that the expression never tells apart share one.
  private let classes: ContiguousArray<UInt8>
  /// Where each state goes with each class of bytes, and last with the end of the text. A state is the offset
  /// of its row.
  private let table: ContiguousArray<UInt16>
  private let start: UInt16
  /// The bytes that lead from the start to the start; empty where few do.
  private let skipped: ContiguousArray<Bool>
  /// The state behind a match; nothing that follows matters.
  private let found: UInt16
  /// The state from which there is no match.
  private static let lost: UInt16 = 0

  /// Entries of one table, as many as their offsets' type can tell apart: 128 kB.
  private static let sizeLimit = Int(UInt16.max)
  /// Steps of building the table, what takes about two milliseconds. What needs more is left to PCRE2.
  private static let workLimit = 100_000

  /// Nil for an expression whose table would be too large.
  init?(_ tree: ExpressionTree) {
    guard let graph = NondeterministicAutomaton(tree) else { return nil }
    let classes = ByteClasses(graph)
    let width = classes.count + 1
    guard let rows = Self.rows(graph, classes) else { return nil }
    let isOpen = Self.rowsThatLeadToAMatch(rows)
    // The rows of what is lost and what is found come first.
    let found = UInt16(width)
    func offset(_ target: Target) -> UInt16 {
      switch target {
      case .found: found
      case .row(let row) where isOpen[row]: UInt16((row + 2) * width)
      case .row, .lost: Self.lost
      }
    }
    var table = ContiguousArray(repeating: Self.lost, count: 2 * width)
    for row in rows { table += row.map(offset) }
    self.classes = classes.classOfByte
    self.table = table
    let start = offset(.row(0))
    self.start = start
    let skipped = classes.classOfByte.map { table[Int(start) + Int($0)] == start }
    self.skipped = skipped.filter { $0 }.count >= 64 ? ContiguousArray(skipped) : []
    self.found = found
  }

  /// Whether the expression is found anywhere in valid UTF-8.
  @inline(__always)
  func matches(_ text: Span<UInt8>) -> Bool {
    let (table, classes, found) = (table.span, classes.span, found)
    var state = start
    var i = 0
    if !skipped.isEmpty {
      // What can't begin a match is passed without waiting for the table, in a quarter of the time.
      let skipped = skipped.span
      while i < text.count, skipped[Int(text[i])] { i &+= 1 }
    }
    while i < text.count {
      if state <= found { return state == found }
      state = table[Int(state) &+ Int(classes[Int(text[i])])]
      i &+= 1
    }
    if state <= found { return state == found }
    // The last column is for the end.
    return table[Int(state) &+ Int(found) &- 1] == found
  }

  /// Where a row goes with a class of bytes.
  private enum Target {
    case row(Int), found, lost
  }

  /// A set of states of the graph, and what has to be known about the place where it is.
  private struct Kernel: Hashable {
    var states: [Int]
    var isStart: Bool
    var isAfterWord: Bool
  }

  /// The rows of the table (the subset construction): where each class leads, and last the end. Nil where there
  /// are too many.
  private static func rows(_ graph: NondeterministicAutomaton, _ classes: ByteClasses) -> [[Target]]? {
    var kernels = [Kernel(states: [graph.start], isStart: graph.hasStartAssertions, isAfterWord: false)]
    var indices = [kernels[0]: 0]
    var rows: [[Target]] = []
    var seen = NondeterministicAutomaton.SeenStates(graph)
    var next: [[Int]] = Array(repeating: [], count: classes.count)
    var steps = 0
    while rows.count < kernels.count {
      let kernel = kernels[rows.count]
      func closure(isBeforeWord: Bool, isEnd: Bool) -> [Int]? {
        graph.closure(
          kernel.states,
          .init(
            isStart: kernel.isStart, isAfterWord: kernel.isAfterWord, isBeforeWord: isBeforeWord, isEnd: isEnd
          ),
          seen: &seen)
      }
      var row = Array(repeating: Target.found, count: classes.count)
      for isWord in graph.hasWordAssertions ? [false, true] : [false] {
        guard let reached = closure(isBeforeWord: isWord, isEnd: false) else { continue }
        for index in reached {
          guard case .bytes(let range, let target) = graph.states[index] else { continue }
          let (first, last) = (classes[range.lowerBound], classes[range.upperBound])
          steps += last - first + 1
          for byteClass in first...last { next[byteClass].append(target) }
        }
        for byteClass in 0..<classes.count {
          defer { next[byteClass].removeAll(keepingCapacity: true) }
          guard !graph.hasWordAssertions || classes.isWord[byteClass] == isWord else { continue }
          if next[byteClass].isEmpty {
            row[byteClass] = .lost
            continue
          }
          let states = Set(next[byteClass]).sorted()
          let key = Kernel(states: states, isStart: false, isAfterWord: isWord)
          let index = indices[key, default: kernels.count]
          row[byteClass] = .row(index)
          guard index == kernels.count else { continue }
          indices[key] = index
          kernels.append(key)
        }
      }
      row.append(closure(isBeforeWord: false, isEnd: true) == nil ? .found : .lost)
      rows.append(row)
      guard (kernels.count + 2) * row.count <= sizeLimit, steps + seen.count <= workLimit else { return nil }
    }
    return rows
  }

  private static func rowsThatLeadToAMatch(_ rows: [[Target]]) -> [Bool] {
    var leads = Array(repeating: false, count: rows.count)
    var isChanged = true
    while isChanged {
      isChanged = false
      for row in rows.indices.reversed() where !leads[row] {
        leads[row] = rows[row].contains {
          switch $0 {
          case .found: true
          case .row(let target): leads[target]
          case .lost: false
          }
        }
        if leads[row] { isChanged = true }
      }
    }
    return leads
  }
}
