/// A keyword of the specifications: which drafts have it, and the vocabulary that it belongs to since 2019-09.
struct Keyword: Sendable {
  let drafts: ClosedRange<JSONSchema.Draft>
  private let vocabulary: Vocabularies

  /// Draft 2019-09 had no vocabulary of its own for `unevaluated…`.
  func vocabulary(in draft: JSONSchema.Draft) -> Vocabularies {
    vocabulary == .unevaluated && draft == .draft2019 ? .applicator : vocabulary
  }

  /// All keywords by name.
  ///
  /// `definitions` and `dependencies` are gone from the vocabularies of the newer drafts, but their metaschemas still
  /// describe them and schemas use them.
  static let all: [String: Keyword] = {
    var keywords: [String: Keyword] = [:]
    func add(_ vocabulary: Vocabularies, _ drafts: ClosedRange<JSONSchema.Draft>, _ names: String...) {
      for name in names { keywords[name] = Keyword(drafts: drafts, vocabulary: vocabulary) }
    }
    let (first, last) = (JSONSchema.Draft.draft4, JSONSchema.Draft.draft2020)
    add(.core, first...last, "$schema", "$ref", "definitions")
    add(.core, first...first, "id")
    add(.core, .draft6...last, "$id")
    add(.core, .draft7...last, "$comment")
    add(.core, .draft2019...last, "$anchor", "$defs", "$vocabulary")
    add(.core, .draft2019...(.draft2019), "$recursiveRef", "$recursiveAnchor")
    add(.core, last...last, "$dynamicRef", "$dynamicAnchor")
    add(
      .applicator, first...last, "properties", "patternProperties", "additionalProperties", "items", "allOf",
      "anyOf", "oneOf", "not", "dependencies")
    add(.applicator, first...(.draft2019), "additionalItems")
    add(.applicator, .draft6...last, "contains", "propertyNames")
    add(.applicator, .draft7...last, "if", "then", "else")
    add(.applicator, .draft2019...last, "dependentSchemas")
    add(.applicator, last...last, "prefixItems")
    add(.unevaluated, .draft2019...last, "unevaluatedItems", "unevaluatedProperties")
    add(
      .validation, first...last, "type", "enum", "multipleOf", "minimum", "exclusiveMinimum", "maximum",
      "exclusiveMaximum", "minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems",
      "required",
      "minProperties", "maxProperties")
    add(.validation, .draft6...last, "const")
    add(.validation, .draft2019...last, "minContains", "maxContains", "dependentRequired")
    add(.metaData, first...last, "title", "description", "default")
    add(.metaData, .draft6...last, "examples")
    add(.metaData, .draft7...last, "readOnly", "writeOnly")
    add(.metaData, .draft2019...last, "deprecated")
    add(.formatAnnotation, first...last, "format")
    add(.content, .draft7...last, "contentEncoding", "contentMediaType")
    add(.content, .draft2019...last, "contentSchema")
    return keywords
  }()

  /// The names that a draft has, in order.
  static let sortedNames: [JSONSchema.Draft: [String]] = Dictionary(
    uniqueKeysWithValues: JSONSchema.Draft.allCases.map { draft in
      (draft, all.filter { $0.value.drafts.contains(draft) }.keys.sorted())
    })
}
