/// One message of a conversation.
package struct ChatMessage: Sendable, Hashable {
  /// Who speaks.
  package enum Role: String, Sendable, Hashable {
    case system, user, assistant
  }

  package var role: Role
  package var content: String

  package init(role: Role, content: String) {
    self.role = role
    self.content = content
  }
}
