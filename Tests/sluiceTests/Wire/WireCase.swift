import TestSupport

/// One way in which a provider misbehaves once before it answers well.
struct WireCase: Sendable {
  /// Also the name of its documents.
  let name: String
  /// Answers that may cost money until the record is there: 1 where the bad answer can be salvaged or costs nothing, 2 where the
  /// question must be asked again.
  let mostBilled: Int
  /// The second request must not come earlier after the first.
  var notBefore = Duration.zero
  /// The bad answer to a request whose good answer has this content.
  let reply: @Sendable (_ content: String) -> FakeReply

  init(
    _ name: String, mostBilled: Int = 1, notBefore: Duration = .zero,
    _ reply: @escaping @Sendable (_ content: String) -> FakeReply
  ) {
    self.name = name
    self.mostBilled = mostBilled
    self.notBefore = notBefore
    self.reply = reply
  }
}
