/// What one evaluation carries along.
struct EvaluationState {
  /// Why an evaluation was given up. Such a value is invalid as a whole, also where a `not` would turn
  /// failure into success.
  enum Stop: UInt8 {
    case none
    /// A pattern needed more work than allowed.
    case patternLimit
    /// Value and schema together are nested more deeply than allowed.
    case depthLimit
    /// The alternatives of the schema multiply: more blocks were run than allowed.
    case workLimit
  }

  var stop = Stop.none
  /// Blocks inside one another that are being run.
  var depth: Int
  /// Blocks that may be run before verdicts are remembered.
  var remainingBlocks: Int
  /// The children of the present value that were evaluated, where something asks for it.
  var evaluated = EvaluatedChildren()
  /// Blocks that may still be run once verdicts are remembered.
  private var lastBlocks: Int
  /// Verdicts by block and the start of the value in the text.
  private var verdicts: [UInt64: Bool] = [:]
  /// What blocks that hold have marked, by the same.
  private var marks: [UInt64: EvaluatedChildren] = [:]
  /// The size of both, and the size at which they are forgotten: they are to take no more than a few times the memory of
  /// the value.
  private var rememberedCount = 0
  private let maximumRememberedCount: Int

  /// A state for a value of so many nodes.
  ///
  /// Most schemas run a few blocks for each node. Beyond sixteen, verdicts are remembered, so that no block sees the same
  /// value twice, and the work stays a product of schema and value for as long as there is room for all verdicts.
  init(nodeCount: Int, depth: Int = 0) {
    self.depth = depth
    self.remainingBlocks = 1000 + 16 * nodeCount
    self.lastBlocks = 1_000_000 + 1000 * nodeCount
    self.maximumRememberedCount = 100_000 + 4 * nodeCount
  }

  /// Makes the state ready for another check of the same value: limits and verdicts stay.
  mutating func start(depth: Int) {
    self.depth = depth
    stop = .none
    evaluated = EvaluatedChildren()
  }

  /// Counts a block that is run after ``remainingBlocks``; false where that was the last.
  mutating func spendBlock() -> Bool {
    guard lastBlocks > 0 else {
      stop = .workLimit
      return false
    }
    lastBlocks -= 1
    return true
  }

  /// What a block said of a value before.
  func verdict(of block: UInt32, at start: UInt32) -> Bool? { verdicts[key(block, start)] }

  /// Marks the children that a block has marked before.
  mutating func recallMarks(of block: UInt32, at start: UInt32) {
    if let known = marks[key(block, start)] { evaluated.formUnion(known) }
  }

  /// Keeps what a block said of a value, and what it marked if it does.
  mutating func remember(
    _ isValid: Bool, of block: UInt32, at start: UInt32, marking children: EvaluatedChildren? = nil
  ) {
    if rememberedCount >= maximumRememberedCount {
      verdicts.removeAll(keepingCapacity: true)
      marks.removeAll()
      rememberedCount = 0
    }
    let key = key(block, start)
    verdicts[key] = isValid
    rememberedCount += 1
    guard isValid, let children else { return }
    marks[key] = children
    rememberedCount += 4 + children.wordCount
  }

  private func key(_ block: UInt32, _ start: UInt32) -> UInt64 {
    UInt64(block) << 32 | UInt64(start)
  }

  /// Blocks inside one another: what a document of 512 levels needs at four blocks a level.
  ///
  /// Measured at this depth, both passes: 1 MiB of stack is enough with optimisation, 6 MiB without (Linux gives a
  /// thread 8 MiB). Threads on Apple's systems have 512 KiB; 900 blocks needed less than 384 KiB.
  #if canImport(Darwin)
    static let maximumDepth = 900
  #else
    static let maximumDepth = 2048
  #endif
}
