import JSON
import Testing

@testable import ChatCompletions

/// What a refusal changes in the requests after it.
@Suite struct RequestShapeTests {
  typealias Parameters = RequestShape.Parameters

  static let request: ChatRequest = {
    var request = ChatRequest(
      messages: [ChatMessage(role: .user, content: "x")],
      responseFormat: ResponseFormat(name: "r", schema: ["type": "object"]), maxTokens: 64_000, temperature: 0
    )
    request.parameters.topP = 0.5
    request.parameters.stop = ["END"]
    request.parameters.seed = 7
    request.parameters.frequencyPenalty = 0.5
    return request
  }()

  static func error(_ body: String) throws -> ServerError {
    try #require(ServerError(in: try JSONDocument(body).root))
  }

  /// A profile's shape after one refusal, and the step.
  static func after(
    _ body: String, status: Int, _ profile: ProviderProfile, model: String = "m",
    reasoning: ReasoningEffort? = nil
  ) throws -> (before: RequestShape, after: RequestShape, step: RequestShape.StepDown) {
    let before = RequestShape(profile: profile, model: model)
    var shape = before
    var request = Self.request
    request.reasoning = reasoning
    let step = shape.stepDown(after: try error(body), status: status, request: request, sent: before)
    return (before, shape, step)
  }

  static func profile(_ kind: ProviderKind) throws -> ProviderProfile {
    let own = [
      ProviderKind.azure: "https://x.openai.azure.com", .ark: "https://ark.cn-beijing.volces.com/api/v3",
      .plain: "https://host.example/v1",
    ]
    return try ProviderProfile.choose(baseURL: own[kind], provider: kind)
  }

  static func body(_ message: String, param: String? = nil, code: String? = nil) -> String {
    let error: JSONValue = [
      "message": .string(message), "param": param.map(JSONValue.string) ?? .null,
      "code": code.map(JSONValue.string) ?? .null,
    ]
    return String(decoding: (["error": error] as JSONValue).serialized(), as: UTF8.self)
  }

  // MARK: One parameter

  @Test(
    arguments: [
      (
        ProviderKind.openAI,
        "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
        "temperature", "unsupported_value", Parameters.temperature
      ),
      (
        .openAI, "Unsupported parameter: 'top_p' is not supported with this model.", "top_p",
        "unsupported_parameter", .topP
      ),
      (
        .openAI, "Unsupported parameter: 'stop' is not supported with this model.", "stop",
        "unsupported_parameter", .stop
      ),
      (
        .plain, "invalid temperature: only 1 is allowed for this model", nil, "invalid_request_error",
        .temperature
      ),
      (
        .plain, "The model returned the following errors: temperature: Extra inputs are not permitted", nil,
        nil, .temperature
      ),
      (.azure, "Unrecognized request argument supplied: stream_options", nil, nil, .streamOptions),
      (
        .azure, "Validation error at #/stream_options: Extra inputs are not permitted", nil, nil,
        .streamOptions
      ),
      (
        .plain, "Extra inputs are not permitted, field: 'stream_options', value: {'include_usage': True}",
        nil,
        nil, .streamOptions
      ),
      (.plain, "property 'seed' is unsupported", "seed", nil, .seed),
      (.plain, "json: unknown field \"frequency_penalty\"", nil, nil, .frequencyPenalty),
      (.openRouter, "Unrecognized key(s) in object: 'plugins'", nil, nil, .plugins),
    ] as [(ProviderKind, String, String?, String?, Parameters)])
  func leavesOutTheParameterThatIsNamed(
    kind: ProviderKind, message: String, param: String?, code: String?, parameter: Parameters
  ) throws {
    let (before, after, step) = try Self.after(
      Self.body(message, param: param, code: code), status: 400, try Self.profile(kind))
    #expect(after.parameters == before.parameters.subtracting(parameter))
    #expect(after.structuredOutput == before.structuredOutput)
    guard case .stepped(let sentence) = step else {
      Issue.record("no step")
      return
    }
    #expect(!sentence.hasSuffix("."))
  }

  @Test func leavesOutWhatFastAPINames() throws {
    let body =
      #"{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}"#
    let (before, after, _) = try Self.after(body, status: 422, try Self.profile(.plain))
    #expect(after.parameters == before.parameters.subtracting(.streamOptions))
  }

  @Test(
    arguments: [
      ("Streaming is not supported for this model.", nil),
      ("Unsupported value: 'stream' is not supported", "stream"),
    ] as [(String, String?)])
  func doesWithoutStreaming(message: String, param: String?) throws {
    let (_, after, _) = try Self.after(
      Self.body(message, param: param), status: 400, try Self.profile(.plain))
    #expect(!after.streams)
  }

  // MARK: The limit of the answer

  @Test func swapsTheFieldOfTheLimitOnce() throws {
    let text =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    var (_, shape, _) = try Self.after(
      Self.body(text, param: "max_tokens", code: "unsupported_parameter"), status: 400,
      try Self.profile(.plain))
    #expect(shape.limitField == .maxCompletionTokens)
    let sent = shape
    let step = shape.stepDown(
      after: try Self.error(Self.body("Unrecognized request argument supplied: max_completion_tokens")),
      status: 400, request: Self.request, sent: sent)
    #expect(step == .none)
  }

  @Test(
    arguments: [
      (
        "max_tokens is too large: 64000. This model supports at most 16384 completion tokens, whereas you provided 64000.",
        "max_tokens", 16_384
      ),
      (
        "The parameter max_tokens specified in the request are not valid: integer above maximum value, expected a value <= 32768, but got 64000 instead. Request id: 0",
        "max_tokens", 32_768
      ),
      (
        "`max_tokens` must be less than or equal to `8192`, the maximum value for `max_tokens` is less than the `context_window` for this model",
        nil, 8192
      ),
      ("Invalid max_tokens value, the valid range of max_tokens is [1, 8192]", nil, 8192),
    ] as [(String, String?, Int)])
  func learnsTheLargestLimit(message: String, param: String?, most: Int) throws {
    let (before, after, step) = try Self.after(
      Self.body(message, param: param), status: 400, try Self.profile(.plain))
    #expect(after.maximumOutputTokens == most)
    #expect(after.limitField == before.limitField)
    #expect(step != .none)
    let sent = String(
      decoding: Self.request.body(model: "m", profile: try Self.profile(.plain), shape: after), as: UTF8.self)
    #expect(sent.contains("\"max_tokens\":\(most),"))
  }

  // MARK: Thinking

  @Test(
    arguments: [
      (
        ReasoningEffort.minimal,
        "Unsupported value: 'reasoning_effort' does not support 'minimal' with this model. Supported values are: 'none', 'low', 'medium', and 'high'.",
        ReasoningEffort?.some(.low)
      ),
      (
        .none,
        "Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values are: 'low', 'medium', and 'high'.",
        .low
      ),
      (.none, "invalid reasoning_effort: 'none' is not supported", .minimal),
      (
        .max,
        "Unsupported value: 'reasoning_effort' does not support 'max' with this model. Supported values are: 'low', 'high'.",
        .high
      ),
      (.minimal, "Unrecognized request argument supplied: reasoning_effort", nil),
      (.low, "\"llama3\" does not support thinking", nil),
    ] as [(ReasoningEffort, String, ReasoningEffort?)])
  func asksForTheNextEffort(effort: ReasoningEffort, message: String, next: ReasoningEffort?) throws {
    let (_, after, step) = try Self.after(
      Self.body(message), status: 400, try Self.profile(.plain), reasoning: effort)
    var request = Self.request
    request.reasoning = effort
    #expect(step != .none)
    #expect(after.effort(for: request) == next)
  }

  // MARK: The way to keep to a schema

  @Test(
    arguments: [
      (
        ProviderKind.openAI, 400,
        "Invalid schema for response_format 'r': In context=(), 'additionalProperties' is required to be supplied and to be false.",
        "text.format.schema", "invalid_json_schema", StructuredOutput.schema
      ),
      (
        .openAI, 400,
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
        "response_format", nil, .tools
      ),
      (
        .azure, 400,
        "response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later",
        nil, "BadRequest", .tools
      ),
      (
        .ark, 400,
        "The parameter response_format.type specified in the request are not valid: json_schema is not supported by this model",
        "response_format.type", "InvalidParameter", .tools
      ),
      (
        .vLLM, 400, "The provided JSON schema contains features not supported by xgrammar.", nil, nil,
        .jsonObject
      ),
      (
        .llamaCPP, 400,
        "Failed to initialize samplers: Unexpected empty grammar stack after accepting piece: <think> (248068)",
        nil, nil, .jsonObject
      ),
      (
        .llamaCPP, 500, "Unable to generate parser for this template. Automatic parser generation failed",
        nil,
        nil, .jsonObject
      ),
      (.lmStudio, 400, "'response_format.json_schema' is not supported by this engine", nil, nil, .prompt),
      (.plain, 400, "This response_format type is unavailable now", nil, "invalid_request_error", .tools),
      (.plain, 422, "response_format: Extra inputs are not permitted", nil, nil, .tools),
      (
        .openRouter, 400, "Provider returned error [structured outputs are not supported by this provider]",
        nil, nil, .schema
      ),
    ] as [(ProviderKind, Int, String, String?, String?, StructuredOutput)])
  func stepsDownToTheNextWay(
    kind: ProviderKind, status: Int, message: String, param: String?, code: String?, way: StructuredOutput
  ) throws {
    let (before, after, step) = try Self.after(
      Self.body(message, param: param, code: code), status: status, try Self.profile(kind))
    #expect(after.structuredOutput == way)
    #expect(after.parameters == before.parameters)
    #expect(step != .none)
  }

  @Test func skipsAllThatIsRefusedByName() throws {
    var shape = RequestShape(profile: try Self.profile(.plain), model: "m")
    let error = try Self.error(Self.body("Unrecognized request arguments supplied: response_format, tools"))
    for way in [StructuredOutput.tools, .prompt] {
      let sent = shape
      #expect(shape.stepDown(after: error, status: 400, request: Self.request, sent: sent) != .none)
      #expect(shape.structuredOutput == way)
    }
  }

  @Test(arguments: ProviderKind.allCases)
  func endsAtThePrompt(kind: ProviderKind) throws {
    var shape = RequestShape(profile: try Self.profile(kind), model: "m")
    var ways = [shape.structuredOutput]
    while true {
      let name = shape.structuredOutput == .tools ? "tools" : "response_format"
      let error = try Self.error(Self.body("Invalid: '\(name)' is not supported: json schema", param: name))
      let sent = shape
      let step = shape.stepDown(after: error, status: 400, request: Self.request, sent: sent)
      if step == .none { break }
      ways.append(shape.structuredOutput)
    }
    #expect(ways.last == .prompt)
    #expect(Set(ways).count == ways.count)
  }

  @Test(arguments: [StructuredOutput.tools, .jsonObject, .prompt])
  func aWayThatTheUserNamedIsKept(way: StructuredOutput) throws {
    var shape = RequestShape(profile: try Self.profile(.openAI), model: "m", structuredOutput: way)
    let sent = shape
    let error = try Self.error(Self.body("'tools' and 'response_format' are not supported: json schema"))
    #expect(shape.stepDown(after: error, status: 400, request: Self.request, sent: sent) == .none)
    #expect(shape.structuredOutput == way)
  }

  // MARK: OpenRouter's routing

  @Test(arguments: [
    #"{"error":{"message":"No endpoints found that can handle the requested parameters.","code":404}}"#,
    #"{"error":{"message":"No endpoints available matching your guardrail restrictions and data policy.","code":404}}"#,
    #"{"error":{"message":"x","error_type":"not_found","availability":{"code":"constraint_filtered","excluded_by":["require_parameters"]}}}"#,
  ])
  func firstLeavesOutRequireParameters(body: String) throws {
    let (before, after, _) = try Self.after(body, status: 404, try Self.profile(.openRouter))
    #expect(after.parameters == before.parameters.subtracting(.requireParameters))
    #expect(after.structuredOutput == before.structuredOutput)
  }

  @Test func aModelThatIsNotThereIsNoStep() throws {
    for message in [
      "No endpoints found for a/b.", "The model `x` does not exist or you do not have access to it.",
    ] {
      #expect(try Self.after(Self.body(message), status: 404, try Self.profile(.openRouter)).step == .none)
    }
  }

  // MARK: What is no refusal of the shape

  @Test(arguments: [
    (
      400,
      "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens with max_tokens"
    ),
    (
      400,
      "'max_tokens' or 'max_completion_tokens' is too large: 8000. This model's maximum context length is 4096 tokens and your request has 2778 input tokens"
    ),
    (400, "Invalid 'messages[0].content': string too long."),
    (400, "invalid temperature: must be between 0 and 1"),
    (400, "The document says: stop seed provider tools stream, which is not supported"),
    (401, "'temperature' is not supported"), (429, "'response_format' is not supported"),
    (500, "'temperature' is not supported"), (503, "grammar"), (400, ""), (400, "bad request"),
  ])
  func leavesTheShapeAlone(status: Int, message: String) throws {
    let (before, after, step) = try Self.after(Self.body(message), status: status, try Self.profile(.plain))
    #expect(step == .none)
    #expect(after == before)
  }

  // MARK: Many requests at once

  @Test func refusalsOfTheSameShapeStepOnce() throws {
    let sent = RequestShape(profile: try Self.profile(.openAI), model: "m")
    var shape = sent
    let error = try Self.error(
      Self.body("Unsupported parameter: 'seed'", param: "seed", code: "unsupported_parameter"))
    var steps: [RequestShape.StepDown] = []
    for _ in 0..<3 {
      steps.append(shape.stepDown(after: error, status: 400, request: Self.request, sent: sent))
    }
    guard case .stepped = steps[0] else {
      Issue.record("no step")
      return
    }
    #expect(steps[1...] == [.already, .already])
    #expect(shape.parameters == sent.parameters.subtracting(.seed))
  }

  /// Whatever a server refuses, there is an end to it.
  @Test(arguments: ProviderKind.allCases)
  func everyServerRunsOutOfRefusals(kind: ProviderKind) throws {
    let names = [
      "temperature", "top_p", "frequency_penalty", "stop", "seed", "reasoning_effort", "reasoning",
      "thinking",
      "stream_options", "stream", "provider", "plugins", "max_tokens", "max_completion_tokens",
      "response_format",
      "tools", "chat_template_kwargs", "require_parameters",
    ]
    var request = Self.request
    request.reasoning = ReasoningEffort.none
    var shape = RequestShape(profile: try Self.profile(kind), model: "m")
    var steps = 0
    var isMoving = true
    while isMoving {
      isMoving = false
      for name in names {
        let sent = shape
        let error = try Self.error(
          Self.body("'\(name)' is not supported, supports at most 500", param: name))
        if shape.stepDown(after: error, status: 400, request: request, sent: sent) != .none {
          #expect(shape != sent)
          steps += 1
          isMoving = steps < 1000
        }
      }
    }
    #expect(shape.structuredOutput == .prompt)
    #expect(!shape.streams)
    #expect(steps < 1000)
  }

  // MARK: What is known beforehand

  @Test func leavesOutWhatTheDefaultModelIsNotListedToTake() throws {
    let shape = RequestShape(profile: try Self.profile(.openRouter), model: "bytedance-seed/seed-2.0-mini")
    #expect(shape.structuredOutput == .strictSchema)
    #expect(shape.fieldsLeftOut(of: Self.request) == ["seed"])
    #expect(shape.maximumOutputTokens == 131_072)
  }

  @Test func saysThatArkStopsAtNoText() throws {
    let shape = RequestShape(profile: try Self.profile(.ark), model: "m")
    var request = Self.request
    request.parameters.reasoningTokens = 5
    #expect(shape.fieldsLeftOut(of: request) == ["stop", "seed", "reasoning.max_tokens"])
  }
}
