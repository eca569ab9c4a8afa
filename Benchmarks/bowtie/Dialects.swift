import JSONSchema

/// The drafts by the URIs that Bowtie calls them by.
enum Dialects {
  static let all: [(uri: String, draft: JSONSchema.Draft)] = [
    ("https://json-schema.org/draft/2020-12/schema", .draft2020),
    ("https://json-schema.org/draft/2019-09/schema", .draft2019),
    ("http://json-schema.org/draft-07/schema#", .draft7),
    ("http://json-schema.org/draft-06/schema#", .draft6),
    ("http://json-schema.org/draft-04/schema#", .draft4),
  ]

  /// The draft of a dialect; nil where we don't know it. An empty fragment makes no difference.
  static func draft(_ uri: String) -> JSONSchema.Draft? {
    func bare(_ uri: String) -> Substring { uri.hasSuffix("#") ? uri.dropLast() : uri[...] }
    return all.first { bare($0.uri) == bare(uri) }?.draft
  }
}
