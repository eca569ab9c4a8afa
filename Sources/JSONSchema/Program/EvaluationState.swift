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
  /// Blocks that may still be run.
  var remainingBlocks: Int

  init(depth: Int = 0, remainingBlocks: Int) {
    self.depth = depth
    self.remainingBlocks = remainingBlocks
  }

  /// Blocks that a value of so many nodes may take: far more than a schema needs that tries each value a few hundred
  /// times, and a tenth of a second for a small one whose nested alternatives double the work at every level.
  static func blockLimit(nodeCount: Int) -> Int { 1_000_000 + 1_000 * nodeCount }

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
