import JSON
import JSONSchema

/// What the `$ref`s inside a schema document lead to. A document whose references lead elsewhere is bundled first.
struct LocalReferences: Sendable {
  private let root: JSONValue
  /// The targets of all references in the document.
  private var targets: [String: JSONValue] = [:]
  /// What kinds of values the targets allow.
  private var kinds: [String: ValueKinds] = [:]

  init(_ root: JSONValue) {
    self.root = root
    for reference in Self.references(in: root) where targets[reference] == nil {
      targets[reference] = find(reference)
    }
    for reference in targets.keys.sorted() { learnKinds(of: reference) }
  }

  /// The schema at `#` or `#/…`; nil for any other reference and where nothing is there.
  func target(of reference: String) -> JSONValue? { targets[reference] }

  /// The kinds of values that a schema is meant to allow, as far as its shape tells.
  func kinds(of schema: JSONValue) -> ValueKinds {
    var copy = self
    return copy.learnedKinds(of: schema)
  }

  /// References that a schema holds, at any depth.
  static func references(in schema: JSONValue) -> [String] {
    var found: [String] = []
    var pending = [schema]
    while let next = pending.popLast() {
      switch next {
      case .array(let elements): pending += elements
      case .object(let object):
        for member in object.members {
          if member.key == "$ref", let reference = member.value.stringValue {
            found.append(reference)
          } else {
            pending.append(member.value)
          }
        }
      default: break
      }
    }
    return found
  }

  private func find(_ reference: String) -> JSONValue? {
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

  private mutating func learnKinds(of reference: String) {
    guard kinds[reference] == nil, let target = targets[reference] else { return }
    // While it is being learned, a reference to it allows everything.
    kinds[reference] = .all
    kinds[reference] = learnedKinds(of: target)
  }

  private mutating func learnedKinds(of schema: JSONValue) -> ValueKinds {
    guard let keywords = schema.objectValue else { return schema == false ? [] : .all }
    var allowed = ValueKinds(type: keywords["type"]) ?? .all
    if let constant = keywords["const"] { allowed.formIntersection(ValueKinds(of: constant)) }
    if let values = keywords["enum"]?.arrayValue {
      allowed.formIntersection(values.reduce(into: []) { $0.formUnion(ValueKinds(of: $1)) })
    }
    if let reference = keywords["$ref"]?.stringValue {
      learnKinds(of: reference)
      allowed.formIntersection(kinds[reference] ?? .all)
    }
    for branch in keywords["allOf"]?.arrayValue ?? [] { allowed.formIntersection(learnedKinds(of: branch)) }
    for keyword in ["anyOf", "oneOf"] {
      guard let branches = keywords[keyword]?.arrayValue else { continue }
      allowed.formIntersection(branches.reduce(into: []) { $0.formUnion(learnedKinds(of: $1)) })
    }
    // Without a type the keywords tell what is meant.
    if allowed == .all { return SchemaKeywords.impliedKinds(of: keywords) ?? .all }
    return allowed.isEmpty ? .all : allowed
  }
}
