/// How one server wants to be spoken to, as data.
package struct ProviderProfile: Sendable, Hashable {
  /// The field that limits the answer's tokens.
  package enum OutputLimitField: String, Sendable, Hashable {
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"

    /// The one that a server takes which refuses this one.
    var other: Self { self == .maxTokens ? .maxCompletionTokens : .maxTokens }
  }

  /// How a server is told how long the model may think.
  package enum ReasoningForm: Sendable, Hashable {
    /// `reasoning {effort, max_tokens, exclude}`.
    case object
    /// `reasoning_effort`.
    case effort
    /// `reasoning_effort`, and `chat_template_kwargs` to turn thinking off, which the templates of open models read.
    case effortAndTemplate
    /// `thinking {type}` and `reasoning_effort`.
    case thinking
  }

  /// The header that carries the key.
  package enum KeyHeader: Sendable, Hashable {
    /// `Authorization: Bearer …`.
    case bearer
    /// `api-key: …`.
    case apiKey
  }

  package struct Header: Sendable, Hashable {
    package var name: String
    package var value: String
  }

  package struct Pages: Sendable, Hashable {
    package var keys: String
    package var credit: String
    package var models: String
  }

  package var kind: ProviderKind
  /// Whether neither the user nor the host told what the server is: its list of models may.
  package var isGuessed = false
  /// What the server is called: a provider's name, or the address of any other.
  package var name: String
  package var baseURL: BaseURL
  /// The environment variable that a key for this host is usually in. Only for a provider's own host: no key goes to a
  /// server that it wasn't named for.
  package var keyVariable: String?
  package var keyHeader = KeyHeader.bearer
  /// Headers of every request beside the key and the content type.
  package var headers: [Header] = []
  /// Headers of every request that have the server keep its answer for when the same is asked again; to be emptied, with
  /// ``repeatHeaders``, where the user doesn't want that.
  package var cacheHeaders: [Header] = []
  /// Further headers of a request whose answer a cache must not give.
  package var repeatHeaders: [Header] = []
  package var outputLimitField = OutputLimitField.maxTokens
  package var reasoningForm = ReasoningForm.effort
  /// The efforts of thinking that the server knows, the least first.
  package var reasoningEfforts = ReasoningEffort.allCases
  /// The parameters that the server knows; any other is never sent.
  package var parameters = RequestShape.Parameters.common
  /// How the shape of an answer can be asked for, the best way first.
  package var structuredOutputs = StructuredOutput.allCases
  /// Tokens of a window that nothing else is known of.
  package var usualContextTokens = 32_768
  /// Where a person checks a key, adds credit, finds a model's name.
  package var pages: Pages?
  package var models: [ModelFacts] = []
  /// What the user says that the model costs; it goes before all else.
  package internal(set) var pricesOfUser: TokenPrices?

  /// The address requests go to.
  package var chatCompletionsURL: String { baseURL.text + "/chat/completions" + query }

  /// The address that lists the server's models; `nil` where a base URL has none.
  package var modelsURL: String? {
    baseURL.text.contains("/deployments/") ? nil : baseURL.text + "/models" + query
  }

  private var query: String { baseURL.query.map { "?" + $0 } ?? "" }

  /// Whether the server runs on this machine.
  package var isLoopback: Bool { baseURL.isLoopback }

  /// A server on this machine is asked without a key.
  package var requiresKey: Bool { !isLoopback }

  /// Whether `reasoning`, `provider` and `plugins` are understood; no other server is ever sent them.
  package var takesOpenRouterFields: Bool { kind == .openRouter }

  /// What is known of a model on this server.
  package func facts(forModel model: String) -> ModelFacts? {
    models.first { $0.names.contains(model) }
  }

  /// Puts facts of a model in the place of what was known.
  mutating func know(_ facts: ModelFacts, ofModel model: String) {
    var facts = facts
    facts.prices = pricesOfUser ?? facts.prices
    models.removeAll { $0.names.contains(model) }
    models.append(facts)
  }

  /// Lets a model cost what the user says.
  package mutating func setPrices(_ prices: TokenPrices, ofModel model: String) {
    pricesOfUser = prices
    know(facts(forModel: model) ?? ModelFacts(names: [model]), ofModel: model)
  }

  /// The header that carries a key.
  func header(for key: Secret) -> Header {
    switch keyHeader {
    case .bearer: Header(name: "Authorization", value: "Bearer \(key.value)")
    case .apiKey: Header(name: "api-key", value: key.value)
    }
  }

  init(_ kind: ProviderKind, name: String, _ baseURL: BaseURL) {
    self.kind = kind
    self.name = name
    self.baseURL = baseURL
  }
}
