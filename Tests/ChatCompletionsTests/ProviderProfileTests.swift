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

  @Test func doesNotRepeatAPasswordInAURL() {
    let error = #expect(throws: InvalidBaseURL.self) {
      try ProviderProfile.forBaseURL("https://user:hunter2@host/v1")
    }
    #expect(error?.message.contains("hunter2") == false)
    #expect(error?.message.contains("password") == true)
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
}
