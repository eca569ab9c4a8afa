import JSON

/// Reads what a server answered: a completion, or a failure with its kind and a sentence for a person.
struct AnswerReader: Sendable {
  let profile: ProviderProfile
  let model: String
  let key: Secret?

  /// - Parameter now: seconds since 1970, for a `Retry-After` that is a date.
  func read(_ answer: HTTPAnswer, now: Int) throws(AttemptFailure) -> ChatResponse {
    var failure: AttemptFailure
    do throws(AttemptFailure) {
      return try response(in: answer)
    } catch {
      failure = error
    }
    failure.status = answer.status
    failure.retryAfter = retryAfter(in: answer.headers, now: now) ?? failure.retryAfter
    if failure.kind == .credit, failure.retryAfter != nil { failure.recovery = .again }
    if failure.kind != .filtered { failure.body = Array(redact(answer.body).prefix(2048)) }
    failure.message = redact(failure.message)
    throw failure
  }

  private func response(in answer: HTTPAnswer) throws(AttemptFailure) -> ChatResponse {
    if (300..<400).contains(answer.status) { throw redirected(answer) }
    let document: JSONDocument
    do {
      document = try JSONDocument(strippingMark(answer.body))
    } catch {
      guard (200..<300).contains(answer.status) else { throw refusal(answer.status, nil, answer.body) }
      throw unreadable("\(describe(answer.body)) (\(error.description))")
    }
    let root = document.root
    let error = ServerError(in: root)
    guard (200..<300).contains(answer.status) else { throw refusal(answer.status, error, answer.body) }
    if let error {
      var failure = refusal(error.impliedStatus, error, answer.body)
      failure.usage = usage(in: root, ifAbsent: .zero)
      throw failure
    }
    return try completion(in: root)
  }

  private func completion(in root: JSONElement) throws(AttemptFailure) -> ChatResponse {
    let usage = usage(in: root, ifAbsent: Usage(unpricedAnswers: 1, uncountedAnswers: 1))
    guard let choice = root["choices"]?[0], choice.kind == .object else {
      var failure = unreadable(
        root["choices"] == nil ? "JSON that is no chat completion" : "a chat completion without choices")
      failure.usage = usage
      throw failure
    }
    let finishReason = choice["finish_reason"]?.stringValue
    if let error = ServerError(in: choice) {
      var failure = refusal(error.impliedStatus, error, [])
      failure.usage = usage
      throw failure
    }
    if finishReason == "error" {
      throw AttemptFailure(
        kind: .serverError, message: "\(origin) broke off its answer with finish_reason \"error\"",
        recovery: .again, usage: usage)
    }
    let message = choice["message"]
    return ChatResponse(
      content: message?["content"].flatMap(text), refusal: message?["refusal"]?.stringValue,
      finishReason: finishReason, model: root["model"]?.stringValue, id: root["id"]?.stringValue,
      usage: usage)
  }

  /// Content as a string, or as a list of parts whose texts are joined.
  private func text(_ content: JSONElement) -> String? {
    if let text = content.stringValue { return text }
    let parts = content.elements.compactMap { $0.stringValue ?? $0["text"]?.stringValue }
    return parts.isEmpty ? nil : parts.joined()
  }

  private func usage(in root: JSONElement, ifAbsent absent: Usage) -> Usage {
    guard let element = root["usage"], element.kind == .object else { return absent }
    func count(_ element: JSONElement?) -> Int? { element?.intValue.map { max($0, 0) } }
    let prompt = count(element["prompt_tokens"])
    let completion = count(element["completion_tokens"])
    var usage = Usage(
      promptTokens: prompt ?? 0, completionTokens: completion ?? 0,
      reasoningTokens: count(element["completion_tokens_details"]?["reasoning_tokens"]) ?? 0,
      cachedTokens: count(element["prompt_tokens_details"]?["cached_tokens"]) ?? 0)
    if prompt == nil || completion == nil { usage.uncountedAnswers = 1 }
    if let cost = element["cost"]?.doubleValue, cost.isFinite, cost >= 0 {
      usage.knownCost = cost
    } else if let prompt, let completion, let prices = profile.facts(forModel: model)?.prices {
      usage.knownCost = prices.cost(promptTokens: prompt, completionTokens: completion)
    } else {
      usage.unpricedAnswers = 1
    }
    return usage
  }

  /// Some servers begin with a byte order mark, which JSON does not allow.
  private func strippingMark(_ body: [UInt8]) -> [UInt8] {
    body.starts(with: [0xef, 0xbb, 0xbf]) ? Array(body.dropFirst(3)) : body
  }

  func redact(_ text: String) -> String { key?.redact(text) ?? text }
  private func redact(_ bytes: [UInt8]) -> [UInt8] { key?.redact(bytes) ?? bytes }

  var origin: String { profile.baseURL.origin }
}
