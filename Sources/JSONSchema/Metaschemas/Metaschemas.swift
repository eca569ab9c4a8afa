import JSON

/// The drafts' own schemas: what `$schema` names, what a reference may lead to, and what a schema is checked against.
enum Metaschemas {
  /// The document of a URI without fragment; nil where it is none of these.
  static func document(at uri: String) -> JSONDocument? {
    texts[uri].flatMap { try? JSONDocument($0) }
  }

  /// The compiled metaschema of a draft.
  static func schema(of draft: JSONSchema.Draft) -> JSONSchema? {
    switch draft {
    case .draft4: compiled4
    case .draft6: compiled6
    case .draft7: compiled7
    case .draft2019: compiled2019
    case .draft2020: compiled2020
    }
  }

  private static let compiled4 = compiled(.draft4)
  private static let compiled6 = compiled(.draft6)
  private static let compiled7 = compiled(.draft7)
  private static let compiled2019 = compiled(.draft2019)
  private static let compiled2020 = compiled(.draft2020)

  private static func compiled(_ draft: JSONSchema.Draft) -> JSONSchema? {
    document(at: draft.uri).flatMap { try? JSONSchema(metaschema: $0, options: .init(formats: .annotate)) }
  }

  private static let texts = Dictionary(
    [draft4, draft6, draft7, draft2019, draft2020].joined().map { ($0.uri, $0.text) },
    uniquingKeysWith: { first, _ in first })
}
