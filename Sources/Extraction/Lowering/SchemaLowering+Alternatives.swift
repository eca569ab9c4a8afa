import ChatCompletions
import JSON

extension SchemaLowering {
  /// Keywords of a branch that only says when the rest is valid.
  private static let conditions: Set<String> = [
    "required", "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "dependencies",
    "minProperties",
    "maxProperties",
  ]

  /// Lowers alternatives. What stands beside them is part of each.
  mutating func lower(
    alternatives branches: [JSONValue], of keywords: JSONObject, _ told: inout Told, at place: Place
  ) -> JSONValue? {
    var beside = keywords
    beside["anyOf"] = nil
    for keyword in SchemaKeywords.toldAlways { beside[keyword] = nil }
    let isAlone = SchemaKeywords.constraining(in: beside).isEmpty
    if !isAlone, branches.allSatisfy(Self.isCondition) {
      told.add("anyOf", of: keywords)
      return lower(keywords: beside, &told, at: place)
    }
    let taken = branches.reduce(into: place.taken) { $0.formUnion(references.kinds(of: $1)) }
    var alternatives: [Alternative] = []
    for (position, branch) in branches.enumerated() {
      var inner = place.inside("anyOf", String(position))
      inner.taken = taken
      let schema: JSONValue = isAlone ? branch : ["allOf": [branch, .object(beside)]]
      guard let lowered = lower(schema, at: inner) else { continue }
      // Alternatives among the alternatives are alternatives.
      if let nested = lowered["anyOf"]?.arrayValue, lowered["description"] == nil {
        alternatives += nested.map { Alternative(schema: $0, object: followed($0)) }
      } else {
        var object = followed(lowered)
        if subset.needsDistinctFirstProperties, object["$ref"] != nil,
          let reference = branch.objectValue.flatMap(soleReference),
          let written = writtenOut(reference, at: inner.inDefinition)
        {
          object = written
        }
        alternatives.append(Alternative(schema: lowered, object: object))
      }
    }
    var known: Set<JSONValue> = []
    alternatives = alternatives.filter { known.insert($0.schema).inserted }
    if subset.needsDistinctFirstProperties { distinguish(&alternatives, at: place) }
    let isDeep = place.depth + 1 >= subset.limits.depth ?? .max
    let schemas = alternatives.map { alternative in
      alternative.isChanged ? isDeep ? hoisted(alternative.object) : alternative.object : alternative.schema
    }
    return schemas.count > 1 ? ["anyOf": .array(schemas)] : schemas.first
  }

  private static func isCondition(_ schema: JSONValue) -> Bool {
    guard let object = schema.objectValue else { return false }
    return SchemaKeywords.constraining(in: object).allSatisfy(conditions.contains)
  }

  /// A lowered alternative.
  struct Alternative {
    var schema: JSONValue
    /// What the schema refers to, where it is a reference; else the schema.
    var object: JSONValue
    /// Whether the object is another than the schema's.
    var isChanged = false

    /// The properties; nil for what is no object.
    var properties: JSONObject? { object["properties"]?.objectValue }

    /// The alternative with one of its properties in front.
    func beginning(with name: String) -> Alternative {
      guard let properties, let value = properties[name] else { return self }
      var ordered: JSONObject = [name: value]
      for member in properties.members where member.key != name { ordered[member.key] = member.value }
      var alternative = self
      alternative.object["properties"] = .object(ordered)
      alternative.object["required"] = .array(ordered.keys.map(JSONValue.string))
      alternative.isChanged = true
      return alternative
    }

    /// Whether a decoder that has read the first name and value knows which of two it reads.
    func isDistinct(from other: Alternative) -> Bool {
      guard let first = properties?.members.first, let second = other.properties?.members.first,
        first.key == second.key
      else { return true }
      guard let values = Self.fixedValues(first.value), let others = Self.fixedValues(second.value) else {
        return false
      }
      return values.isDisjoint(with: others)
    }

    static func fixedValues(_ schema: JSONValue) -> Set<JSONValue>? {
      if let constant = schema["const"] { return [constant] }
      return schema["enum"]?.arrayValue.map(Set.init)
    }
  }

  /// Puts a property in front that tells alternatives apart; those that none tells apart become one.
  private mutating func distinguish(_ alternatives: inout [Alternative], at place: Place) {
    guard !Self.areDistinct(alternatives) else { return }
    if let name = Self.discriminator(of: alternatives) {
      alternatives = alternatives.map { $0.beginning(with: name) }
    } else {
      for index in alternatives.indices {
        let others = alternatives.indices.filter { $0 != index }.map { alternatives[$0] }
        guard !others.allSatisfy(alternatives[index].isDistinct) else { continue }
        let own = alternatives[index].properties?.keys.first { name in
          others.allSatisfy { $0.properties?[name] == nil }
        }
        if let own { alternatives[index] = alternatives[index].beginning(with: own) }
      }
    }
    guard !Self.areDistinct(alternatives) else {
      note(
        "alternatives that begin with the same property are not taken by \(subset.name): their properties are reordered",
        at: place)
      return
    }
    note(
      "alternatives that begin with the same property are not taken by \(subset.name): they are sent as one object",
      at: place)
    var kept: [Alternative] = []
    for alternative in alternatives {
      if let position = kept.firstIndex(where: { !$0.isDistinct(from: alternative) }) {
        kept[position] = Self.union(kept[position], alternative)
      } else {
        kept.append(alternative)
      }
    }
    alternatives = kept
  }

  private static func areDistinct(_ alternatives: [Alternative]) -> Bool {
    alternatives.indices.allSatisfy { index in
      alternatives[..<index].allSatisfy { $0.isDistinct(from: alternatives[index]) }
    }
  }

  /// A property of all objects whose fixed values differ.
  private static func discriminator(of alternatives: [Alternative]) -> String? {
    let objects = alternatives.compactMap(\.properties)
    return objects.first?.keys.first { name in
      var seen: Set<JSONValue> = []
      return objects.allSatisfy { object in
        guard let values = object[name].flatMap(Alternative.fixedValues) else { return false }
        defer { seen.formUnion(values) }
        return values.isDisjoint(with: seen)
      }
    }
  }

  /// An object that has the properties of both: null where it is the other.
  private static func union(_ first: Alternative, _ second: Alternative) -> Alternative {
    let (one, other) = (first.properties ?? JSONObject(), second.properties ?? JSONObject())
    var properties = JSONObject()
    for member in one.members {
      let both = other[member.key]
      properties[member.key] = both.map { eitherOf(member.value, $0) } ?? nullable(member.value)
    }
    for member in other.members where one[member.key] == nil {
      properties[member.key] = nullable(member.value)
    }
    let object = closed(properties)
    return Alternative(schema: object, object: object, isChanged: true)
  }

  private static func eitherOf(_ first: JSONValue, _ second: JSONValue) -> JSONValue {
    if first == second { return first }
    if let values = Alternative.fixedValues(first), let others = Alternative.fixedValues(second) {
      let all =
        (first["enum"]?.arrayValue ?? Array(values))
        + others.subtracting(values).sorted {
          $0.serialized().lexicographicallyPrecedes($1.serialized())
        }
      let kinds: ValueKinds = all.reduce(into: []) { $0.formUnion(ValueKinds(of: $1)) }
      return ["type": kinds.type, "enum": .array(all)]
    }
    let branches = (first["anyOf"]?.arrayValue ?? [first]) + (second["anyOf"]?.arrayValue ?? [second])
    var known: Set<JSONValue> = []
    return ["anyOf": .array(branches.filter { known.insert($0).inserted })]
  }
}
