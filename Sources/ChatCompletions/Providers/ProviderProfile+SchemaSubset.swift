extension ProviderProfile {
  /// The part of JSON Schema that a schema is lowered to before it is sent.
  package var schemaSubset: SchemaSubset {
    switch kind {
    case .openAI: .openAI
    case .azure: .azure
    case .vLLM: .vLLM
    // LM Studio runs llama.cpp's grammars for most models.
    case .llamaCPP, .lmStudio: .llamaCPP
    case .ollama: .ollama
    case .openRouter, .ark, .plain: .portable
    }
  }
}
