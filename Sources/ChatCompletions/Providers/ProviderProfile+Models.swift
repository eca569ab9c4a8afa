import JSON

extension ProviderProfile {
  /// The profile with what the server's own list of models says: what the server is, where its address did not tell, and the
  /// facts of the model.
  ///
  /// - Parameter bytes: the answer to a GET of ``modelsURL``. What can't be read changes nothing.
  package func refined(byModels bytes: [UInt8], model: String) -> ProviderProfile {
    guard let root = try? JSONDocument(bytes).root else { return self }
    let list = root.kind == .array ? root : root["data"]
    let entries = (list?.elements ?? []).filter { $0["id"]?.stringValue != nil }
    guard !entries.isEmpty else { return self }
    var profile = isGuessed ? recognised(by: entries[0]) : self
    guard let entry = profile.entry(for: model, in: entries) else { return profile }
    var facts = profile.facts(forModel: model) ?? ModelFacts(names: [model])
    facts.refine(by: entry)
    profile.know(facts, ofModel: model)
    return profile
  }

  /// What the server is by the owner that it gives a model.
  private func recognised(by entry: JSONElement) -> ProviderProfile {
    var profile: ProviderProfile
    switch entry["owned_by"]?.stringValue?.lowercased() {
    case "vllm": profile = .vLLM(baseURL)
    case "sglang": profile = .vLLM(baseURL, called: "SGLang")
    case "llamacpp": profile = .llamaCPP(baseURL)
    case "library": profile = .ollama(baseURL)
    case "organization_owner": profile = .lmStudio(baseURL)
    default: return self
    }
    profile.models = models
    profile.pricesOfUser = pricesOfUser
    return profile
  }

  private func entry(for model: String, in entries: [JSONElement]) -> JSONElement? {
    // OpenRouter's `:nitro` and `:floor` are ways to a model, Ollama's `:latest` goes without saying.
    let base = model.lastIndex(of: ":").map { String(model[..<$0]) }
    for name in [model, model + ":latest", base].compactMap({ $0 }) {
      let named = entries.first { entry in
        ["id", "canonical_slug", "root"].contains { entry[$0]?.stringValue == name }
      }
      if let named { return named }
    }
    // llama.cpp answers with the model that it has, whatever it is called.
    return kind == .llamaCPP && entries.count == 1 ? entries[0] : nil
  }
}

extension ModelFacts {
  /// Takes over what a server says of the model; what it does not say stays.
  mutating func refine(by entry: JSONElement) {
    let provider = entry["top_provider"]
    func tokens(_ elements: JSONElement?...) -> Int? {
      elements.lazy.compactMap { $0?.intValue }.first { $0 > 0 }
    }
    contextTokens =
      tokens(
        provider?["context_length"], entry["context_length"], entry["max_model_len"], entry["meta"]?["n_ctx"],
        entry["context_window"], entry["max_context_length"]) ?? contextTokens
    maxOutputTokens =
      tokens(
        provider?["max_completion_tokens"], entry["max_completion_tokens"], entry["max_output_tokens"],
        entry["max_output_length"]) ?? maxOutputTokens
    if let pricing = entry["pricing"], pricing.kind == .object { prices = TokenPrices(pricing) }
    let supported = (entry["supported_parameters"]?.elements ?? []).compactMap(\.stringValue)
    if !supported.isEmpty { supportedParameters = Set(supported) }
    if let reasoning = entry["reasoning"], let isMandatory = reasoning["mandatory"]?.boolValue {
      mustReason = isMandatory
    }
    expires = entry["expiration_date"]?.stringValue ?? expires
  }
}
