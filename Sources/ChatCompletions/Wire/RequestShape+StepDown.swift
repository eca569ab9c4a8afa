extension RequestShape {
  /// What became of a refusal.
  package enum StepDown: Sendable, Hashable {
    /// Nothing in the shape is to blame: the failure stands.
    case none
    /// Another request's failure has changed the shape since: ask again.
    case already
    /// The shape has changed: ask again, and tell the user this sentence.
    case stepped(String)
  }

  /// Changes what a server refused, so that the next request does without it.
  ///
  /// - Parameters:
  ///   - status: the answer's status, or the one that its body implies.
  ///   - sent: the shape that the refused request had.
  mutating func stepDown(
    after error: ServerError, status: Int, request: ChatRequest, sent: RequestShape
  ) -> StepDown {
    var next = sent
    guard let sentence = next.step(after: error, status: status, request: request) else { return .none }
    guard self == sent else { return .already }
    self = next
    return .stepped(sentence)
  }

  private mutating func step(after error: ServerError, status: Int, request: ChatRequest) -> String? {
    nil
  }
}
