/// What a server said when a prompt was too long for its context window.
package struct ContextOverflow: Sendable, Hashable {
  /// The tokens of the prompt, or of prompt and answer together, as the server counted them.
  package var promptTokens: Int?
  /// The window's size.
  package var contextTokens: Int?

  package init(promptTokens: Int? = nil, contextTokens: Int? = nil) {
    self.promptTokens = promptTokens
    self.contextTokens = contextTokens
  }
}
