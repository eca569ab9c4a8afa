extension ProviderProfile {
  /// OpenRouter: its own routing fields, its app headers and answer cache, the default model's prices.
  package static func openRouter(_ baseURL: BaseURL) -> ProviderProfile {
    var profile = ProviderProfile(.openRouter, name: "OpenRouter", baseURL)
    profile.keyVariable = "OPENROUTER_API_KEY"
    profile.headers = [
      // Only rankings read these two. The project has no home page yet; `.invalid` is nobody's (RFC 2606).
      Header(name: "HTTP-Referer", value: "https://sluice.invalid/"),
      Header(name: "X-Title", value: "Sluice"),
    ]
    // A request that is sent again, by a retry or the next run, is answered from the cache and not paid again.
    profile.cacheHeaders = [
      Header(name: "X-OpenRouter-Cache", value: "true"),
      Header(name: "X-OpenRouter-Cache-TTL", value: "86400"),
    ]
    profile.repeatHeaders = [Header(name: "X-OpenRouter-Cache-Clear", value: "true")]
    profile.reasoningForm = .object
    // Usage comes without stream_options there.
    profile.parameters = [
      .temperature, .topP, .frequencyPenalty, .stop, .seed, .reasoning, .reasoningTokens, .requireParameters,
      .plugins,
    ]
    profile.pages = Pages(
      keys: "https://openrouter.ai/settings/keys", credit: "https://openrouter.ai/settings/credits",
      models: "https://openrouter.ai/models")
    profile.models = [.seedMiniOnOpenRouter]
    return profile
  }

  /// OpenAI's own host, whose reasoning models refuse `max_tokens`.
  package static func openAI(_ baseURL: BaseURL) -> ProviderProfile {
    var profile = ProviderProfile(.openAI, name: "OpenAI", baseURL)
    profile.keyVariable = "OPENAI_API_KEY"
    profile.outputLimitField = .maxCompletionTokens
    profile.pages = Pages(
      keys: "https://platform.openai.com/api-keys",
      credit: "https://platform.openai.com/settings/organization/billing",
      models: "https://platform.openai.com/docs/models")
    return profile
  }

  /// Azure OpenAI, where the model is the deployment's name.
  package static func azure(_ baseURL: BaseURL) -> ProviderProfile {
    var profile = ProviderProfile(.azure, name: "Azure OpenAI", baseURL)
    profile.keyVariable = "AZURE_OPENAI_API_KEY"
    profile.keyHeader = .apiKey
    profile.outputLimitField = .maxCompletionTokens
    return profile
  }

  /// Volcengine Ark or BytePlus ModelArk. `max_tokens` would leave thinking unlimited there, and thinking models take no
  /// `stop`.
  package static func ark(_ baseURL: BaseURL) -> ProviderProfile {
    let isChinese = baseURL.host.hasSuffix(".volces.com")
    var profile = ProviderProfile(.ark, name: isChinese ? "Volcengine Ark" : "BytePlus ModelArk", baseURL)
    profile.keyVariable = "ARK_API_KEY"
    profile.outputLimitField = .maxCompletionTokens
    profile.reasoningForm = .thinking
    profile.reasoningEfforts = [.none, .minimal, .low, .medium, .high]
    profile.parameters = [.temperature, .topP, .frequencyPenalty, .reasoning, .streamOptions]
    profile.models = [.seedMiniOnArk]
    return profile
  }

  /// vLLM, and SGLang, which takes the same. They ignore `strict`, and hold tool calls to a schema by the same grammar.
  package static func vLLM(_ baseURL: BaseURL, called name: String = "vLLM") -> ProviderProfile {
    var profile = ProviderProfile(.vLLM, name: "\(name) at \(baseURL.origin)", baseURL)
    profile.reasoningForm = .effortAndTemplate
    profile.structuredOutputs = [.strictSchema, .jsonObject, .prompt]
    return profile
  }

  /// llama.cpp's server.
  package static func llamaCPP(_ baseURL: BaseURL) -> ProviderProfile {
    var profile = ProviderProfile(.llamaCPP, name: "llama.cpp at \(baseURL.origin)", baseURL)
    profile.reasoningForm = .effortAndTemplate
    profile.structuredOutputs = [.strictSchema, .jsonObject, .prompt]
    return profile
  }

  /// Ollama, which cuts a prompt that is too long without a word; its window is 4,096 tokens unless set otherwise.
  package static func ollama(_ baseURL: BaseURL) -> ProviderProfile {
    var profile = ProviderProfile(.ollama, name: "Ollama at \(baseURL.origin)", baseURL)
    profile.reasoningEfforts = [.none, .low, .medium, .high]
    profile.structuredOutputs = [.strictSchema, .jsonObject, .prompt]
    profile.usualContextTokens = 4096
    return profile
  }

  /// LM Studio, which knows no `json_object`.
  package static func lmStudio(_ baseURL: BaseURL) -> ProviderProfile {
    var profile = ProviderProfile(.lmStudio, name: "LM Studio at \(baseURL.origin)", baseURL)
    profile.structuredOutputs = [.strictSchema, .prompt]
    profile.usualContextTokens = 4096
    return profile
  }

  /// Any other OpenAI-compatible server: a gateway, a provider.
  package static func plain(_ baseURL: BaseURL) -> ProviderProfile {
    ProviderProfile(.plain, name: baseURL.origin, baseURL)
  }
}
