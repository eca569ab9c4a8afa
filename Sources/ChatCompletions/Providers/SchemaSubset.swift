/// The part of JSON Schema that a server's constrained decoding takes, as data.
///
/// Every server takes `type`, `enum`, `const`, `properties`, `required`, `items`, `anyOf`, `description`, `$ref` to `$defs` and
/// `additionalProperties: false`; what is said here is what it takes beside them. Objects are sent with all properties
/// required everywhere: the strict servers want it, and a small model that may leave a property out does so too often.
package struct SchemaSubset: Sendable, Hashable {
  /// How a pattern must be written.
  package enum Patterns: Sendable, Hashable {
    case none
    /// No assertions but `^` and `$`, no references back: what an automaton can follow.
    case regular
    /// Regular, and from `^` to `$`.
    case whole
  }

  /// What is counted over a whole schema.
  package struct Limits: Sendable, Hashable {
    /// Schemas inside one another, the root being 0. What a `$ref` leads to is not counted as inside: OpenAI's own clients
    /// count so.
    package var depth: Int?
    package var properties: Int?
    /// Values of all enums.
    package var enumValues: Int?
    /// Characters of property names, definition names, enum and const values.
    package var characters: Int?
    /// Characters of one enum with more than ``largeEnum`` strings.
    package var largeEnumCharacters: Int?

    /// Strings from which on an enum's own characters are limited.
    package static let largeEnum = 250

    package init(
      depth: Int? = nil, properties: Int? = nil, enumValues: Int? = nil, characters: Int? = nil,
      largeEnumCharacters: Int? = nil
    ) {
      self.depth = depth
      self.properties = properties
      self.enumValues = enumValues
      self.characters = characters
      self.largeEnumCharacters = largeEnumCharacters
    }
  }

  /// Whose subset it is; ends the sentence "is not taken by".
  package var name: String
  /// Keywords that hold a number, `pattern` and `format` apart.
  package var bounds: Set<String>
  package var patterns: Patterns
  /// Values of `format`; empty where the keyword is not taken.
  package var formats: Set<String>
  /// Whether lengths may stand beside a pattern or a format.
  package var combinesLengths: Bool
  /// Whether `prefixItems` is taken.
  package var takesPrefixItems: Bool
  /// Whether objects may have names that no one knows beforehand: `additionalProperties` with a schema or true.
  package var takesFreeNames: Bool
  /// Whether a schema may leave the type open: `{}`.
  package var takesFreeValues: Bool
  /// Whether a definition may refer to itself.
  package var takesRecursion: Bool
  /// Whether objects that are alternatives must differ in the name or the fixed value of their first property.
  package var needsDistinctFirstProperties: Bool
  package var limits: Limits
}

extension SchemaSubset {
  private static let numberBounds: Set = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
  private static let lengthBounds: Set = ["minLength", "maxLength"]
  private static let itemBounds: Set = ["minItems", "maxItems"]
  private static let commonFormats: Set = [
    "date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid",
  ]

  /// OpenAI's structured outputs with `strict`.
  package static let openAI = SchemaSubset(
    name: "OpenAI", bounds: numberBounds.union(itemBounds).union(["multipleOf"]), patterns: .regular,
    formats: commonFormats, combinesLengths: true, takesPrefixItems: false, takesFreeNames: false,
    takesFreeValues: false, takesRecursion: true, needsDistinctFirstProperties: true,
    limits: Limits(
      depth: 10, properties: 5000, enumValues: 1000, characters: 120_000, largeEnumCharacters: 15_000))

  /// Azure OpenAI, whose deployments refuse bounds, patterns and formats and have the first limits still.
  package static let azure = SchemaSubset(
    name: "Azure OpenAI", bounds: [], patterns: .none, formats: [], combinesLengths: true,
    takesPrefixItems: false, takesFreeNames: false, takesFreeValues: false, takesRecursion: true,
    needsDistinctFirstProperties: true,
    limits: Limits(
      depth: 5, properties: 100, enumValues: 500, characters: 15_000, largeEnumCharacters: 7500))

  /// vLLM with xgrammar or guidance, which answer 400 to what they can't follow: what both take.
  package static let vLLM = SchemaSubset(
    name: "vLLM", bounds: numberBounds.union(itemBounds).union(lengthBounds), patterns: .regular,
    formats: commonFormats.union(["uri"]), combinesLengths: false, takesPrefixItems: true,
    takesFreeNames: true, takesFreeValues: true,
    takesRecursion: true, needsDistinctFirstProperties: false, limits: Limits())

  /// The grammar of llama.cpp, which skips what it can't follow without a word.
  package static let llamaCPP = SchemaSubset(
    name: "llama.cpp", bounds: numberBounds.union(itemBounds).union(lengthBounds), patterns: .whole,
    formats: ["date", "time", "date-time", "uuid"], combinesLengths: false, takesPrefixItems: false,
    takesFreeNames: true, takesFreeValues: true, takesRecursion: true, needsDistinctFirstProperties: false,
    limits: Limits())

  /// Ollama, which hands the schema to llama.cpp.
  package static let ollama: SchemaSubset = {
    var subset = llamaCPP
    subset.name = "Ollama"
    return subset
  }()

  /// What nearly all take: for OpenRouter, which passes a schema on to servers of every kind, and for unknown servers.
  package static let portable = SchemaSubset(
    name: "every server", bounds: numberBounds.union(itemBounds), patterns: .none, formats: commonFormats,
    combinesLengths: true, takesPrefixItems: false, takesFreeNames: false, takesFreeValues: false,
    takesRecursion: false, needsDistinctFirstProperties: true,
    limits: Limits(
      depth: 5, properties: 100, enumValues: 500, characters: 15_000, largeEnumCharacters: 7500))
}

extension ProviderKind {
  /// The part of JSON Schema that its decoding takes.
  package var schemaSubset: SchemaSubset {
    switch self {
    case .openAI: .openAI
    case .azure: .azure
    case .vLLM: .vLLM
    case .llamaCPP, .lmStudio: .llamaCPP
    case .ollama: .ollama
    case .openRouter, .ark, .plain: .portable
    }
  }
}
