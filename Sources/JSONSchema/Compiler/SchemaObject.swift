import JSON

/// A schema that is being compiled: its keywords, and the resource whose base URI and draft hold for it.
struct SchemaObject {
  /// Its node in the schema document.
  let node: Int
  /// Index into ``SchemaIndex/resources``.
  let resource: Int
  /// The draft of the resource.
  let dialect: Dialect
  /// Keywords and their values in order; of a keyword that stands there twice only the last.
  let keywords: [(key: String, value: JSONElement)]
  private let positions: [String: Int]

  init(_ element: JSONElement, resource: Int, dialect: Dialect) {
    var keywords: [(key: String, value: JSONElement)] = []
    var positions: [String: Int] = [:]
    for member in element.members {
      if let position = positions[member.key] {
        keywords[position] = member
      } else {
        positions[member.key] = keywords.count
        keywords.append(member)
      }
    }
    self.node = element.index
    self.resource = resource
    self.dialect = dialect
    self.keywords = keywords
    self.positions = positions
  }

  /// The value of a keyword.
  subscript(_ keyword: String) -> JSONElement? { positions[keyword].map { keywords[$0].value } }
}
