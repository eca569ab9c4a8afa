import NIOHTTP1

extension AnswerReader {
  /// A failure told by an HTTP status, the server's words and the phrases in them.
  func refusal(_ status: Int, _ error: ServerError?, _ body: [UInt8]) -> AttemptFailure {
    let said = error.map(words) ?? (body.isEmpty ? "" : describe(body))
    var failure = AttemptFailure(kind: .badRequest, message: "", retryAfter: error?.retryAfter)
    failure.serverError = error

    func fail(
      _ kind: ChatError.Kind, _ what: String, hint: String? = nil, recovery: Recovery = .none,
      endsRun: Bool = false
    ) -> AttemptFailure {
      failure.kind = kind
      failure.message = "\(origin) \(what) (\(status))\(said.isEmpty ? "" : ": \(said)")"
      failure.hint = hint
      failure.recovery = recovery
      failure.endsRun = endsRun
      return failure
    }

    if error?.isModeration == true { return filtered(status) }
    if ![401, 402, 403, 429].contains(status), let overflow = error?.overflow {
      failure.overflow = overflow
      return fail(.contextOverflow, "says that the prompt is too long for the model's context window")
    }

    switch status {
    case 401:
      let what = key.map { "refused the key in \($0.source)" } ?? "wants a key and was given none"
      return fail(
        .auth, what,
        hint: profile.pages.map { "check it at \($0.keys)" }
          ?? "name the environment variable that holds its key with --api-key-env", endsRun: true)
    case 402:
      return fail(
        .credit, "refuses for lack of credit",
        hint: profile.pages.map { "add credit at \($0.credit), or lower --max-output-tokens" }, endsRun: true)
    case 403:
      return fail(
        .forbidden, "forbids this to the account",
        hint: profile.pages.map { "see \($0.keys) for what the key may do" }, endsRun: true)
    case 404:
      return fail(
        .unknownModel, "has no model \(model), or nothing at \(profile.chatCompletionsURL)",
        hint: (profile.pages.map { "model names are listed at \($0.models)" } ?? "check --model")
          + "; most base URLs end in /v1", endsRun: true)
    case 408, 504, 524:
      return fail(.timeout, "gave up waiting for the model", recovery: .again)
    case 413: return fail(.tooLarge, "finds the request too large")
    case 429 where error?.isOutOfQuota == true:
      return fail(
        .credit, "says that the account's quota is used up",
        hint: profile.pages.map { "see \($0.credit)" }, endsRun: true)
    case 409: return fail(.serverError, "answered with a conflict", recovery: .again)
    case 429: return fail(.rateLimited, "limits the rate of requests", recovery: .again)
    case 503 where error?.isLoadingModel == true:
      return fail(.serverError, "is still loading its model", recovery: .whenLoaded)
    case 500...: return fail(.serverError, "failed", recovery: .again)
    default: break
    }
    if let error, error.isUnknownModel {
      return fail(
        .unknownModel, "does not know the model \(model)",
        hint: profile.pages.map { "model names are listed at \($0.models)" } ?? "check --model", endsRun: true
      )
    }
    if let error, error.isAboutSchema {
      return fail(.schemaRefused, "can't work with this schema as response_format", endsRun: true)
    }
    return fail(.badRequest, "refused the request")
  }

  /// A document that a filter stopped. The server's words are left out: they can quote the document.
  private func filtered(_ status: Int) -> AttemptFailure {
    AttemptFailure(
      kind: .filtered,
      message:
        "\(origin) refused this document by a moderation filter or a guardrail of the account (\(status))")
  }

  /// A server that points elsewhere.
  func redirected(_ answer: AnswerCollector) -> AttemptFailure {
    let target = answer.headers.first(name: "location").map { " to \(oneLine(redact($0), limit: 200))" } ?? ""
    return AttemptFailure(
      kind: .redirect,
      message:
        "\(origin) redirects\(target) (\(answer.status)); redirects are not followed, so that the key goes "
        + "nowhere else",
      hint: "if that address is right, give it as --base-url", endsRun: true)
  }

  /// A success that holds no completion.
  func unreadable(_ what: String) -> AttemptFailure {
    AttemptFailure(
      kind: .badResponse, message: "\(origin) answered with \(what)", recovery: .afterUnreadable,
      usage: Usage(unpricedAnswers: 1, uncountedAnswers: 1))
  }

  /// The server's own words, on one line.
  private func words(_ error: ServerError) -> String {
    var said = error.message
    if said.isEmpty { said = [error.code, error.errorType, error.type].first { !$0.isEmpty } ?? "" }
    if !error.upstream.isEmpty { said += " [\(error.upstream)]" }
    let line = oneLine(redact(said), limit: 500)  // before it is cut: half a key is no longer found
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }

  /// A body that is no JSON, in a few words.
  func describe(_ body: [UInt8]) -> String {
    let start = body.first { !($0 == 0x20 || (0x09...0x0d).contains($0)) }
    guard let start else { return "an empty body" }
    let text = redact(String(decoding: body.prefix(1 << 16), as: UTF8.self))
    guard start == UInt8(ascii: "<") else { return "a text that begins \"\(oneLine(text, limit: 120))\"" }
    for (open, close) in [("<title>", "</title>"), ("<TITLE>", "</TITLE>")] {
      guard let start = text.firstRange(of: open)?.upperBound,
        let end = text[start...].firstRange(of: close)?.lowerBound
      else { continue }
      return "an HTML page titled \"\(oneLine(text[start..<end], limit: 120))\""
    }
    return "an HTML page"
  }

  private func oneLine(_ text: some StringProtocol, limit: Int) -> String {
    let line = text.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
    return line.count <= limit ? line : line.prefix(limit) + "…"
  }
}

extension ServerError {
  fileprivate var isOutOfQuota: Bool { code == "insufficient_quota" || type == "insufficient_quota" }

  fileprivate var isLoadingModel: Bool { message.lowercased().contains("loading model") }

  fileprivate var isUnknownModel: Bool {
    let text = message.lowercased()
    return ["model_not_found", "model_deprecated"].contains(availabilityCode) || code == "model_not_found"
      || text.contains("is not a valid model id")
  }

  /// A complaint about `response_format` or the schema in it: it would meet every document of the run.
  fileprivate var isAboutSchema: Bool {
    let text = message.lowercased() + upstream.lowercased()
    return code == "invalid_json_schema" || param.hasPrefix("response_format")
      || param == "text.format.schema"
      || ["response_format", "json schema", "json_schema"].contains { text.contains($0) }
  }
}
