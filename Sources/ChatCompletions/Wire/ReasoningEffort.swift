/// How long a model may think before it answers. Thinking is billed as output.
package enum ReasoningEffort: String, Sendable, Hashable, CaseIterable {
  case none, minimal, low, medium, high
}
