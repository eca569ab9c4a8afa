/// What of a request a server is sent, beside the question itself. It begins as the profile and the model's facts have it and
/// steps down where the server refuses; what it has learnt holds for the run.
package struct RequestShape: Sendable, Hashable {
  /// Fields that are sent where the request has a value for them.
  package struct Parameters: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let temperature = Parameters(rawValue: 1 << 0)
    package static let topP = Parameters(rawValue: 1 << 1)
    package static let frequencyPenalty = Parameters(rawValue: 1 << 2)
    package static let stop = Parameters(rawValue: 1 << 3)
    package static let seed = Parameters(rawValue: 1 << 4)
    package static let reasoning = Parameters(rawValue: 1 << 5)
    /// `chat_template_kwargs`.
    package static let template = Parameters(rawValue: 1 << 6)
    /// `stream_options`, which brings the usage at the end of a stream.
    package static let streamOptions = Parameters(rawValue: 1 << 7)
    /// `provider.require_parameters`: an endpoint that would ignore a parameter is not used.
    package static let requireParameters = Parameters(rawValue: 1 << 8)
    /// `plugins`: no text is cut from the middle of a prompt.
    package static let plugins = Parameters(rawValue: 1 << 9)

    /// `max_tokens` in `reasoning`.
    package static let reasoningTokens = Parameters(rawValue: 1 << 10)

    /// What servers with OpenAI's interface take.
    package static let common: Parameters = [
      .temperature, .topP, .frequencyPenalty, .stop, .seed, .reasoning, .template, .streamOptions,
    ]
  }

  /// How the answer is kept to the schema.
  package internal(set) var structuredOutput: StructuredOutput
  /// Ways that are left when this one is refused; empty where the user named one.
  var nextStructuredOutputs: [StructuredOutput]
  /// Whether the answer comes in pieces as it is made.
  package internal(set) var streams: Bool
  package internal(set) var parameters: Parameters
  var limitField: ProviderProfile.OutputLimitField
  /// Whether the other limit field has been refused already.
  var hasSwappedLimitField = false
  /// The largest limit of output tokens that the server takes, once it is known.
  package internal(set) var maximumOutputTokens: Int?
  /// The effort asked for when the user sets none.
  var defaultReasoning: ReasoningEffort?
  /// The efforts of thinking that the server takes, the least first.
  var efforts: [ReasoningEffort]

  /// How requests begin.
  ///
  /// - Parameters:
  ///   - structuredOutput: what the user named; nothing else is then stepped down to, but from strict to not strict.
  ///   - streams: whether the user lets answers stream.
  package init(
    profile: ProviderProfile, model: String, structuredOutput: StructuredOutput? = nil, streams: Bool = true
  ) {
    let ways = profile.structuredOutputs
    self.structuredOutput = structuredOutput ?? ways.first ?? .prompt
    nextStructuredOutputs =
      switch structuredOutput {
      case nil: Array(ways.dropFirst())
      case .strictSchema where ways.contains(.schema): [.schema]
      default: []
      }
    self.streams = streams
    parameters = profile.parameters
    limitField = profile.outputLimitField
    let facts = profile.facts(forModel: model)
    maximumOutputTokens = facts?.maxOutputTokens
    efforts = profile.reasoningEfforts.filter { facts?.mustReason != true || $0 != .none }
    defaultReasoning = facts?.defaultReasoning
    if let supported = facts?.supportedParameters {
      keepOnly(supported, hasFixedOutput: structuredOutput != nil)
    }
  }

  /// Leaves out what the model is known not to take: with `require_parameters` no endpoint would be left.
  private mutating func keepOnly(_ supported: Set<String>, hasFixedOutput: Bool) {
    for (name, parameter) in Parameters.names where !supported.contains(name) { parameters.remove(parameter) }
    if !supported.contains("max_tokens"), supported.contains("max_completion_tokens") {
      limitField = .maxCompletionTokens
    }
    guard !hasFixedOutput else { return }
    let ways = ([structuredOutput] + nextStructuredOutputs).filter { way in
      switch way {
      case .strictSchema, .schema: supported.contains("structured_outputs")
      case .tools: supported.contains("tools") && supported.contains("tool_choice")
      case .jsonObject: supported.contains("response_format")
      case .prompt: true
      }
    }
    structuredOutput = ways.first ?? .prompt
    nextStructuredOutputs = Array(ways.dropFirst())
  }

  /// What of a request is not sent, by the names on the wire: what its server or model does not take.
  package func fieldsLeftOut(of request: ChatRequest) -> [String] {
    let given = request.parameters
    var left: [String] = []
    func note(_ parameter: Parameters, _ name: String, _ isGiven: Bool) {
      if isGiven, !parameters.contains(parameter) { left.append(name) }
    }
    note(.temperature, "temperature", request.temperature != nil)
    note(.topP, "top_p", given.topP != nil)
    note(.frequencyPenalty, "frequency_penalty", given.frequencyPenalty != nil)
    note(.stop, "stop", !given.stop.isEmpty)
    note(.seed, "seed", given.seed != nil)
    note(.reasoning, "reasoning", request.reasoning != nil)
    note([.reasoning, .reasoningTokens], "reasoning.max_tokens", given.reasoningTokens != nil)
    return left
  }

  /// The effort that is asked for in a request: what the user set, else what suits the model, or the next that the server
  /// takes.
  func effort(for request: ChatRequest) -> ReasoningEffort? {
    guard parameters.contains(.reasoning), let wanted = request.reasoning ?? defaultReasoning else {
      return nil
    }
    return efforts.first { $0 >= wanted } ?? efforts.last
  }
}

extension RequestShape.Parameters {
  /// Names on the wire. `reasoning_effort` and `thinking` are the others of `reasoning`.
  static let names: [(name: String, parameter: RequestShape.Parameters)] = [
    ("temperature", .temperature), ("top_p", .topP), ("frequency_penalty", .frequencyPenalty),
    ("stop", .stop),
    ("seed", .seed), ("reasoning", .reasoning),
  ]
}
