extension ProviderProfile {
  /// The base URL used when the user names none.
  package static let defaultBaseURL = "https://openrouter.ai/api/v1"

  /// The profile for what the user named: of a provider, of the host of an address, or of both.
  ///
  /// - Parameters:
  ///   - text: the address; the provider's own without it.
  ///   - provider: what the server is, where its host doesn't tell.
  /// - Throws: ``InvalidBaseURL`` also where a known provider's key would travel unencrypted.
  package static func choose(baseURL text: String?, provider: ProviderKind?) throws(InvalidBaseURL)
    -> ProviderProfile
  {
    guard let text = text ?? (provider ?? .openRouter).defaultBaseURL else {
      throw InvalidBaseURL(missingFor: provider ?? .plain)
    }
    var url = try BaseURL(text)
    let owner = ProviderKind(host: url.host)
    let kind = provider ?? owner ?? .plain
    if kind == .azure { url = url.completedForAzure }
    var profile = of(kind, url)
    if owner != kind { profile.keyVariable = nil }
    profile.isGuessed = provider == nil && owner == nil
    guard url.isSecure || owner == nil else {
      throw InvalidBaseURL(text, "would send the key unencrypted to \(profile.name), which takes https only")
    }
    return profile
  }

  /// The profile for a base URL: a known provider's by its host, else that of any OpenAI-compatible server.
  package static func forBaseURL(_ text: String) throws(InvalidBaseURL) -> ProviderProfile {
    try choose(baseURL: text, provider: nil)
  }

  static func of(_ kind: ProviderKind, _ baseURL: BaseURL) -> ProviderProfile {
    switch kind {
    case .openRouter: .openRouter(baseURL)
    case .openAI: .openAI(baseURL)
    case .azure: .azure(baseURL)
    case .ark: .ark(baseURL)
    case .vLLM: .vLLM(baseURL)
    case .llamaCPP: .llamaCPP(baseURL)
    case .ollama: .ollama(baseURL)
    case .lmStudio: .lmStudio(baseURL)
    case .plain: .plain(baseURL)
    }
  }
}
