import JSON
import NIOHTTP1

/// Reads what a server answered: a completion, or a failure with its kind and a sentence for a person.
struct AnswerReader: Sendable {
  let profile: ProviderProfile
  let model: String
  let key: Secret?

  /// Reads what has been collected, be the body at its end, cut off, or broken off with the answer whole.
  /// - Parameter now: seconds since 1970, for a `Retry-After` that is a date.
  func read(_ collector: AnswerCollector, now: Int) throws(AttemptFailure) -> ChatResponse {
    var answer = collector
    answer.finish()
    var failure: AttemptFailure
    do throws(AttemptFailure) {
      var response = try answer.form == .events ? streamed(in: answer) : response(in: answer)
      response.generationID = answer.headers.first(name: "x-generation-id")
      return response
    } catch {
      failure = error
    }
    failure.status = answer.status
    failure.retryAfter = retryAfter(in: answer.headers, now: now) ?? failure.retryAfter
    if failure.kind == .credit, failure.retryAfter != nil { failure.recovery = .again }
    if failure.kind != .filtered {
      failure.body = Array(redact(answer.form == .events ? answer.streamed.fault : answer.body).prefix(2048))
    }
    failure.message = redact(failure.message)
    throw failure
  }

  private func response(in answer: AnswerCollector) throws(AttemptFailure) -> ChatResponse {
    if (300..<400).contains(answer.status) { throw redirected(answer) }
    let document: JSONDocument
    do {
      document = try JSONDocument(answer.body)
    } catch {
      guard answer.isSuccess else { throw refusal(answer.status, nil, answer.body) }
      if answer.isTooLarge, let closed = answer.extent.closing(answer.body),
        let document = try? JSONDocument(closed)
      {
        var response = try completion(in: document.root, answer)
        response.cut = .tooLong
        return response
      }
      throw unreadable(
        answer.isTooLarge
          ? "\(describe(answer.body)) and more than the \(answer.body.count) bytes that are read"
          : "\(describe(answer.body)) (\(error.description))")
    }
    let root = document.root
    let error = ServerError(in: root)
    guard answer.isSuccess else { throw refusal(answer.status, error, answer.body) }
    if let error {
      var failure = refusal(error.impliedStatus, error, answer.body)
      failure.usage = usage(in: root["usage"], ifAbsent: .zero)
      throw failure
    }
    return try completion(in: root, answer)
  }

  private func completion(
    in root: JSONElement, _ answer: AnswerCollector
  ) throws(AttemptFailure) -> ChatResponse {
    let usage = usage(in: root["usage"], ifAbsent: uncounted(answer))
    guard let choice = root["choices"]?[0], choice.kind == .object else {
      var failure = unreadable(
        root["choices"] == nil ? "JSON that is no chat completion" : "a chat completion without choices")
      failure.usage = usage
      throw failure
    }
    let finishReason = choice["finish_reason"].flatMap(Self.finishReason)
    if let error = ServerError(in: choice) {
      var failure = refusal(error.impliedStatus, error, [])
      failure.usage = usage
      throw failure
    }
    if finishReason == "error" { throw brokenOff(usage) }
    let message = choice["message"]
    var content = message?["content"].flatMap(messageText)
    let calls = (message?["tool_calls"]?.elements ?? []).compactMap {
      $0["function"]?["arguments"].flatMap(argumentsText)
    }.filter { !$0.isEmpty }
    if !calls.isEmpty { content = calls.joined(separator: "\n") }
    let isBlank = content?.utf8.allSatisfy { $0 <= 0x20 } ?? true
    var runaway = RunawayGuard(maximumBytes: .max)
    var cut: CutReason?
    if finishReason == "length", let content {
      let bytes = Array(content.utf8)
      cut = runaway.look(at: bytes) ?? runaway.reasonForLength
    }
    return ChatResponse(
      content: content, reasoning: isBlank ? message.flatMap(messageReasoning) : nil,
      refusal: message?["refusal"]?.stringValue, finishReason: finishReason,
      nativeFinishReason: choice["native_finish_reason"]?.stringValue, cut: cut,
      model: root["model"]?.stringValue,
      id: root["id"]?.stringValue, usage: usage)
  }

  /// Why the model stopped. Some servers write `""` or `"null"` while it has not: taken for a reason, an answer that broke
  /// off would count as whole.
  static func finishReason(_ element: JSONElement) -> String? {
    element.stringValue.flatMap { $0.isEmpty || $0 == "null" ? nil : $0 }
  }

  func brokenOff(_ usage: Usage) -> AttemptFailure {
    AttemptFailure(
      kind: .serverError, message: "\(origin) broke off its answer with finish_reason \"error\"",
      recovery: .again, usage: usage)
  }

  /// What an answer has used that doesn't say so: nothing where it came from OpenRouter's cache.
  func uncounted(_ answer: AnswerCollector) -> Usage {
    answer.headers.first(name: "x-openrouter-cache-status") == "HIT"
      ? .zero : Usage(unpricedAnswers: 1, uncountedAnswers: 1)
  }

  func usage(in element: JSONElement?, ifAbsent absent: Usage) -> Usage {
    guard let element, element.kind == .object else { return absent }
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

  func redact(_ text: String) -> String { key?.redact(text) ?? text }
  private func redact(_ bytes: [UInt8]) -> [UInt8] { key?.redact(bytes) ?? bytes }

  var origin: String { profile.baseURL.origin }
}
