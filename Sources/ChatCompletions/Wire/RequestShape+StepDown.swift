extension RequestShape {
  /// What became of a refusal.
  package enum StepDown: Sendable, Hashable {
    /// Nothing in the shape is to blame: the failure stands.
    case none
    /// Another request's failure has changed the shape since: ask again.
    case already
    /// The shape has changed: ask again, and tell the user this sentence.
    case stepped(String)
  }

  /// Changes what a server refused, so that the next request does without it. Every step leaves less to refuse, so that they
  /// end.
  ///
  /// - Parameters:
  ///   - status: the answer's status, or the one that its body implies.
  ///   - sent: the shape that the refused request had.
  mutating func stepDown(
    after error: ServerError, status: Int, request: ChatRequest, sent: RequestShape
  ) -> StepDown {
    var next = sent
    guard let sentence = next.step(after: error, status: status, request: request) else { return .none }
    guard self == sent else { return .already }
    self = next
    return .stepped(sentence)
  }

  /// The step, and the sentence about it without its full stop.
  private mutating func step(after error: ServerError, status: Int, request: ChatRequest) -> String? {
    let refusal = ShapeRefusal(error)
    guard error.overflow == nil, !error.isModeration else { return nil }
    switch status {
    // A server's fault is no word on the request, unless it says so.
    case 500, 501: return refusal.isAboutGrammar ? stepOutput(refusal) : nil
    case 404: return stepRouting(refusal) ?? stepField(refusal, request)
    case 400, 405, 406, 409, 412, 415, 422: return stepRouting(refusal) ?? stepField(refusal, request)
    default: return nil
    }
  }

  /// OpenRouter's 404 where no endpoint is left, of whatever words.
  private mutating func stepRouting(_ refusal: ShapeRefusal) -> String? {
    guard refusal.leavesNoEndpoint else { return nil }
    if refusal.says("tool use") || refusal.says("tool_choice"), structuredOutput == .tools {
      return stepOutput(refusal)
    }
    if parameters.remove(.requireParameters) != nil {
      return
        "no endpoint of the model takes all parameters, so that require_parameters is left out: an endpoint may "
        + "ignore some"
    }
    return refusal.says("requested parameters") || refusal.says("found that support")
      ? stepOutput(refusal) : nil
  }

  /// The field that the server names.
  private mutating func stepField(_ refusal: ShapeRefusal, _ request: ChatRequest) -> String? {
    if let sentence = limitOutput(refusal, request) { return sentence }
    if refusal.isAboutGrammar { return stepOutput(refusal) }
    switch refusal.blamed(among: fields(of: request)) {
    case nil: return nil
    case .output: return stepOutput(refusal)
    case .limit: return swapLimitField(refusal)
    case .stream:
      guard refusal.isRefused, streams else { return nil }
      streams = false
      return "the server does not stream, so that answers come whole"
    case .parameter(.reasoning): return stepReasoning(refusal, request)
    case .parameter(let parameter):
      guard refusal.isRefused, parameters.remove(parameter) != nil else { return nil }
      return "\(parameter.name) is left out, which the server does not take for this model"
    }
  }

  /// What of the shape is in a request, by its names on the wire.
  private func fields(of request: ChatRequest) -> [(name: String, field: ShapeRefusal.Field)] {
    var fields: [(String, ShapeRefusal.Field)] = [(limitField.rawValue, .limit)]
    if request.responseFormat != nil {
      switch structuredOutput {
      case .strictSchema, .schema: fields += ["response_format", "json_schema"].map { ($0, .output) }
      case .tools: fields += ["tools", "tool_choice", "tool_calls", "functions"].map { ($0, .output) }
      case .jsonObject: fields += ["response_format", "json_object"].map { ($0, .output) }
      case .prompt: break
      }
    }
    if streams { fields += [("stream", .stream), ("streaming", .stream)] }
    let given = request.parameters
    let sent: [(Parameters, Bool, [String])] = [
      (.temperature, request.temperature != nil, ["temperature"]), (.topP, given.topP != nil, ["top_p"]),
      (.frequencyPenalty, given.frequencyPenalty != nil, ["frequency_penalty"]),
      (.stop, !given.stop.isEmpty, ["stop"]), (.seed, given.seed != nil, ["seed"]),
      (.template, effort(for: request) == ReasoningEffort.none, ["chat_template_kwargs"]),
      (
        .reasoning, effort(for: request) != nil || given.reasoningTokens != nil,
        ["reasoning_effort", "reasoning", "thinking"]
      ),
      (.streamOptions, streams, ["stream_options"]), (.plugins, true, ["plugins"]),
      (.requireParameters, true, ["require_parameters", "provider"]),
    ]
    for (parameter, isSent, names) in sent where isSent && parameters.contains(parameter) {
      fields += names.map { ($0, .parameter(parameter)) }
    }
    return fields
  }

  /// A limit of output tokens above the model's own.
  private mutating func limitOutput(_ refusal: ShapeRefusal, _ request: ChatRequest) -> String? {
    let sent = min(request.maxTokens, maximumOutputTokens ?? request.maxTokens)
    guard let most = refusal.outputLimit, most >= 16, most < sent else { return nil }
    maximumOutputTokens = most
    return "answers are limited to \(most) tokens, the most that the server lets this model write"
  }

  private mutating func swapLimitField(_ refusal: ShapeRefusal) -> String? {
    guard refusal.isRefused, !hasSwappedLimitField else { return nil }
    hasSwappedLimitField = true
    limitField = limitField.other
    return "the server takes \(limitField.rawValue) in the place of \(limitField.other.rawValue)"
  }

  /// An effort that the model does not have: the next one that it has.
  private mutating func stepReasoning(_ refusal: ShapeRefusal, _ request: ChatRequest) -> String? {
    guard refusal.isRefused else { return nil }
    let sent = effort(for: request)
    let left = efforts.filter { $0 != sent }
    let named = left.filter { refusal.quotes($0.rawValue) }
    efforts = named.isEmpty ? left : named
    let isAboutEffort = sent.map { refusal.quotes($0.rawValue) } ?? false
    guard isAboutEffort, let next = effort(for: request) else {
      parameters.remove(.reasoning)
      return "the server takes no word on how long this model is to think"
    }
    return "the model thinks at effort \(next.rawValue), the next that the server takes"
  }

  /// The next way to keep the answer to the schema.
  private mutating func stepOutput(_ refusal: ShapeRefusal) -> String? {
    let before = structuredOutput
    while let next = nextStructuredOutputs.first {
      structuredOutput = next
      nextStructuredOutputs.removeFirst()
      let isSame = next == .schema && (before == .strictSchema) && refusal.isAboutSchemaType
      let isFormat = next != .tools && next != .prompt && refusal.isAboutResponseFormat
      if isSame || isFormat { continue }
      return next == .prompt
        ? "the server refuses \(before.rawValue), so that the prompt alone says what the answer is to look like"
        : "the server refuses \(before.rawValue), so that answers are asked for by \(next.rawValue)"
    }
    return nil
  }
}

extension RequestShape.Parameters {
  fileprivate var name: String {
    switch self {
    case .temperature: "temperature"
    case .topP: "top_p"
    case .frequencyPenalty: "frequency_penalty"
    case .stop: "stop"
    case .seed: "seed"
    case .template: "chat_template_kwargs"
    case .streamOptions: "stream_options"
    case .requireParameters: "provider"
    case .plugins: "plugins"
    default: "reasoning"
    }
  }
}
