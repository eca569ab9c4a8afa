import JSON
import JSONSchema

/// Finds what a `$ref` inside a schema document leads to.
struct LocalReferences: Sendable {
  private let root: JSONValue

  init(_ root: JSONValue) {
    self.root = root
  }

  /// The schema at `#` or `#/…`; nil for any other reference and where nothing is there.
  func target(of reference: String) -> JSONValue? {
    guard reference.utf8.first == UInt8(ascii: "#"),
      let pointer = percentDecoded(String(reference.dropFirst())).flatMap(JSONPointer.init(parsing:))
    else { return nil }
    var value = root
    for token in pointer.tokens {
      if let elements = value.arrayValue {
        guard let position = Int(token), elements.indices.contains(position) else { return nil }
        value = elements[position]
      } else {
        guard let member = value[token] else { return nil }
        value = member
      }
    }
    return value
  }
}
