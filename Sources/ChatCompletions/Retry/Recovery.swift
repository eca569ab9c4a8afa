/// Whether a failed attempt is worth another, and of what sort.
package enum Recovery: Sendable, Hashable {
  /// The same request would fail the same way.
  case none
  /// A passing fault that cost nothing: 429, 5xx, a lost connection.
  case again
  /// No answer in time. The server may have worked, and billed, all the same.
  case afterTimeout
  /// An answer came, and was billed, but it can't be read.
  case afterUnreadable
  /// The server is up but its model is still loading.
  case whenLoaded
}
