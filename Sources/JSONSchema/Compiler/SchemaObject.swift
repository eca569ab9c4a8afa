import JSON

/// A schema that is being compiled: its keywords, and what holds for it from outside.
struct SchemaObject {
  /// Its node in the schema document.
  let node: Int
  /// Index into ``SchemaIndex/resources``: whose base URI holds for it.
  let resource: Int
  let dialect: Dialect
  /// Index into ``DynamicScopes``: where its dynamic references lead.
  let scope: Int
  /// Whether it records which children of the value it has evaluated, for an `unevaluated…` around it or its own.
  var marks: Bool
  /// Keywords of its dialect and their values in order; of a keyword that stands there twice only the last.
  let keywords: [(key: String, value: JSONElement)]
  /// All other members.
  let unknown: [(key: String, value: JSONElement)]
  private let positions: [ExactText: Int]

  init(_ element: JSONElement, resource: Int, dialect: Dialect, scope: Int, marks: Bool) {
    var keywords: [(key: String, value: JSONElement)] = []
    var unknown: [(key: String, value: JSONElement)] = []
    var positions: [ExactText: Int] = [:]
    for member in element.members {
      let key = ExactText(member.key)
      if !dialect.has(member.key) {
        unknown.append(member)
      } else if let position = positions[key] {
        keywords[position] = member
      } else {
        positions[key] = keywords.count
        keywords.append(member)
      }
    }
    self.node = element.index
    self.resource = resource
    self.dialect = dialect
    self.scope = scope
    self.marks = marks
    self.keywords = keywords
    self.unknown = unknown
    self.positions = positions
  }

  /// The value of a keyword; nil where the schema or its dialect doesn't have it.
  subscript(_ keyword: String) -> JSONElement? {
    positions[ExactText(keyword)].map { keywords[$0].value }
  }

  /// Whether other schemas are applied to the same value, so that what they evaluate is known only when they run.
  var hasInPlaceApplicators: Bool {
    [
      "$ref", "$dynamicRef", "$recursiveRef", "allOf", "anyOf", "oneOf", "if", "dependentSchemas",
      "dependencies",
    ].contains { self[$0] != nil }
  }
}
