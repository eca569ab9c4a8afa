/// How one server wants to be spoken to, as data.
package struct ProviderProfile: Sendable {
  /// The field that limits the answer's tokens.
  package enum OutputLimitField: String, Sendable, Hashable {
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"
  }

  /// What the server is called: a provider's name, or the address of any other.
  package var name: String
  package var baseURL: BaseURL
  package var outputLimitField: OutputLimitField
  /// Whether `reasoning`, `provider` and `plugins` are understood; no other server is ever sent them.
  package var takesOpenRouterFields: Bool
  /// Headers beside the key and the content type.
  package var headers: [Header]
  /// Where a person checks a key, adds credit, finds a model's name.
  package var pages: Pages?
  package var models: [ModelFacts]

  package struct Header: Sendable, Hashable {
    package var name: String
    package var value: String
  }

  package struct Pages: Sendable, Hashable {
    package var keys: String
    package var credit: String
    package var models: String
  }

  /// The address requests go to.
  package var chatCompletionsURL: String { baseURL.text + "/chat/completions" }

  /// Whether the server runs on this machine.
  package var isLoopback: Bool { baseURL.isLoopback }

  /// A server on this machine is asked without a key.
  package var requiresKey: Bool { !isLoopback }

  /// What is known of a model on this server.
  package func facts(forModel model: String) -> ModelFacts? {
    models.first { $0.names.contains(model) }
  }

  /// The base URL used when the user names none.
  package static let defaultBaseURL = "https://openrouter.ai/api/v1"

  /// The profile for a base URL: a known provider's by its host, else that of any OpenAI-compatible server.
  package static func forBaseURL(_ text: String) throws(InvalidBaseURL) -> ProviderProfile {
    let url = try BaseURL(text)
    let known: ProviderProfile? =
      switch url.host {
      case "openrouter.ai": .openRouter(url)
      case "api.openai.com": .openAI(url)
      default: nil
      }
    guard let known else { return .plain(url) }
    guard url.isSecure else {
      throw InvalidBaseURL(text, "would send the key unencrypted to \(known.name), which takes https only")
    }
    return known
  }

  /// OpenRouter: its own routing fields, its app headers, the default model's prices.
  package static func openRouter(_ baseURL: BaseURL) -> ProviderProfile {
    ProviderProfile(
      name: "OpenRouter", baseURL: baseURL, outputLimitField: .maxTokens, takesOpenRouterFields: true,
      // Only rankings read these. The project has no home page yet; `.invalid` is nobody's (RFC 2606).
      headers: [
        Header(name: "HTTP-Referer", value: "https://sluice.invalid/"),
        Header(name: "X-Title", value: "Sluice"),
      ],
      pages: Pages(
        keys: "https://openrouter.ai/settings/keys", credit: "https://openrouter.ai/settings/credits",
        models: "https://openrouter.ai/models"),
      models: [.seedMiniOnOpenRouter])
  }

  /// OpenAI's own host, whose reasoning models refuse `max_tokens`.
  package static func openAI(_ baseURL: BaseURL) -> ProviderProfile {
    ProviderProfile(
      name: "OpenAI", baseURL: baseURL, outputLimitField: .maxCompletionTokens,
      takesOpenRouterFields: false, headers: [],
      pages: Pages(
        keys: "https://platform.openai.com/api-keys",
        credit: "https://platform.openai.com/settings/organization/billing",
        models: "https://platform.openai.com/docs/models"),
      models: [])
  }

  /// Any other OpenAI-compatible server: llama.cpp, vLLM, SGLang, Ollama, LM Studio, a gateway.
  package static func plain(_ baseURL: BaseURL) -> ProviderProfile {
    ProviderProfile(
      name: baseURL.origin, baseURL: baseURL, outputLimitField: .maxTokens, takesOpenRouterFields: false,
      headers: [], pages: nil, models: [])
  }
}
