/// How long a model may think before it answers. Thinking is billed as output.
package enum ReasoningEffort: String, Sendable, Hashable, CaseIterable, Comparable {
  case none, minimal, low, medium, high, xhigh, max

  package static func < (left: ReasoningEffort, right: ReasoningEffort) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .none: 0
    case .minimal: 1
    case .low: 2
    case .medium: 3
    case .high: 4
    case .xhigh: 5
    case .max: 6
    }
  }
}
