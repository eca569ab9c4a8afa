import NIOHTTP1
import Testing

@testable import ChatCompletions

@Suite struct AnswerReaderTests {
  static let key = Secret("sk-secret", source: "MY_KEY")

  func reader(
    _ baseURL: String = "https://openrouter.ai/api/v1", model: String = "bytedance-seed/seed-2.0-mini"
  ) throws -> AnswerReader {
    AnswerReader(profile: try .forBaseURL(baseURL), model: model, key: Self.key)
  }

  func read(
    _ status: Int, _ body: String, headers: HTTPHeaders = [:],
    baseURL: String = "https://openrouter.ai/api/v1"
  ) throws -> Result<ChatResponse, AttemptFailure> {
    let reader = try reader(baseURL)
    return Result { () throws(AttemptFailure) in
      var answer = AnswerCollector(status: status, headers: headers, maxTokens: 1000)
      _ = answer.receive(Array(body.utf8).span)
      return try reader.read(answer, now: 0)
    }
  }

  func failure(
    _ status: Int, _ body: String, headers: HTTPHeaders = [:],
    baseURL: String = "https://openrouter.ai/api/v1"
  ) throws -> AttemptFailure {
    switch try read(status, body, headers: headers, baseURL: baseURL) {
    case .success(let response):
      Issue.record("an answer was read: \(response)")
      throw CancellationError()
    case .failure(let failure): return failure
    }
  }

  // MARK: Statuses

  struct StatusCase: Sendable {
    var status: Int
    var kind: ChatError.Kind
    var recovery: Recovery
    var endsRun = false
  }

  @Test(arguments: [
    StatusCase(status: 301, kind: .redirect, recovery: .none, endsRun: true),
    StatusCase(status: 307, kind: .redirect, recovery: .none, endsRun: true),
    StatusCase(status: 400, kind: .badRequest, recovery: .none),
    StatusCase(status: 401, kind: .auth, recovery: .none, endsRun: true),
    StatusCase(status: 402, kind: .credit, recovery: .none, endsRun: true),
    StatusCase(status: 403, kind: .forbidden, recovery: .none, endsRun: true),
    StatusCase(status: 404, kind: .unknownModel, recovery: .none, endsRun: true),
    StatusCase(status: 408, kind: .timeout, recovery: .again),
    StatusCase(status: 409, kind: .serverError, recovery: .again),
    StatusCase(status: 412, kind: .badRequest, recovery: .none),
    StatusCase(status: 413, kind: .tooLarge, recovery: .none),
    StatusCase(status: 418, kind: .badRequest, recovery: .none),
    StatusCase(status: 422, kind: .badRequest, recovery: .none),
    StatusCase(status: 429, kind: .rateLimited, recovery: .again),
    StatusCase(status: 500, kind: .serverError, recovery: .again),
    StatusCase(status: 501, kind: .serverError, recovery: .again),
    StatusCase(status: 502, kind: .serverError, recovery: .again),
    StatusCase(status: 503, kind: .serverError, recovery: .again),
    StatusCase(status: 504, kind: .timeout, recovery: .again),
    StatusCase(status: 524, kind: .timeout, recovery: .again),
    StatusCase(status: 529, kind: .serverError, recovery: .again),
  ])
  func everyStatusWhateverTheShapeOfItsBody(expected: StatusCase) throws {
    let bodies = [
      #"{"error":{"code":\#(expected.status),"message":"it broke"}}"#,
      #"{"error":{"code":"word","message":"it broke","type":"x","param":null}}"#,
      #"{"error":{"code":null,"message":"it broke"}}"#, #"{"error":"it broke"}"#,
      #"{"object":"error","message":"it broke","type":"T","param":null,"code":\#(expected.status)}"#,
      #"{"detail":"it broke"}"#, #"{"detail":[{"loc":["body"],"msg":"it broke"}]}"#,
      "<html><head><title>it broke</title></head></html>", "it broke", "", "{}", "[]", "null",
      #"{"error":{}}"#,
    ]
    for (position, body) in bodies.enumerated() {
      let failure = try failure(expected.status, body)
      #expect(failure.kind == expected.kind, "\(body)")
      #expect(failure.recovery == expected.recovery, "\(body)")
      #expect(failure.endsRun == expected.endsRun, "\(body)")
      #expect(failure.status == expected.status)
      #expect(failure.message.contains("https://openrouter.ai"))
      #expect(failure.message.contains("(\(expected.status))"))
      #expect(failure.usage == .zero)
      if position < 9, expected.kind != .redirect { #expect(failure.message.contains("it broke"), "\(body)") }
    }
  }

  // MARK: What a person is told

  @Test func halfAKeyAtTheEndOfWhatIsToldIsNoneEither() throws {
    let location = "https://x.example/" + String(repeating: "a", count: 175) + "sk-secret"
    #expect(try !failure(301, "", headers: ["Location": location]).message.contains("sk-"))
    let said = String(repeating: "a", count: 495) + "sk-secret"
    #expect(try !failure(400, #"{"error":"\#(said)"}"#).message.contains("sk-"))
  }

  @Test func whatEndsARunSaysWhatToDo() throws {
    let refused = try failure(401, #"{"error":{"message":"No auth: sk-secret is unknown.","code":401}}"#)
    #expect(
      refused.message
        == "https://openrouter.ai refused the key in MY_KEY (401): No auth: <redacted> is unknown")
    #expect(refused.hint == "check it at https://openrouter.ai/settings/keys")
    #expect(!String(decoding: refused.body, as: UTF8.self).contains("sk-secret"))
    let poor = try failure(402, #"{"error":{"message":"more credits","code":402}}"#)
    #expect(poor.hint?.contains("https://openrouter.ai/settings/credits") == true)
    let unknown = try failure(404, #"{"error":{"message":"No endpoints found","code":404}}"#)
    #expect(unknown.message.contains("bytedance-seed/seed-2.0-mini"))
    let local = try failure(404, "File Not Found", baseURL: "http://127.0.0.1:8080")
    #expect(local.message.contains("http://127.0.0.1:8080/chat/completions"))
    #expect(local.hint?.contains("/v1") == true)
  }

  @Test func aLackOfCreditThatPassesIsWaitedFor() throws {
    let failure = try failure(
      402, #"{"error":{"message":"in flight","code":402}}"#, headers: ["Retry-After": "3"])
    #expect(failure.recovery == .again)
    #expect(failure.retryAfter == .seconds(3))
  }

  @Test func aQuotaThatIsUsedUpEndsTheRun() throws {
    let failure = try failure(429, #"{"error":{"message":"You exceeded","code":"insufficient_quota"}}"#)
    #expect(failure.kind == .credit)
    #expect(failure.recovery == .none)
    #expect(failure.endsRun)
  }

  @Test func aLoadingModelIsWaitedFor() throws {
    let body = #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#
    #expect(try failure(503, body).recovery == .whenLoaded)
  }

  @Test(arguments: [
    #"{"error":{"code":403,"message":"flagged","metadata":{"reasons":["x"],"flagged_input":"my document"}}}"#,
    #"{"error":{"code":403,"message":"blocked: my document","metadata":{"patterns":["my document"]}}}"#,
    #"{"error":{"code":400,"message":"my document","metadata":{"error_type":"content_policy_violation"}}}"#,
    #"{"error":{"code":"content_filter","message":"my document","innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#,
  ])
  func aFilteredDocumentIsNotTheRunsEndAndIsNotQuoted(body: String) throws {
    for status in [400, 403, 200] {
      let failure = try failure(status, body)
      #expect(failure.kind == .filtered)
      #expect(failure.recovery == .none)
      #expect(!failure.endsRun)
      #expect(!failure.message.contains("my document"))
      #expect(failure.body.isEmpty)
    }
  }

  @Test(arguments: [
    (400, #"{"error":{"message":"nope is not a valid model ID","code":400}}"#, ChatError.Kind.unknownModel),
    (
      400,
      #"{"error":{"message":"x","http_status":400,"error_type":"y","availability":{"code":"model_not_found"}}}"#,
      .unknownModel
    ),
    (
      400, #"{"error":{"message":"JSON schema error at #/properties/a: unrecognized type date","code":400}}"#,
      .schemaRefused
    ),
    (
      400, #"{"error":{"message":"Invalid schema","param":"response_format","code":"invalid_json_schema"}}"#,
      .schemaRefused
    ),
  ])
  func aRequestThatEveryDocumentSharesEndsTheRun(status: Int, body: String, kind: ChatError.Kind) throws {
    let failure = try failure(status, body)
    #expect(failure.kind == kind)
    #expect(failure.endsRun)
  }

  // MARK: Prompts too long

  @Test(arguments: [
    (
      #"{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","#
        + #""type":"exceed_context_size_error","n_prompt_tokens":14429,"n_ctx":8192}}"#, 14429, 8192
    ),
    (
      #"{"error":{"code":400,"message":"request (302 tokens) exceeds the available context size (256 tokens), try"}}"#,
      302, 256
    ),
    (
      #"{"error":{"message":"This endpoint's maximum context length is 131072 tokens. However, you requested about "#
        + #"141607 tokens (10535 of text input, 131072 in the output).","code":400}}"#, 141607, 131072
    ),
    (
      #"{"object":"error","message":"This model's maximum context length is 16384 tokens. However, you requested "#
        + #"122946 tokens (112946 in the messages)","type":"BadRequestError","code":400}"#, 122946, 16384
    ),
    (
      #"{"error":{"message":"'max_tokens' or 'max_completion_tokens' is too large: 8000. This model's maximum context "#
        + #"length is 4096 tokens and your request has 2778 input tokens","code":400}}"#, 2778, 4096
    ),
    (
      #"{"object":"error","message":"The input (61709 tokens) is longer than the model's context length (40960 tokens)."}"#,
      61709, 40960
    ),
    (#"{"error":{"message":"prompt is too long: 210000 tokens > 200000 maximum"}}"#, 210000, 200000),
    (#"{"error":{"message":"Current length is 9000 while limit is 8192"}}"#, 9000, 8192),
    (
      #"{"error":{"message":"The input token count (5000) exceeds the maximum number of tokens allowed (4096)."}}"#,
      5000, 4096
    ),
    (#"{"error":{"message":"x","code":"context_length_exceeded"}}"#, nil, nil),
    (#"{"error":{"message":"x","metadata":{"error_type":"context_length_exceeded"}}}"#, nil, nil),
    (
      #"{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"message\":\"This model's "#
        + #"maximum context length is 4096 tokens\"}"}}}"#, nil, 4096
    ),
  ])
  func isContextOverflow(body: String, prompt: Int?, context: Int?) throws {
    for status in [400, 413, 500] {
      let failure = try failure(status, body)
      #expect(failure.kind == .contextOverflow)
      #expect(failure.overflow == ContextOverflow(promptTokens: prompt, contextTokens: context))
      #expect(failure.recovery == .none)
      #expect(!failure.endsRun)
    }
  }

  @Test(arguments: [
    (
      400,
      #"{"error":{"code":"InvalidParameter","message":"The parameter max_tokens specified in the request are not valid: "#
        + #"integer above maximum value, expected a value <= 32768, but got 64000 instead."}}"#
    ),
    (400, #"{"error":{"message":"too long","code":"string_above_max_length","param":"user"}}"#),
    (
      429,
      #"{"error":{"message":"Limit 30000, requested 41000 tokens per min; reduce the length of the messages"}}"#
    ),
    (402, #"{"error":{"message":"Prompt tokens limit exceeded: 230799 > 91442"}}"#),
  ])
  func isNoContextOverflow(status: Int, body: String) throws {
    #expect(try failure(status, body).kind != .contextOverflow)
  }

  // MARK: Errors inside a success

  @Test(arguments: [
    (#"{"error":{"code":429,"message":"slow"}}"#, ChatError.Kind.rateLimited, Recovery.again),
    (#"{"error":{"code":"502","message":"x"}}"#, .serverError, .again),
    (#"{"error":{"code":"server_error","message":"x"}}"#, .serverError, .again),
    (#"{"error":{"message":"x"},"choices":[]}"#, .serverError, .again),
    (#"{"error":"x"}"#, .serverError, .again),
    (#"{"error":{"message":"x","metadata":{"error_type":"provider_overloaded"}}}"#, .serverError, .again),
    (#"{"error":{"message":"x","http_status":401,"error_type":"authentication"}}"#, .auth, .none),
    (#"{"error":{"code":400,"message":"x"}}"#, .badRequest, .none),
    (
      #"{"choices":[{"finish_reason":"error","message":{"content":"{\"a\""},"error":{"code":502,"message":"x"}}]}"#,
      .serverError, .again
    ),
    (#"{"choices":[{"finish_reason":"error","message":{"content":"{\"a\""}}]}"#, .serverError, .again),
    (#"{"choices":[]}"#, .badResponse, .afterUnreadable),
    (#"{"choices":null}"#, .badResponse, .afterUnreadable),
    (#"{"id":"x"}"#, .badResponse, .afterUnreadable), ("[1]", .badResponse, .afterUnreadable),
    ("", .badResponse, .afterUnreadable), ("<html>busy</html>", .badResponse, .afterUnreadable),
    (#"{"choices":[{"message":{"content":"cut"#, .badResponse, .afterUnreadable),
    (#"{"choices":[{"message":{"content":NaN}}]}"#, .badResponse, .afterUnreadable),
    (String(repeating: "[", count: 100_000), .badResponse, .afterUnreadable),
  ])
  func isAFailureDespiteStatus200(body: String, kind: ChatError.Kind, recovery: Recovery) throws {
    let failure = try failure(200, body)
    #expect(failure.kind == kind)
    #expect(failure.recovery == recovery)
    #expect(failure.body == Array(body.utf8.prefix(2048)))
  }

  @Test func aFailedAnswerThatWasCountedIsCounted() throws {
    let failure = try failure(
      200, #"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,"cost":0.25}}"#)
    #expect(failure.usage == Usage(promptTokens: 9, completionTokens: 2, knownCost: 0.25))
  }

  // MARK: Good answers

  @Test(arguments: [
    (#"{"choices":[{"message":{"content":"x"}}]}"#, "x"),
    ("\u{FEFF}" + #"{"choices":[{"message":{"content":"x"}}]}"#, "x"),
    (" \n\r\n  \n" + #"{"error":null,"choices":[{"message":{"content":"x"}}]}"#, "x"),
    (#"{"choices":[{"message":{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}}]}"#, "ab"),
    (#"{"choices":[{"message":{"content":null,"refusal":"no"}}]}"#, nil),
    (#"{"choices":[{"message":{"content":""}}]}"#, ""), (#"{"choices":[{"message":{}}]}"#, nil),
    (#"{"choices":[{"message":{"content":[]}}]}"#, nil), (#"{"choices":[{}]}"#, nil),
    (#"{"choices":[{"message":{"content":"\u00e9\ud83d\ude00"}}]}"#, "é😀"),
  ])
  func contentInItsShapes(body: String, content: String?) throws {
    #expect(try read(200, body).get().content == content)
  }

  @Test func everythingElseOfAnAnswer() throws {
    let response = try read(
      200,
      #"""
      {"id":"gen-1","model":"bytedance-seed/seed-2.0-mini-20260224","choices":[{"index":0,"finish_reason":"length",
      "native_finish_reason":"length","message":{"role":"assistant","content":"{","refusal":null}}],
      "usage":{"prompt_tokens":4210,"completion_tokens":96,"total_tokens":4306,
      "prompt_tokens_details":{"cached_tokens":7},"completion_tokens_details":{"reasoning_tokens":31},
      "cost":0.000459}}
      """#
    ).get()
    #expect(
      response
        == ChatResponse(
          content: "{", finishReason: "length", nativeFinishReason: "length",
          model: "bytedance-seed/seed-2.0-mini-20260224", id: "gen-1",
          usage: Usage(
            promptTokens: 4210, completionTokens: 96, reasoningTokens: 31, cachedTokens: 7,
            knownCost: 0.000459)))
  }

  @Test(arguments: [
    (#"{"prompt_tokens":1000000,"completion_tokens":0}"#, 0.2, 0, 0),
    (#"{"prompt_tokens":100000,"completion_tokens":100000,"cost":null}"#, 0.05, 0, 0),
    (#"{"prompt_tokens":5,"completion_tokens":5,"cost":0}"#, 0, 0, 0),
    (#"{"prompt_tokens":5,"cost":0.5}"#, 0.5, 0, 1), (#"{"prompt_tokens":5}"#, 0, 1, 1),
    (#"{}"#, 0, 1, 1), ("null", 0, 1, 1),
    (#"{"prompt_tokens":-5,"completion_tokens":"x","cost":-1}"#, 0, 1, 1),
  ])
  func costOnOpenRouter(usage: String, cost: Double, unpriced: Int, uncounted: Int) throws {
    let read = try read(200, #"{"choices":[{"message":{"content":"x"}}],"usage":\#(usage)}"#).get().usage
    #expect(abs(read.knownCost - cost) < 1e-12)
    #expect(read.unpricedAnswers == unpriced)
    #expect(read.uncountedAnswers == uncounted)
    #expect(read.promptTokens >= 0)
  }

  @Test func costIsUnknownWhereNoPriceIs() throws {
    let body =
      #"{"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":5,"completion_tokens":5}}"#
    #expect(try read(200, body, baseURL: "http://127.0.0.1:8080/v1").get().usage.cost == nil)
  }
}
