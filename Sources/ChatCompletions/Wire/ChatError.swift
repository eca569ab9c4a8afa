/// A request that got no answer, after every attempt that was worth making.
package struct ChatError: Error, Sendable, CustomStringConvertible {
  /// What went wrong; the raw value is what reports and the failures file show.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// 401: the key is missing or refused.
    case auth
    /// 402, or a quota that is used up.
    case credit
    /// 403 for the account: permission, region.
    case forbidden
    /// 404, or a model name the server does not know.
    case unknownModel = "unknown_model"
    /// The prompt, or prompt and answer together, do not fit the model's window.
    case contextOverflow = "context_overflow"
    /// The server can't work with this `response_format` or schema.
    case schemaRefused = "schema_refused"
    /// Any other 400, 412, 422: the server refuses this request.
    case badRequest = "bad_request"
    /// 413: the request has too many bytes.
    case tooLarge = "too_large"
    /// A filter, a moderation or a guardrail refused this document.
    case filtered
    /// 429, to the last attempt.
    case rateLimited = "rate_limited"
    /// 5xx, or an error inside an answer, to the last attempt.
    case serverError = "server_error"
    /// The server could not be reached, or the connection was lost.
    case connection
    /// No whole answer within the time limit of a request.
    case timeout
    /// The answer is no chat completion, or too large.
    case badResponse = "bad_response"
    /// The server points elsewhere (3xx); a key is never carried to another address.
    case redirect
    /// What is left of the cost ceiling does not cover another request.
    case costLimit = "cost_limit"
    /// The server answered before, and then not for minutes.
    case serverDown = "server_down"
    /// The task was cancelled, or the client shut down.
    case cancelled
  }

  package var kind: Kind
  /// A sentence that names the server and, where there is one, the way out. Holds no key.
  package var message: String
  /// The HTTP status of the last answer.
  package var status: Int?
  package var attempts: Int
  package var usage: Usage
  /// Every other document would fail alike: stop the run.
  package var endsRun: Bool
  package var overflow: ContextOverflow?
  /// The beginning of the last answer's body (2 kB at most), for the state folder; `nil` where there was none or where
  /// it may quote the document (moderation).
  package var lastAnswer: [UInt8]?

  package init(
    kind: Kind, message: String, status: Int? = nil, attempts: Int = 0, usage: Usage = .zero,
    endsRun: Bool = false, overflow: ContextOverflow? = nil, lastAnswer: [UInt8]? = nil
  ) {
    self.kind = kind
    self.message = message
    self.status = status
    self.attempts = attempts
    self.usage = usage
    self.endsRun = endsRun
    self.overflow = overflow
    self.lastAnswer = lastAnswer
  }

  package var description: String { message }
}
