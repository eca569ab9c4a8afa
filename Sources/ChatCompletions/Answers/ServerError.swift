import JSON

/// What a server says went wrong, read from any of the shapes seen in the wild; every field may be absent.
///
/// - `{"error": {"code", "message", "type", "param", "metadata", …}}`: OpenAI, OpenRouter, llama.cpp, vLLM
/// - `{"error": "text"}`: Ollama
/// - `{"object": "error", "message", "type", "code"}`: SGLang, older vLLM
/// - `{"detail": "text" or [{"msg"}]}`: FastAPI
struct ServerError: Sendable {
  /// `code` where it is a number or digits, else `http_status`.
  var status: Int?
  /// `code` where it is a word.
  var code = ""
  var message = ""
  var type = ""
  var param = ""
  /// OpenRouter's `error_type`.
  var errorType = ""
  /// What the provider behind a gateway said.
  var upstream = ""
  var availabilityCode = ""
  var retryAfter: Duration?
  var promptTokens: Int?
  var contextTokens: Int?
  /// It quotes or names what in the document offended a filter.
  var isModeration = false

  /// The error of a body or of a choice; `nil` where there is none.
  init?(in element: JSONElement) {
    let error = element["error"]
    if let error, error.kind == .object {
      read(error)
    } else if let text = error?.stringValue, !text.isEmpty || element["choices"] == nil {
      message = text
    } else if element["object"]?.stringValue == "error" || element["choices"] == nil,
      element["message"]?.stringValue != nil
    {
      read(element)
    } else if let detail = element["detail"], element["choices"] == nil {
      message =
        detail.stringValue ?? detail.elements.compactMap { $0["msg"]?.stringValue }.joined(separator: "; ")
      param = detail[0]?["loc"]?.elements.last?.stringValue ?? ""
    } else {
      return nil
    }
  }

  private mutating func read(_ error: JSONElement) {
    if let element = error["code"] {
      if let number = element.intValue ?? element.stringValue.flatMap({ Int($0) }) {
        status = number
      } else {
        code = element.stringValue ?? ""
      }
    }
    let metadata = error["metadata"]
    status = status ?? error["http_status"]?.intValue
    message = error["message"]?.stringValue ?? ""
    type = error["type"]?.stringValue ?? ""
    param = error["param"]?.stringValue ?? ""
    errorType = metadata?["error_type"]?.stringValue ?? error["error_type"]?.stringValue ?? ""
    upstream =
      metadata?["raw"].map { $0.stringValue ?? String(decoding: $0.rawBytes, as: UTF8.self) } ?? ""
    promptTokens = error["n_prompt_tokens"]?.intValue
    contextTokens = error["n_ctx"]?.intValue
    if let availability = error["availability"] {
      availabilityCode = availability["code"]?.stringValue ?? ""
      if let seconds = availability["retry_after"]?.doubleValue, seconds >= 0, seconds.isFinite {
        retryAfter = .seconds(min(seconds, 1e9))
      }
    }
    let inner = (error["innererror"] ?? error["inner_error"])?["code"]?.stringValue
    isModeration =
      ["reasons", "patterns", "flagged_input"].contains { metadata?[$0] != nil }
      || inner == "ResponsibleAIPolicyViolation" || code == "content_filter"
      || ["content_policy_violation", "refusal"].contains(errorType)
  }

  /// The HTTP status it stands for, when the answer itself had status 200 or none that fits: by its own number, else by
  /// OpenRouter's error type, else a server's fault.
  var impliedStatus: Int {
    if let status, (400...599).contains(status) { return status }
    return switch errorType.isEmpty ? code : errorType {
    case "authentication": 401
    case "payment_required": 402
    case "permission_denied": 403
    case "not_found": 404
    case "rate_limit_exceeded", "capacity_exhausted": 429
    case "payload_too_large": 413
    case "provider_unavailable": 502
    case "provider_overloaded", "temporarily_unavailable": 503
    case "timeout": 504
    case "invalid_request", "invalid_prompt", "invalid_request_error", "context_length_exceeded",
      "max_tokens_exceeded", "token_limit_exceeded", "string_too_long", "content_policy_violation", "refusal",
      "unprocessable", "precondition_failed":
      400
    default: 500
    }
  }
}
