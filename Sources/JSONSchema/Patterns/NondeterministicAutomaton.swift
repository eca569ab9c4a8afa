/// An expression as a graph of states over the bytes of UTF-8 (Thompson's construction), which finds it
/// anywhere in a text.
struct NondeterministicAutomaton {
  enum State {
    /// Goes on with a byte of a range.
    case bytes(ClosedRange<UInt8>, next: Int)
    /// Goes on without a byte, to any of them.
    case split([Int])
    /// Goes on without a byte, where the assertion holds.
    case assertion(ExpressionTree.Assertion, next: Int)
    case found
  }

  private(set) var states: [State] = [.found]
  private(set) var start = 0
  private(set) var hasStartAssertions = false
  private(set) var hasWordAssertions = false
  private var work = 0

  /// As many states as an expression is worth: with 2,000 the table takes two milliseconds to build. Larger ones
  /// are left to PCRE2.
  private static let workLimit = 2_000

  private struct TooLarge: Error {}

  /// Nil for an expression that is too large.
  init?(_ tree: ExpressionTree) {
    do throws(TooLarge) {
      let expression = try add(tree, next: 0)
      // Any characters may stand before it. Whole ones: nothing starts inside of a character.
      start = try add(.split([]))
      let skip = try add(.set(.all), next: start)
      states[start] = .split([expression, skip])
    } catch {
      return nil
    }
  }

  private mutating func add(_ state: State) throws(TooLarge) -> Int {
    try count()
    states.append(state)
    return states.count - 1
  }

  private mutating func count() throws(TooLarge) {
    work += 1
    if work > Self.workLimit { throw TooLarge() }
  }

  /// Adds the states of a tree that go on to `next`, and returns the first.
  private mutating func add(_ tree: ExpressionTree, next: Int) throws(TooLarge) -> Int {
    try count()
    switch tree {
    case .set(let set):
      var firsts: [Int] = []
      let known = states.count
      for sequence in set.utf8Sequences {
        var first = next
        // Most sequences end alike: those ends are shared.
        for range in sequence.reversed() {
          let same = states[known...].firstIndex {
            if case .bytes(range, first) = $0 { true } else { false }
          }
          if let same { first = same } else { first = try add(.bytes(range, next: first)) }
        }
        firsts.append(first)
      }
      return firsts.count == 1 ? firsts[0] : try add(.split(firsts))
    case .sequence(let trees):
      var first = next
      for tree in trees.reversed() { first = try add(tree, next: first) }
      return first
    case .alternatives(let trees):
      var firsts: [Int] = []
      for tree in trees { firsts.append(try add(tree, next: next)) }
      return try add(.split(firsts))
    case .repetition(let tree, let fewest, let most):
      var first = next
      if let most {
        for _ in 0..<max(most - fewest, 0) {
          first = try add(.split([try add(tree, next: first), next]))
        }
      } else {
        first = try add(.split([]))
        states[first] = .split([try add(tree, next: first), next])
      }
      for _ in 0..<fewest { first = try add(tree, next: first) }
      return first
    case .assertion(let assertion):
      switch assertion {
      case .start: hasStartAssertions = true
      case .wordBoundary, .noWordBoundary: hasWordAssertions = true
      case .end: break
      }
      return try add(.assertion(assertion, next: next))
    }
  }

  /// Where a set of states is in a text, as far as assertions can tell.
  struct Place {
    var isStart: Bool
    var isAfterWord: Bool
    var isBeforeWord: Bool
    var isEnd: Bool

    func holds(_ assertion: ExpressionTree.Assertion) -> Bool {
      switch assertion {
      case .start: isStart
      case .end: isEnd
      case .wordBoundary: isAfterWord != isBeforeWord
      case .noWordBoundary: isAfterWord == isBeforeWord
      }
    }
  }

  /// The states with bytes that are reached without one; nil where the expression is found.
  ///
  /// - Parameter seen: the states seen so far, empty to begin with. Given in and out so that its memory is used again.
  func closure(_ kernel: [Int], _ place: Place, seen: inout SeenStates) -> [Int]? {
    seen.forget()
    var pending = kernel
    var reached: [Int] = []
    while let index = pending.popLast() {
      guard seen.insert(index) else { continue }
      switch states[index] {
      case .bytes: reached.append(index)
      case .split(let targets): pending += targets
      case .assertion(let assertion, let next): if place.holds(assertion) { pending.append(next) }
      case .found: return nil
      }
    }
    return reached
  }

  /// A set of states that is emptied at no cost.
  struct SeenStates {
    private var rounds: [Int]
    private var round = 0
    /// How many were inserted in all rounds.
    private(set) var count = 0

    init(_ graph: NondeterministicAutomaton) { rounds = Array(repeating: 0, count: graph.states.count) }

    mutating func forget() { round += 1 }

    mutating func insert(_ index: Int) -> Bool {
      count += 1
      if rounds[index] == round { return false }
      rounds[index] = round
      return true
    }
  }
}
