import JSON
import Testing

@testable import ChatCompletions

/// A request with every parameter, as each server is sent it.
@Suite struct RequestBodyProfileTests {
  static let format = ResponseFormat(name: "r", schema: ["type": "object"])

  static let request: ChatRequest = {
    var request = ChatRequest(
      messages: [ChatMessage(role: .user, content: "x")], responseFormat: format, maxTokens: 100,
      temperature: 0, reasoning: .low)
    request.parameters.topP = 0.9
    request.parameters.frequencyPenalty = -0.5
    request.parameters.stop = ["A", "\n\n"]
    request.parameters.seed = 7
    return request
  }()

  static let start = #"{"model":"m","messages":[{"role":"user","content":"x"}],"#
  static let schema =
    #""response_format":{"type":"json_schema","json_schema":{"name":"r","strict":true,"schema":{"type":"object"}}},"#
  static let sampling = #""temperature":0,"top_p":0.9,"frequency_penalty":-0.5,"#
  static let stop = #""stop":["A","\n\n"],"#
  static let stream = #""stream":true"#
  static let options = #","stream_options":{"include_usage":true}"#

  static func body(
    _ kind: ProviderKind, _ request: ChatRequest = request, _ structuredOutput: StructuredOutput? = nil,
    streams: Bool = true
  ) throws -> String {
    let profile = try RequestShapeTests.profile(kind)
    let shape = RequestShape(
      profile: profile, model: "m", structuredOutput: structuredOutput, streams: streams)
    let bytes = request.body(model: "m", profile: profile, shape: shape)
    _ = try JSONDocument(bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    arguments: [
      (
        .openRouter, #""reasoning":{"effort":"low"},"max_tokens":100,"#,
        stop + #""seed":7,"# + stream
          + #","provider":{"require_parameters":true},"plugins":[{"id":"context-compression","enabled":false}]"#
      ),
      (
        .openAI, #""reasoning_effort":"low","max_completion_tokens":100,"#,
        stop + #""seed":7,"# + stream + options
      ),
      (
        .azure, #""reasoning_effort":"low","max_completion_tokens":100,"#,
        stop + #""seed":7,"# + stream + options
      ),
      (
        .ark, #""thinking":{"type":"enabled"},"reasoning_effort":"low","max_completion_tokens":100,"#,
        stream + options
      ),
      (.vLLM, #""reasoning_effort":"low","max_tokens":100,"#, stop + #""seed":7,"# + stream + options),
      (.llamaCPP, #""reasoning_effort":"low","max_tokens":100,"#, stop + #""seed":7,"# + stream + options),
      (.ollama, #""reasoning_effort":"low","max_tokens":100,"#, stop + #""seed":7,"# + stream + options),
      (.lmStudio, #""reasoning_effort":"low","max_tokens":100,"#, stop + #""seed":7,"# + stream + options),
      (.plain, #""reasoning_effort":"low","max_tokens":100,"#, stop + #""seed":7,"# + stream + options),
    ] as [(ProviderKind, String, String)])
  func everythingTheUserCanSet(kind: ProviderKind, limits: String, rest: String) throws {
    #expect(try Self.body(kind) == Self.start + Self.schema + limits + Self.sampling + rest + "}")
  }

  @Test(
    arguments: [
      (.strictSchema, schema),
      (.schema, schema.replacing("true", with: "false")),
      (
        .tools,
        #""tools":[{"type":"function","function":{"name":"r","parameters":{"type":"object"}}}],"#
          + #""tool_choice":{"type":"function","function":{"name":"r"}},"#
      ),
      (.jsonObject, #""response_format":{"type":"json_object"},"#), (.prompt, ""),
    ] as [(StructuredOutput, String)])
  func theWayToKeepToASchema(way: StructuredOutput, sent: String) throws {
    let request = ChatRequest(
      messages: Self.request.messages, responseFormat: Self.format, maxTokens: 100)
    #expect(
      try Self.body(.plain, request, way, streams: false) == Self.start + sent + #""max_tokens":100}"#)
  }

  /// A schema that can't be strict is never sent as such.
  @Test func strictOnlyWhereTheSchemaIs() throws {
    var request = Self.request
    request.responseFormat?.strict = false
    #expect(try Self.body(.openAI, request).contains(#""strict":false"#))
  }

  @Test(
    arguments: [
      (.openRouter, .none, #""reasoning":{"effort":"none"}"#),
      (.vLLM, .none, #""reasoning_effort":"none","chat_template_kwargs":{"enable_thinking":false}"#),
      (.llamaCPP, .minimal, #""reasoning_effort":"minimal""#),
      (.ollama, .minimal, #""reasoning_effort":"low""#), (.ollama, .max, #""reasoning_effort":"high""#),
      (.ark, .none, #""thinking":{"type":"disabled"}"#), (.ark, .minimal, #""thinking":{"type":"disabled"}"#),
      (.ark, .xhigh, #""thinking":{"type":"enabled"},"reasoning_effort":"high""#),
      (.openAI, .none, #""reasoning_effort":"none""#),
    ] as [(ProviderKind, ReasoningEffort, String)])
  func howLongToThink(kind: ProviderKind, effort: ReasoningEffort, sent: String) throws {
    let request = ChatRequest(messages: [], maxTokens: 16, reasoning: effort)
    let limit = kind == .openAI || kind == .ark ? "max_completion_tokens" : "max_tokens"
    #expect(
      try Self.body(kind, request, streams: false).hasPrefix(
        #"{"model":"m","messages":[],\#(sent),"\#(limit)":16"#))
  }

  @Test func tokensOfThinkingInThePlaceOfAnEffort() throws {
    var request = ChatRequest(messages: [], maxTokens: 16)
    request.parameters.reasoningTokens = 512
    request.parameters.excludesReasoning = true
    #expect(try Self.body(.openRouter, request).contains(#""reasoning":{"max_tokens":512,"exclude":true}"#))
    #expect(try !Self.body(.openAI, request).contains("512"))
  }

  @Test(
    arguments: [
      (nil, ""), (.auto, #","tool_choice":"auto""#), (ToolChoice.none, #","tool_choice":"none""#),
      (.required, #","tool_choice":"required""#),
      (.function("f"), #","tool_choice":{"type":"function","function":{"name":"f"}}"#),
    ] as [(ToolChoice?, String)])
  func toolsOfTheCaller(choice: ToolChoice?, sent: String) throws {
    var request = ChatRequest(messages: [], maxTokens: 16)
    request.parameters.tools = [
      ChatTool(name: "f", description: "does \"it\"", parameters: ["type": "object"]),
      ChatTool(name: "g", parameters: [:]),
    ]
    request.parameters.toolChoice = choice
    #expect(
      try Self.body(.plain, request, streams: false)
        == #"{"model":"m","messages":[],"tools":[{"type":"function","function":{"name":"f","#
        + #""description":"does \"it\"","parameters":{"type":"object"}}},"#
        + #"{"type":"function","function":{"name":"g","parameters":{}}}]"# + sent + #","max_tokens":16}"#)
  }

  @Test func numbersThatJSONLacksAreLeftOut() throws {
    var request = ChatRequest(messages: [], maxTokens: 16, temperature: .nan)
    request.parameters.topP = .infinity
    #expect(try Self.body(.plain, request, streams: false) == #"{"model":"m","messages":[],"max_tokens":16}"#)
  }
}
