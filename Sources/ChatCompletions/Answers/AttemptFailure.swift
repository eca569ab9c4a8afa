/// Why one attempt brought no answer, and whether another may.
struct AttemptFailure: Error, Sendable {
  var kind: ChatError.Kind
  /// A sentence without its full stop.
  var message: String
  /// The way out.
  var hint: String?
  var status: Int?
  var recovery: Recovery = .none
  /// What the server asked for.
  var retryAfter: Duration?
  var endsRun = false
  var overflow: ContextOverflow?
  /// The server's own words.
  var serverError: ServerError?
  var usage = Usage.zero
  /// The answer's body where it may be kept.
  var body: [UInt8] = []
}
