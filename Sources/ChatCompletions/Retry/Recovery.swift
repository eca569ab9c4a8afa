/// Whether a failed attempt is worth another, and of what sort.
package enum Recovery: Sendable, Hashable {
  /// The same request would fail the same way.
  case none
  /// A passing fault that cost nothing: 5xx, a lost connection.
  case again
  /// The server has too much to do: 429, 503, 529.
  case whenFree
  /// The server is down, which is no fault of this request: ``Admission`` lets it in when the server may be back.
  case whenUp
  /// The server refused a part of the request that can be left out.
  case inAnotherShape
  /// No answer in time. The server may have worked, and billed, all the same.
  case afterTimeout
  /// An answer came, and was billed, but it can't be read.
  case afterUnreadable
  /// The server is up but its model is still loading.
  case whenLoaded
}
