/// Whether a tool is called.
package enum ToolChoice: Sendable, Hashable {
  /// The model decides.
  case auto
  case none
  /// Some tool.
  case required
  /// This one.
  case function(String)
}
