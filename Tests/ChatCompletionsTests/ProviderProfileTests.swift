import Testing

@testable import ChatCompletions

@Suite struct ProviderProfileTests {
  @Test(arguments: [
    ("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1/chat/completions", false),
    ("https://openrouter.ai/api/v1///", "https://openrouter.ai/api/v1/chat/completions", false),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080/chat/completions", true),
    ("HTTP://LocalHost:8080/v1", "http://LocalHost:8080/v1/chat/completions", true),
    ("http://127.4.5.6/v1", "http://127.4.5.6/v1/chat/completions", true),
    ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions", true),
    ("http://[::1]/v1", "http://[::1]/v1/chat/completions", true),
    ("http://127.evil.example/v1", "http://127.evil.example/v1/chat/completions", false),
    ("http://127.0.0.1.evil.example/v1", "http://127.0.0.1.evil.example/v1/chat/completions", false),
    ("http://localhost.evil.example/v1", "http://localhost.evil.example/v1/chat/completions", false),
    ("http://192.168.1.7:8000/v1", "http://192.168.1.7:8000/v1/chat/completions", false),
  ])
  func takesAnyHTTPURL(text: String, requests: String, isLoopback: Bool) throws {
    let profile = try ProviderProfile.forBaseURL(text)
    #expect(profile.chatCompletionsURL == requests)
    #expect(profile.isLoopback == isLoopback)
    #expect(profile.requiresKey == !isLoopback)
  }

  @Test(arguments: [
    ("openrouter.ai/api/v1", "is no URL"), ("", "is no URL"), ("localhost:8080", "is no URL"),
    ("ftp://example.com", "has a scheme other than http and https"),
    ("file:///etc/passwd", "has a scheme other than http and https"),
    ("http://", "is no URL"), ("http:///v1", "has no host"), ("http://:80/v1", "has no host"),
    ("http://host:0/v1", "has no valid port"), ("http://host:99999/v1", "has no valid port"),
    ("http://host:/v1", "has no valid port"), ("http://[::1/v1", "has no host"),
    ("http://host/v1?key=1", "has a query or a fragment"), ("http://host#x", "has a query or a fragment"),
    ("http://a b/v1", "is no URL"), ("http://host/v1\r\nX: y", "is no URL"),
    ("http://openrouter.ai/api/v1", "unencrypted"), ("http://api.openai.com/v1", "unencrypted"),
  ])
  func refusesWhatIsNone(text: String, problem: String) {
    let error = #expect(throws: InvalidBaseURL.self) { try ProviderProfile.forBaseURL(text) }
    #expect(error?.message.contains(problem) == true)
    #expect(error?.message.contains("hint: ") == true)
  }

  @Test(arguments: [
    ("https://user:hunter2@host/v1", "password"), ("user:hunter2@host/v1", "is no URL"),
    ("ftp://user:hunter2@host", "scheme"), ("host/v1?key=hunter2", "is no URL"),
    ("https://host/v1?key=hunter2", "query"),
  ])
  func doesNotRepeatAPasswordInAURL(text: String, problem: String) {
    let error = #expect(throws: InvalidBaseURL.self) { try ProviderProfile.forBaseURL(text) }
    #expect(error?.message.contains("hunter2") == false)
    #expect(error?.message.contains(problem) == true)
  }

  @Test func knowsProvidersByTheirHostAlone() throws {
    #expect(try ProviderProfile.forBaseURL("https://openrouter.ai/api/v1").takesOpenRouterFields)
    #expect(try !ProviderProfile.forBaseURL("https://openrouter.ai.example/api/v1").takesOpenRouterFields)
    #expect(try !ProviderProfile.forBaseURL("https://host.example/openrouter.ai/v1").takesOpenRouterFields)
    #expect(
      try ProviderProfile.forBaseURL("https://api.openai.com/v1").outputLimitField == .maxCompletionTokens)
    #expect(try ProviderProfile.forBaseURL("https://host.example/v1").outputLimitField == .maxTokens)
  }

  @Test(arguments: [
    (128_000, 1000, 0.0132), (128_001, 1000, 0.0264002), (1_000, 0, 0.0001), (0, 0, 0),
  ])
  func pricesTheDefaultModelByItsTiers(prompt: Int, completion: Int, cost: Double) throws {
    let profile = try ProviderProfile.forBaseURL(ProviderProfile.defaultBaseURL)
    let prices = try #require(profile.facts(forModel: "bytedance-seed/seed-2.0-mini")?.prices)
    #expect(abs(prices.cost(promptTokens: prompt, completionTokens: completion) - cost) < 1e-12)
    #expect(profile.facts(forModel: "another/model") == nil)
  }

  @Test func pricesOfUnknownHoursAreTheDearest() {
    let prices = TokenPrices(
      prompt: 1, completion: 2, request: 0.5,
      overrides: [
        .init(abovePromptTokens: 1000, prompt: 3),
        .init(hours: .init(start: 23 * 60, end: 60), prompt: 0.5, completion: 4),
      ])
    #expect(prices.cost(promptTokens: 1000, completionTokens: 0, minute: 600) == 0.501)
    #expect(prices.cost(promptTokens: 1001, completionTokens: 0, minute: 600) == 0.503003)
    #expect(prices.cost(promptTokens: 1001, completionTokens: 1000, minute: 0) == 0.5045005)
    #expect(prices.cost(promptTokens: 1000, completionTokens: 1000, minute: 60) == 0.503)
    #expect(prices.cost(promptTokens: 1000, completionTokens: 1000) == 0.505)
    #expect(prices.firstPriceStep == 1000)
  }

  @Test func theWorstCostIsThatOfTheDearestTierWithinReach() {
    let prices = TokenPrices(
      prompt: 1, completion: 1, overrides: [.init(abovePromptTokens: 100, completion: 0.1)])
    #expect(prices.cost(promptTokens: 200, completionTokens: 1_000_000) < 0.2)
    #expect(prices.worstCost(promptTokens: 200, completionTokens: 1_000_000) == 1.0001)
  }

  @Test(arguments: [
    ("https://x.openai.azure.com", "https://x.openai.azure.com/openai/v1/chat/completions"),
    ("https://x.openai.azure.com/openai/", "https://x.openai.azure.com/openai/v1/chat/completions"),
    ("https://x.openai.azure.com/openai/v1", "https://x.openai.azure.com/openai/v1/chat/completions"),
    (
      "https://x.openai.azure.com/openai/deployments/d",
      "https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21"
    ),
    (
      "https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2025-01-01-preview",
      "https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2025-01-01-preview"
    ),
    (
      "https://x.services.ai.azure.com/openai/v1/chat/completions",
      "https://x.services.ai.azure.com/openai/v1/chat/completions"
    ),
  ])
  func takesBothFormsOfAzuresAddresses(text: String, requests: String) throws {
    let profile = try ProviderProfile.forBaseURL(text)
    #expect(profile.chatCompletionsURL == requests)
    #expect(profile.kind == .azure)
    #expect(profile.keyVariable == "AZURE_OPENAI_API_KEY")
    let key = try #require(Secret("k", source: "K"))
    #expect(profile.header(for: key) == ProviderProfile.Header(name: "api-key", value: "k"))
    #expect((profile.modelsURL == nil) == text.contains("deployments"))
  }

  @Test(arguments: [
    ("https://ark.cn-beijing.volces.com/api/v3", ProviderKind.ark, "Volcengine Ark"),
    ("https://ark.ap-southeast.bytepluses.com/api/v3", .ark, "BytePlus ModelArk"),
    ("https://api.openai.com/v1", .openAI, "OpenAI"),
    ("https://ark.example.com/api/v3", .plain, "https://ark.example.com"),
    ("https://evil-openai.azure.com.example/openai/v1", .plain, "https://evil-openai.azure.com.example"),
  ])
  func tellsProvidersByTheirHosts(text: String, kind: ProviderKind, name: String) throws {
    let profile = try ProviderProfile.forBaseURL(text)
    #expect(profile.kind == kind)
    #expect(profile.name == name)
    #expect(profile.isGuessed == (kind == .plain))
  }

  @Test func aProviderThatTheUserNamesHasItsUsualAddressAndNoKeyOfAnother() throws {
    let ollama = try ProviderProfile.choose(baseURL: nil, provider: .ollama)
    #expect(ollama.chatCompletionsURL == "http://127.0.0.1:11434/v1/chat/completions")
    #expect(ollama.usualContextTokens == 4096)
    let proxy = try ProviderProfile.choose(baseURL: "http://127.0.0.1:9/v1", provider: .openRouter)
    #expect(proxy.takesOpenRouterFields && proxy.keyVariable == nil && !proxy.isGuessed)
    #expect(try ProviderProfile.choose(baseURL: nil, provider: nil).keyVariable == "OPENROUTER_API_KEY")
    for kind in ProviderKind.allCases where kind.defaultBaseURL == nil {
      let error = #expect(throws: InvalidBaseURL.self) {
        try ProviderProfile.choose(baseURL: nil, provider: kind)
      }
      #expect(error?.message.contains("--base-url") == true)
    }
  }

  @Test(arguments: ["?api-version=", "?api-version=1&key=2", "?api-version=2024#x", "?key=api-version=1"])
  func takesNoQueryButAVersion(query: String) {
    #expect(throws: InvalidBaseURL.self) { try ProviderProfile.forBaseURL("https://host.example/v1" + query) }
  }
}
