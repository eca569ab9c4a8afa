import ChatCompletions
import JSON

extension SchemaLowering {
  /// Lowers merged keywords without alternatives.
  mutating func lower(keywords: JSONObject, _ told: inout Told, at place: Place) -> JSONValue? {
    if keywords["enum"] != nil || keywords["const"] != nil {
      return lower(valuesOf: keywords, &told, at: place)
    }
    let kinds = ValueKinds(type: keywords["type"]) ?? SchemaKeywords.impliedKinds(of: keywords)
    guard let kinds else { return free(at: place) }
    guard !kinds.isEmpty else { return nil }
    return lower(kinds, of: keywords, &told, at: place)
  }

  private mutating func lower(
    _ kinds: ValueKinds, of keywords: JSONObject, _ told: inout Told, at place: Place
  ) -> JSONValue? {
    let scalars = kinds.intersection(.scalars)
    let isOne = scalars.isEmpty && kinds != .containers
    let inner = isOne || kinds.isDisjoint(with: .containers) ? place : place.inside()
    var alternatives: [JSONValue] = []
    if !scalars.isEmpty { alternatives.append(lower(scalars: scalars, of: keywords, &told)) }
    if kinds.contains(.array) {
      alternatives.append(
        isOne
          ? lower(arrayOf: keywords, &told, at: inner)
          : alternative(at: inner, &told) {
            $0.lower(arrayOf: keywords, &$1, at: $2)
          })
    }
    if kinds.contains(.object) {
      let isTyped = keywords["type"] != nil
      let mayBeList = isTyped && !kinds.union(place.taken).contains(.array)
      alternatives.append(
        isOne
          ? lower(objectOf: keywords, mayBeList: mayBeList, &told, at: inner)
          : alternative(at: inner, &told) { $0.lower(objectOf: keywords, mayBeList: mayBeList, &$1, at: $2) })
    }
    if alternatives.count == 1 { return alternatives[0] }
    // null stands last, and apart from types that it would be listed with.
    if scalars == .null { alternatives.append(alternatives.removeFirst()) }
    return ["anyOf": .array(alternatives)]
  }

  /// A container beside other kinds, one level deeper: a definition where that is too deep.
  private mutating func alternative(
    at place: Place, _ told: inout Told, _ lower: (inout Self, inout Told, Place) -> JSONValue
  ) -> JSONValue {
    guard let limit = subset.limits.depth, place.depth >= limit else { return lower(&self, &told, place) }
    return hoisted(lower(&self, &told, place.inDefinition))
  }

  // MARK: Scalars

  private mutating func lower(scalars kinds: ValueKinds, of keywords: JSONObject, _ told: inout Told)
    -> JSONValue
  {
    var schema: JSONObject = ["type": kinds.type]
    if !kinds.isDisjoint(with: .number) {
      for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"] {
        keep(keyword, of: keywords, if: subset.bounds.contains(keyword), in: &schema, &told)
      }
    }
    guard kinds.contains(.string) else { return .object(schema) }
    if let pattern = keywords["pattern"]?.stringValue {
      if let written = subset.patterns.written(pattern) {
        schema["pattern"] = .string(written)
      } else {
        told.add("pattern", of: keywords)
      }
    }
    if let format = keywords["format"]?.stringValue {
      keep("format", of: keywords, if: subset.formats.contains(format), in: &schema, &told)
    }
    let mayHaveLength = subset.combinesLengths || (schema["pattern"] == nil && schema["format"] == nil)
    for keyword in ["minLength", "maxLength"] {
      keep(keyword, of: keywords, if: mayHaveLength && subset.bounds.contains(keyword), in: &schema, &told)
    }
    return .object(schema)
  }

  /// Copies a keyword that is taken, and tells one that isn't.
  func keep(
    _ keyword: String, of keywords: JSONObject, if isTaken: Bool, in schema: inout JSONObject,
    _ told: inout Told
  ) {
    guard isTaken else { return told.add(keyword, of: keywords) }
    schema[keyword] = keywords[keyword]
    // A count may be written 2.0, which not every decoder takes for one.
    if Self.counts.contains(keyword), case .number(let number) = keywords[keyword],
      let count = number.intValue
    {
      schema[keyword] = .number(JSONNumber(count))
    }
  }

  private static let counts: Set = ["minItems", "maxItems", "minLength", "maxLength"]

  // MARK: Values

  /// Lowers `enum` and `const`.
  private mutating func lower(valuesOf keywords: JSONObject, _ told: inout Told, at place: Place)
    -> JSONValue?
  {
    var values = keywords["enum"]?.arrayValue ?? keywords["const"].map { [$0] } ?? []
    if let constant = keywords["const"] { values = values.filter { $0 == constant } }
    if let kinds = ValueKinds(type: keywords["type"]) {
      values = values.filter { kinds.contains(ValueKinds(of: $0)) }
    }
    guard !values.isEmpty else { return nil }
    let kinds: ValueKinds = values.reduce(into: []) { $0.formUnion(ValueKinds(of: $1)) }
    guard kinds.isDisjoint(with: .containers) else {
      told.add("enum", of: keywords)
      told.add("const", of: keywords)
      var others = keywords
      others["enum"] = nil
      others["const"] = nil
      return lower(kinds, of: others, &told, at: place)
    }
    if kinds == .null { return ["type": "null"] }
    guard values.count <= largestEnum else {
      note(
        "enum: so many values (\(values.count)) are not taken by \(subset.name); told in the prompt only",
        at: place)
      return ["type": kinds.type]
    }
    if let constant = keywords["const"] { return ["type": kinds.type, "const": constant] }
    return ["type": kinds.type, "enum": .array(values)]
  }

  // MARK: Anything

  /// A schema that leaves the kind of value open.
  mutating func free(at place: Place) -> JSONValue {
    if subset.takesFreeValues { return [:] }
    note(
      "a value of any kind is not taken by \(subset.name): it may be a string, a number, a truth value, null, or a list of these",
      at: place)
    let name = "anyValue"
    if !isDefined(name) {
      let scalar: JSONValue = ["type": ValueKinds.scalars.type]
      define(["anyOf": [scalar, ["type": "array", "items": scalar]]], as: name)
    }
    return Self.reference(to: name)
  }

  /// The schema that also takes `null`.
  static func nullable(_ schema: JSONValue) -> JSONValue {
    guard var object = schema.objectValue, !object.members.isEmpty else { return schema }
    let null: JSONValue = ["type": "null"]
    if let branches = object["anyOf"]?.arrayValue {
      let hasNull = branches.contains { ValueKinds(type: $0["type"])?.contains(.null) == true }
      if !hasNull { object["anyOf"] = .array(branches + [null]) }
      return .object(object)
    }
    guard let kinds = ValueKinds(type: object["type"]), kinds.isDisjoint(with: .containers) else {
      return ["anyOf": [schema, null]]
    }
    guard !kinds.contains(.null) else { return schema }
    object["type"] = kinds.union(.null).type
    if let constant = object["const"] {
      object["const"] = nil
      object["enum"] = [constant, .null]
    } else if let values = object["enum"]?.arrayValue {
      object["enum"] = .array(values + [.null])
    }
    return .object(object)
  }
}
