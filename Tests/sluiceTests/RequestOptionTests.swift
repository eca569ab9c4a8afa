import TestSupport
import Testing

/// The options that say what a model is asked, up to the bytes of the request.
@Suite struct RequestOptionTests {
  @Test(arguments: [
    (["--top-p", "0"], "--top-p"), (["--top-p", "1.1"], "--top-p"),
    (["--frequency-penalty", "3"], "--frequency-penalty"),
    (["--reasoning-tokens", "0"], "--reasoning-tokens"),
    (["--reasoning-tokens", "9", "--reasoning", "low"], "together"), (["--stop", ""], "--stop"),
    (["--stop=a", "--stop=b", "--stop=c", "--stop=d", "--stop=e"], "--stop"),
    (["--repairs", "11"], "--repairs"),
    (["--prices", "1"], "prices"), (["--prices", "-1/2"], "prices"), (["--prices", "1/nan"], "prices"),
    (["--structured-output", "xml"], "structured-output"), (["--provider", "nobody"], "provider"),
    (["--seed", "x"], "seed"),
  ])
  func refusesWhatMakesNoSense(options: [String], named: String) async throws {
    let result = try await runSluice(
      ["plan", "in", "--schema", "schema.json"] + options)
    #expect(result.exitCode == 64)
    #expect(result.standardError.contains(named))
  }

  @Test(
    arguments: [
      (
        [
          "--top-p", "0.5", "--frequency-penalty", "0.25", "--stop", "END", "--stop", "===", "--seed", "7",
          "--reasoning", "low", "--temperature", "0.5", "--no-stream",
        ],
        [
          #""reasoning_effort":"low","#,
          #""temperature":0.5,"top_p":0.5,"frequency_penalty":0.25,"stop":["END","==="],"seed":7}"#,
        ]
      ),
      (
        ["--provider", "openrouter", "--reasoning-tokens", "512"],
        [#""reasoning":{"max_tokens":512}"#, #""provider":{"require_parameters":true}"#, #""stream":true"#]
      ),
      (
        ["--provider", "openai"], [#""max_completion_tokens":"#, #""stream_options":{"include_usage":true}"#]
      ),
      (
        ["--structured-output", "tools"],
        [#""tool_choice":{"type":"function","function":{"name":"Invoice"}}"#]
      ),
      (["--structured-output", "json_object"], [#""response_format":{"type":"json_object"}"#]),
    ] as [([String], [String])])
  func sendsWhatIsSet(options: [String], sent: [String]) async throws {
    try await InvoiceFolder.with { invoices in
      try await FakeProvider.with(handler: InvoiceFolder.answer) { provider in
        let result = try await runSluice(
          invoices.arguments(provider) + options, currentFolder: invoices.folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
        #expect(provider.requestCount == 3)
        for request in provider.requests {
          for text in sent { #expect(request.bodyText.contains(text), "\(request.bodyText)") }
        }
      }
    }
  }

  @Test func thePromptAloneHasNoResponseFormat() async throws {
    try await InvoiceFolder.with { invoices in
      try await FakeProvider.with(handler: InvoiceFolder.answer) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--structured-output", "prompt"), currentFolder: invoices.folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
        for request in provider.requests {
          #expect(!request.bodyText.contains("response_format") && !request.bodyText.contains(#""tools":"#))
        }
      }
    }
  }

  /// A way that the user named is not left: the run says what the server refuses, and ends.
  @Test func aNamedWayThatIsRefusedEndsTheRun() async throws {
    try await InvoiceFolder.with { invoices in
      try await FakeProvider.with(handler: { request in
        request.contains("response_format")
          ? .error(400, "response_format json_object is not supported") : InvoiceFolder.answer(request)
      }) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--structured-output", "json_object"),
          currentFolder: invoices.folder.path)
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("json_object is not supported"))
        #expect(provider.requestCount <= 3)
      }
    }
  }

  @Test func saysWhatTheServerIsNotSent() async throws {
    try await InvoiceFolder.with { invoices in
      try await FakeProvider.with(handler: InvoiceFolder.answer) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--provider", "ark", "--stop", "X", "--reasoning-tokens", "9"),
          currentFolder: invoices.folder.path)
        #expect(result.exitCode == 0)
        for field in ["stop", "reasoning.max_tokens"] {
          #expect(result.standardError.contains("note: \(field) is not sent"), "\(result.standardError)")
        }
        for request in provider.requests { #expect(!request.bodyText.contains(#""stop""#)) }
      }
    }
  }

  /// The server's own list of models tells what it is and how long a prompt may be.
  @Test func learnsFromTheServersModels() async throws {
    try await InvoiceFolder.with { invoices in
      let list =
        #"{"data":[{"id":"m","owned_by":"vllm","max_model_len":2048,"pricing":{"prompt":"1","completion":"1"}}]}"#
      try await FakeProvider.with(lookup: { _ in .json(list) }, handler: InvoiceFolder.answer) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--model", "m", "--reasoning", "none"),
          currentFolder: invoices.folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
        #expect(provider.lookupCount >= 1)
        for request in provider.requests {
          #expect(request.bodyText.contains(#""chat_template_kwargs":{"enable_thinking":false}"#))
          #expect(request.bodyText.contains(#""max_tokens":512"#))
        }
      }
    }
  }

  /// A schema that comes through a pipe can be read once only, also where the server turns out to be another than assumed.
  @Test func aPipedSchemaIsReadOnce() async throws {
    try await InvoiceFolder.with { invoices in
      let list = #"{"data":[{"id":"m","owned_by":"vllm","max_model_len":4096}]}"#
      try await FakeProvider.with(lookup: { _ in .json(list) }, handler: InvoiceFolder.answer) { provider in
        let arguments = invoices.arguments(provider, "--model", "m").map { $0 == "schema.json" ? "-" : $0 }
        let result = try await runSluice(
          arguments, input: InvoiceFolder.schema, currentFolder: invoices.folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
        #expect(provider.requestCount == 3)
      }
    }
  }

  /// The server says how much it takes: no run is refused for what was assumed before.
  @Test func roomIsJudgedByWhatTheServerSays() async throws {
    try await InvoiceFolder.with { invoices in
      try invoices.folder.write(String(repeating: "Take care. ", count: 20_000), to: "care.txt")
      let list = #"{"data":[{"id":"m","owned_by":"vllm","max_model_len":262144}]}"#
      try await FakeProvider.with(lookup: { _ in .json(list) }, handler: InvoiceFolder.answer) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--model", "m", "--instructions", "care.txt"),
          currentFolder: invoices.folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
      }
    }
  }

  @Test func aProviderWithoutAnAddressAsksForOne() async throws {
    let result = try await runSluice(["plan", "in", "--schema", "schema.json", "--provider", "azure"])
    #expect(result.exitCode == 2)
    #expect(result.standardError.contains("--base-url"))
  }
}
