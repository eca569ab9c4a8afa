/// Decides how a chunk is asked for again after an answer that would not do: actions out, no requests of its own.
struct RepairPlan {
  /// What is known of a chunk when its answers are judged.
  struct Limits {
    /// How often it may be asked for again.
    var repairs: Int
    /// Tokens that the first answer may have.
    var maxTokens: Int
    /// Tokens that an answer may be given at most, by the model and the room beside the prompt.
    var mostTokens: Int
    /// Whether an answer of `maxTokens` says far more than the text can hold, so that a cut one was running away.
    var isTextShort: Bool
    /// Whether the chunk can be cut into smaller ones.
    var canSplit: Bool
    /// Whether smaller chunks have shorter answers for sure: each has only the records that stand in it.
    var splitsRecords: Bool
  }

  /// What to do next.
  enum Step: Equatable {
    /// A fresh turn that shows an earlier answer, by its number, and what is wrong with it.
    case repair(answer: Int)
    /// The same question again.
    case again
    /// The same question, with room for a longer answer.
    case longer
    /// Smaller chunks.
    case split
    case giveUp
  }

  private let limits: Limits
  /// Tokens that the next answer may have.
  private(set) var maxTokens: Int
  /// What came so far, in order.
  private(set) var rejections: [Rejection] = []

  init(_ limits: Limits) {
    self.limits = limits
    maxTokens = limits.maxTokens
  }

  /// The number of the answer that is closest to one that would do, the first of several; 0 where there is none.
  var best: Int { rejections.indices.min { rejections[$0].distance < rejections[$1].distance } ?? 0 }

  /// What to do after another answer that would not do.
  ///
  /// - Parameter isFull: whether the answer itself, not the model's thinking, took the room that it had.
  mutating func next(after rejection: Rejection, isFull: Bool = true) -> Step {
    let earlier = rejections.count { $0.kind == rejection.kind }
    rejections.append(rejection)
    if rejection.kind == .truncated, rejections.count > limits.repairs, limits.canSplit { return .split }
    guard rejections.count <= limits.repairs else { return .giveUp }
    switch rejection.kind {
    case .invalid, .notJSON: return .repair(answer: best)
    case .emptyAnswer, .runaway: return .again
    // A model that means its refusal says it twice.
    case .refused, .filtered: return earlier == 0 ? .again : .giveUp
    case .truncated: return afterTruncation(isFirst: earlier == 0, isFull: isFull)
    default: return .giveUp
    }
  }

  private mutating func afterTruncation(isFirst: Bool, isFull: Bool) -> Step {
    if isFirst, isFull, limits.isTextShort { return .again }
    // Less would hardly change the outcome; more would pay much for an answer that runs away.
    if limits.mostTokens >= maxTokens + maxTokens / 2 {
      maxTokens = min(limits.mostTokens, maxTokens * 4)
      return .longer
    }
    if limits.canSplit, limits.splitsRecords { return .split }
    if isFirst { return .again }
    return limits.canSplit ? .split : .giveUp
  }
}
