/// What a schema's keywords mean: a draft, and from 2019-09 on the vocabularies that its metaschema names.
struct Dialect: Sendable, Hashable {
  let draft: JSONSchema.Draft
  let vocabularies: Vocabularies
  /// Whether the metaschema asks for `format` to be checked, whatever the user chose.
  var mustAssertFormat: Bool { vocabularies.contains(.formatAssertion) }

  /// A draft with all of its standard vocabularies.
  init(_ draft: JSONSchema.Draft) {
    self.init(draft, .standard)
  }

  init(_ draft: JSONSchema.Draft, _ vocabularies: Vocabularies) {
    self.draft = draft
    self.vocabularies = vocabularies
  }

  /// The keyword that gives a schema its URI.
  var identifierKeyword: String { draft == .draft4 ? "id" : "$id" }

  /// Whether all other keywords beside `$ref` are ignored, as up to draft 7 (section 8.3 there).
  var ignoresSiblingsOfReferences: Bool { draft <= .draft7 }

  /// Whether `items` may be a list, with `additionalItems` for what follows.
  var hasItemsLists: Bool { draft <= .draft2019 }

  /// Whether the dialect gives a meaning to a keyword.
  func has(_ keyword: String) -> Bool {
    guard let known = Keyword.all[keyword], known.drafts.contains(draft) else { return false }
    return draft <= .draft7 || vocabularies.contains(known.vocabulary(in: draft))
  }

  /// The dialect's keywords in order, for suggestions that don't depend on chance.
  var sortedKeywords: [String] { Keyword.sortedNames[draft] ?? [] }

  /// What a keyword of another draft is called in this one, or that it isn't there; nil where no draft has it.
  func hint(forForeign keyword: String) -> String? {
    switch keyword {
    case "additionalItems" where draft == .draft2020:
      return "it is called \"items\" in draft 2020-12"
    case "$anchor" where draft <= .draft7:
      return "an anchor is written \"\(identifierKeyword)\": \"#name\" in draft \(draft.rawValue)"
    case "id" where draft > .draft4:
      return "it is called \"$id\" since draft 6"
    case "$id" where draft == .draft4:
      return "it is called \"id\" in draft 4"
    case "nullable":
      return "it belongs to OpenAPI; null is allowed by \"type\": [\"string\", \"null\"]"
    default: break
    }
    // What only describes is as good as known.
    guard let known = Keyword.all[keyword], known.vocabulary(in: draft) != .metaData else { return nil }
    let reading = "this schema is read as draft \(draft.rawValue)"
    if draft < known.drafts.lowerBound {
      return "it came with draft \(known.drafts.lowerBound.rawValue), \(reading)"
    }
    if draft > known.drafts.upperBound {
      return "its last draft was \(known.drafts.upperBound.rawValue), \(reading)"
    }
    return "the metaschema of this schema leaves out the vocabulary that it belongs to"
  }
}

/// The standard vocabularies of drafts 2019-09 and 2020-12.
struct Vocabularies: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  static let core = Vocabularies(rawValue: 1)
  static let applicator = Vocabularies(rawValue: 2)
  static let unevaluated = Vocabularies(rawValue: 4)
  static let validation = Vocabularies(rawValue: 8)
  static let metaData = Vocabularies(rawValue: 16)
  static let formatAnnotation = Vocabularies(rawValue: 32)
  static let formatAssertion = Vocabularies(rawValue: 64)
  static let content = Vocabularies(rawValue: 128)

  /// What the drafts' own metaschemas name.
  static let standard: Vocabularies = [
    .core, .applicator, .unevaluated, .validation, .metaData, .formatAnnotation, .content,
  ]

  /// A vocabulary by its URI; nil for one that isn't known.
  init?(uri: String, isRequired: Bool) {
    guard let name = uri.split(separator: "/").last, Self.prefixes.contains(where: { uri == $0 + name })
    else {
      return nil
    }
    switch name {
    case "core": self = .core
    case "applicator": self = .applicator
    case "unevaluated": self = .unevaluated
    case "validation": self = .validation
    case "meta-data": self = .metaData
    // Draft 2019-09, section 7.2: a format vocabulary that is required must be asserted.
    case "format": self = isRequired ? [.formatAnnotation, .formatAssertion] : .formatAnnotation
    case "format-annotation": self = .formatAnnotation
    // Draft 2020-12, section 7.2.2: asserted by whoever knows the vocabulary, required or not.
    case "format-assertion": self = [.formatAnnotation, .formatAssertion]
    case "content": self = .content
    default: return nil
    }
  }

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  private static let prefixes = [
    "https://json-schema.org/draft/2019-09/vocab/", "https://json-schema.org/draft/2020-12/vocab/",
  ]
}

extension JSONSchema.Draft: Comparable {
  /// The older draft comes first.
  public static func < (a: Self, b: Self) -> Bool { a.order < b.order }

  private var order: Int {
    switch self {
    case .draft4: 4
    case .draft6: 6
    case .draft7: 7
    case .draft2019: 2019
    case .draft2020: 2020
    }
  }

  /// The URI of the draft's metaschema, without fragment.
  var uri: String {
    switch self {
    case .draft4: "http://json-schema.org/draft-04/schema"
    case .draft6: "http://json-schema.org/draft-06/schema"
    case .draft7: "http://json-schema.org/draft-07/schema"
    case .draft2019: "https://json-schema.org/draft/2019-09/schema"
    case .draft2020: "https://json-schema.org/draft/2020-12/schema"
    }
  }

  /// The draft of a metaschema's URI without fragment, as it is or with the other of `http` and `https`.
  init?(uri: String) {
    let scheme = uri.hasPrefix("http://") ? "http://" : "https://"
    let other = scheme == "http://" ? "https://" : "http://"
    let swapped = other + uri.dropFirst(scheme.count)
    guard let draft = Self.allCases.first(where: { $0.uri == uri || $0.uri == swapped }) else { return nil }
    self = draft
  }
}
