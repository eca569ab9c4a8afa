/// A model's answer. That it came says nothing of its worth: `content` may be absent, cut short (`finishReason`
/// `length`) or refused, and the caller decides what that means.
package struct ChatResponse: Sendable, Hashable {
  package var content: String?
  package var refusal: String?
  /// `stop`, `length`, `content_filter`, `tool_calls`, or whatever else the server wrote.
  package var finishReason: String?
  /// The model that answered; it can be a dated name of the one that was asked.
  package var model: String?
  package var id: String?
  /// Everything this answer has used, billed attempts before it included.
  package var usage: Usage
  /// How many times the request was sent.
  package var attempts: Int

  package init(
    content: String?, refusal: String? = nil, finishReason: String? = nil, model: String? = nil,
    id: String? = nil, usage: Usage = .zero, attempts: Int = 1
  ) {
    self.content = content
    self.refusal = refusal
    self.finishReason = finishReason
    self.model = model
    self.id = id
    self.usage = usage
    self.attempts = attempts
  }
}
