/// Something that answers chat requests: the HTTP client, or a closure in a test.
package protocol ChatModel: Sendable {
  /// Asks once. What is worth trying again has been tried again when this returns or throws.
  func complete(_ request: ChatRequest) async throws(ChatError) -> ChatResponse
}
