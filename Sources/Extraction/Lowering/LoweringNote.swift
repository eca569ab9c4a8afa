/// Something in a schema that a server is sent otherwise than the user wrote it.
package struct LoweringNote: Sendable, Hashable {
  /// The JSON Pointer of the place in the user's schema; empty for its root.
  package let pointer: String
  /// What was changed and why: a sentence without its full stop.
  package let message: String

  package init(pointer: String, message: String) {
    self.pointer = pointer
    self.message = message
  }
}
