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
  private let positions: [ExactText: Int]

  init(_ element: JSONElement, resource: Int, dialect: Dialect) {
    var keywords: [(key: String, value: JSONElement)] = []
    var positions: [ExactText: Int] = [:]
    for member in element.members {
      let key = ExactText(member.key)
      if let position = positions[key] {
        keywords[position] = member
      } else {
        positions[key] = keywords.count
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
  subscript(_ keyword: String) -> JSONElement? {
    positions[ExactText(keyword)].map { keywords[$0].value }
  }
}
