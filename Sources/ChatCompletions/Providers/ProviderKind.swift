/// The servers whose ways are known. The raw value is the name that `--provider` takes.
package enum ProviderKind: String, Sendable, Hashable, CaseIterable {
  case openRouter = "openrouter"
  case openAI = "openai"
  /// Azure OpenAI.
  case azure
  /// Volcengine Ark and BytePlus ModelArk, the makers of the Seed models.
  case ark
  case vLLM = "vllm"
  case llamaCPP = "llama.cpp"
  case ollama
  case lmStudio = "lmstudio"
  /// Any other server with OpenAI's chat completions.
  case plain

  /// Where it is found when the user gives no address; `nil` where each account has its own, or a region is to be chosen.
  package var defaultBaseURL: String? {
    switch self {
    case .openRouter: "https://openrouter.ai/api/v1"
    case .openAI: "https://api.openai.com/v1"
    case .vLLM: "http://127.0.0.1:8000/v1"
    case .llamaCPP: "http://127.0.0.1:8080/v1"
    case .ollama: "http://127.0.0.1:11434/v1"
    case .lmStudio: "http://127.0.0.1:1234/v1"
    case .azure, .ark, .plain: nil
    }
  }

  /// The provider that a host belongs to; `nil` for any other host.
  init?(host: String) {
    switch host {
    case "openrouter.ai": self = .openRouter
    case "api.openai.com": self = .openAI
    case _
    where host.hasPrefix("ark.") && (host.hasSuffix(".volces.com") || host.hasSuffix(".bytepluses.com")):
      self = .ark
    case _
    where [".openai.azure.com", ".services.ai.azure.com", ".cognitiveservices.azure.com"].contains(
      where: host.hasSuffix):
      self = .azure
    default: return nil
    }
  }
}
