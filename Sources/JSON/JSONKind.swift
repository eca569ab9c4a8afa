/// The kind of a node: the seven JSON values with `true` and `false` apart, and an object's key.
public enum JSONKind: UInt8, Sendable {
  case null
  case `false`
  case `true`
  case number
  case string
  case array
  case object
  /// A member's name; the member's value is the node right after it.
  case key
}
