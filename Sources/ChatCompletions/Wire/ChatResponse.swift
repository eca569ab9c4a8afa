/// A model's answer. That it came says nothing of its worth: `content` may be absent, cut short (`finishReason`
/// `length`), refused, or cut off by us, and the caller decides what that means.
package struct ChatResponse: Sendable, Hashable {
  /// The model's words; the arguments of its tool calls where it made any, one call a line.
  package var content: String?
  /// What the model thought, kept only where `content` is blank: the answer may have landed there.
  package var reasoning: String?
  package var refusal: String?
  /// `stop`, `length`, `content_filter`, `tool_calls`, or whatever else the server wrote.
  package var finishReason: String?
  /// The provider's own word behind a gateway for ``finishReason``.
  package var nativeFinishReason: String?
  /// Where the answer ran away: we stopped reading there, `content` is what had come and the usage is seldom known; or,
  /// with `finishReason` `length`, the limit of tokens stopped it.
  package var cut: CutReason?
  /// The model that answered; it can be a dated name of the one that was asked.
  package var model: String?
  package var id: String?
  /// OpenRouter's `X-Generation-Id`, by which it can be asked for what became of the request.
  package var generationID: String?
  /// Everything this answer has used, billed attempts before it included.
  package var usage: Usage
  /// How many times the request was sent.
  package var attempts: Int

  package init(
    content: String?, reasoning: String? = nil, refusal: String? = nil, finishReason: String? = nil,
    nativeFinishReason: String? = nil, cut: CutReason? = nil, model: String? = nil, id: String? = nil,
    generationID: String? = nil, usage: Usage = .zero, attempts: Int = 1
  ) {
    self.content = content
    self.reasoning = reasoning
    self.refusal = refusal
    self.finishReason = finishReason
    self.nativeFinishReason = nativeFinishReason
    self.cut = cut
    self.model = model
    self.id = id
    self.generationID = generationID
    self.usage = usage
    self.attempts = attempts
  }
}
