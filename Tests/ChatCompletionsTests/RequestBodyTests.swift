import JSON
import Testing

@testable import ChatCompletions

/// The bytes that go over the wire, exactly.
@Suite struct RequestBodyTests {
  static let schema: JSONValue = [
    "type": "object", "properties": ["number": ["type": "string", "description": "as printed, é"]],
    "required": ["number"], "additionalProperties": false,
  ]

  static let request = ChatRequest(
    messages: [
      ChatMessage(role: .system, content: "Extract \"records\"."),
      ChatMessage(role: .user, content: "a\nb\u{1}é"),
    ],
    responseFormat: ResponseFormat(name: "invoice v1", schema: schema), maxTokens: 8192, temperature: 0)

  static let start =
    #","messages":[{"role":"system","content":"Extract \"records\"."},{"role":"user","content":"a\nb\u0001é"}],"#
    + #""response_format":{"type":"json_schema","json_schema":{"name":"invoice_v1","strict":true,"schema":"#
    + #"{"type":"object","properties":{"number":{"type":"string","description":"as printed, é"}},"#
    + #""required":["number"],"additionalProperties":false}}}"#

  func body(
    _ request: ChatRequest, model: String, baseURL: String
  ) throws -> String {
    let profile = try ProviderProfile.forBaseURL(baseURL)
    return String(decoding: request.body(model: model, profile: profile), as: UTF8.self)
  }

  @Test func toOpenRouter() throws {
    let body = try body(
      Self.request, model: "bytedance-seed/seed-2.0-mini", baseURL: ProviderProfile.defaultBaseURL)
    #expect(
      body == #"{"model":"bytedance-seed/seed-2.0-mini""# + Self.start
        + #","reasoning":{"effort":"minimal"},"max_tokens":8192,"temperature":0"#
        + #","provider":{"require_parameters":true},"plugins":[{"id":"context-compression","enabled":false}]}"#
    )
    _ = try JSONDocument(body)
  }

  @Test func toAnyOtherServer() throws {
    let body = try body(Self.request, model: "qwen", baseURL: "http://127.0.0.1:8080/v1")
    #expect(body == #"{"model":"qwen""# + Self.start + #","max_tokens":8192,"temperature":0}"#)
    _ = try JSONDocument(body)
  }

  @Test func toOpenAI() throws {
    let body = try body(Self.request, model: "gpt", baseURL: "https://api.openai.com/v1")
    #expect(body == #"{"model":"gpt""# + Self.start + #","max_completion_tokens":8192,"temperature":0}"#)
  }

  @Test(arguments: ReasoningEffort.allCases)
  func reasoningThatTheUserSet(effort: ReasoningEffort) throws {
    var request = ChatRequest(messages: [], maxTokens: 7, temperature: 0.25)
    request.reasoning = effort
    #expect(
      try body(request, model: "m", baseURL: "https://host.example/v1")
        == #"{"model":"m","messages":[],"reasoning_effort":"\#(effort.rawValue)","max_tokens":7,"temperature":0.25}"#
    )
    #expect(
      try body(request, model: "m", baseURL: ProviderProfile.defaultBaseURL)
        == #"{"model":"m","messages":[],"reasoning":{"effort":"\#(effort.rawValue)"},"max_tokens":7"#
        + #","temperature":0.25,"provider":{"require_parameters":true}"#
        + #","plugins":[{"id":"context-compression","enabled":false}]}"#)
  }

  /// `require_parameters` would leave no endpoint of a model that takes no `reasoning`.
  @Test func noReasoningForAModelThatIsNotKnownToTakeIt() throws {
    let body = try body(
      ChatRequest(messages: [], maxTokens: 7), model: "other/model", baseURL: ProviderProfile.defaultBaseURL)
    #expect(!body.contains("reasoning"))
  }

  @Test(arguments: [
    ("", "record"), ("job post/ä", "job_post___"),
    (String(repeating: "x", count: 80), String(repeating: "x", count: 64)),
  ])
  func namesOfSchemasFitTheWire(name: String, sent: String) {
    #expect(ResponseFormat(name: name, schema: .null).name == sent)
  }

  @Test func theSameRequestIsTheSameBytes() throws {
    let bodies = try (0..<20).map { _ in
      try body(Self.request, model: "m", baseURL: ProviderProfile.defaultBaseURL)
    }
    #expect(Set(bodies).count == 1)
  }
}
