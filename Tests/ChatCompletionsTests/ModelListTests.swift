import Testing

@testable import ChatCompletions

/// What a server says of its models.
@Suite struct ModelListTests {
  func refined(_ baseURL: String, by text: String, model: String) throws -> ProviderProfile {
    try ProviderProfile.forBaseURL(baseURL).refined(byModels: Array(text.utf8), model: model)
  }

  static let openRouter = #"""
    {"data":[{"id":"a/b","context_length":1000},
    {"id":"bytedance-seed/seed-2.0-mini","canonical_slug":"bytedance-seed/seed-2.0-mini-20260224",
    "context_length":262144,"pricing":{"prompt":"0.0000001","completion":"4e-7","request":"0.01",
    "internal_reasoning":"0.0000005","overrides":[{"min_prompt_tokens":64000,"prompt":"0.0000003"},
    {"utc_start":"1630","utc_end":30,"completion":"0"},{"min_prompt_tokens":128000,"completion":"0.000001"}]},
    "top_provider":{"context_length":200000,"max_completion_tokens":65536,"is_moderated":false},
    "supported_parameters":["max_tokens","temperature","reasoning","tools","tool_choice","response_format"],
    "reasoning":{"mandatory":true},"expiration_date":"2027-01-01"}]}
    """#

  @Test(arguments: [
    "bytedance-seed/seed-2.0-mini", "bytedance-seed/seed-2.0-mini-20260224",
    "bytedance-seed/seed-2.0-mini:nitro",
  ])
  func readsOpenRouters(model: String) throws {
    let profile = try refined(ProviderProfile.defaultBaseURL, by: Self.openRouter, model: model)
    let facts = try #require(profile.facts(forModel: model))
    #expect(facts.contextTokens == 200_000)
    #expect(facts.maxOutputTokens == 65_536)
    #expect(facts.mustReason)
    #expect(facts.expires == "2027-01-01")
    let prices = try #require(facts.prices)
    #expect(prices.prompt == 0.1)
    #expect(abs(prices.completion - 0.5) < 1e-12)
    #expect(prices.request == 0.01)
    #expect(
      prices.overrides == [
        .init(abovePromptTokens: 64_000, prompt: 0.3),
        .init(hours: .init(start: 990, end: 30), completion: 0),
        .init(abovePromptTokens: 128_000, completion: 1),
      ])
    #expect(profile.facts(forModel: "a/b") == nil)
    // Without structured_outputs, require_parameters would leave no endpoint for a json_schema.
    let shape = RequestShape(profile: profile, model: model)
    #expect(shape.structuredOutput == .tools)
    #expect(shape.nextStructuredOutputs == [.jsonObject, .prompt])
    #expect(!shape.parameters.contains(.topP))
    #expect(shape.efforts.first == .minimal)
  }

  @Test func whatIsKnownHereStaysWhereTheServerIsSilent() throws {
    let model = "bytedance-seed/seed-2.0-mini"
    let profile = try refined(
      ProviderProfile.defaultBaseURL, by: #"{"data":[{"id":"\#(model)"}]}"#, model: model)
    #expect(profile == ProviderProfile.openRouter(profile.baseURL))
  }

  @Test(
    arguments: [
      (
        #"{"object":"list","data":[{"id":"m","owned_by":"vllm","max_model_len":8192}]}"#, ProviderKind.vLLM,
        8192
      ),
      (#"{"data":[{"id":"m","owned_by":"sglang","max_model_len":40960}]}"#, .vLLM, 40_960),
      (
        #"{"models":[],"data":[{"id":"/x/q.gguf","owned_by":"llamacpp","meta":{"n_ctx":4096,"n_ctx_train":32768}}]}"#,
        .llamaCPP, 4096
      ),
      (
        #"{"data":[{"id":"x:1b","owned_by":"library"},{"id":"m:latest","owned_by":"library"}]}"#, .ollama, nil
      ),
      (#"{"data":[{"id":"m","owned_by":"organization_owner"}]}"#, .lmStudio, nil),
      (#"{"data":[{"id":"m","owned_by":"someone","context_window":131072}]}"#, .plain, 131_072),
      (#"[{"id":"m","context_length":77}]"#, .plain, 77),
      (#"{"data":[{"id":"other","context_length":77}]}"#, .plain, nil),
      (#"{"data":[{"id":"m","context_length":-1}]}"#, .plain, nil),
      (#"{"data":[{"id":5},7,null]}"#, .plain, nil), (#"{"data":{}}"#, .plain, nil), ("{}", .plain, nil),
      ("null", .plain, nil), ("", .plain, nil), ("<html>", .plain, nil),
    ] as [(String, ProviderKind, Int?)])
  func tellsTheServerByItsModels(text: String, kind: ProviderKind, context: Int?) throws {
    let profile = try refined("http://10.0.0.7:8000/v1", by: text, model: "m")
    #expect(profile.kind == kind)
    #expect(profile.facts(forModel: "m")?.contextTokens == context)
    #expect(!profile.requiresKey == profile.isLoopback)
  }

  @Test func whatTheUserNamedIsNotGuessedAnew() throws {
    let list = Array(#"{"data":[{"id":"m","owned_by":"vllm"}]}"#.utf8)
    let profile = try ProviderProfile.choose(baseURL: "http://127.0.0.1:1/v1", provider: .plain)
    #expect(profile.refined(byModels: list, model: "m").kind == .plain)
  }

  @Test func pricesOfTheUserGoFirst() throws {
    var profile = try ProviderProfile.forBaseURL("http://127.0.0.1:1/v1")
    profile.setPrices(TokenPrices(prompt: 1, completion: 2), ofModel: "m")
    let list = #"{"data":[{"id":"m","owned_by":"vllm","pricing":{"prompt":"1","completion":"1"}}]}"#
    let refined = profile.refined(byModels: Array(list.utf8), model: "m")
    #expect(refined.kind == .vLLM)
    #expect(refined.facts(forModel: "m")?.prices == TokenPrices(prompt: 1, completion: 2))
  }

  @Test(arguments: [
    #"{"prompt":"-1","completion":"-1"}"#, #"{"prompt":"0.1"}"#, #"{"prompt":"x","completion":"1"}"#,
    #"{"prompt":"1e999","completion":"1"}"#, #"{"prompt":null,"completion":[]}"#,
  ])
  func pricesThatAreNoneAreUnknown(pricing: String) throws {
    let model = "bytedance-seed/seed-2.0-mini"
    let profile = try refined(
      ProviderProfile.defaultBaseURL, by: #"{"data":[{"id":"\#(model)","pricing":\#(pricing)}]}"#,
      model: model)
    #expect(profile.facts(forModel: model)?.prices == nil)
  }
}
