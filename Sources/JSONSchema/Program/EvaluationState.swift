/// What one evaluation carries along.
struct EvaluationState {
  /// Why an evaluation was given up. Such a value is invalid as a whole, also where a `not` would turn failure into success.
  enum Stop: UInt8 {
    case none
    /// A pattern needed more work than allowed.
    case patternLimit
    /// Value and schema together are nested more deeply than allowed.
    case depthLimit
  }

  var stop = Stop.none
  var depth = 0

  /// Blocks inside one another. Documents are at most 512 deep; this leaves eight blocks a level, and was measured to fit
  /// in the 512 KiB stack of a macOS thread.
  static let maximumDepth = 2048
}
