import ChatCompletions
import JSON

/// Names of the members that stand for an object's members whose names no one knows beforehand.
enum Pairs {
  static let key = "key"
  static let value = "value"

  /// The member of an object that holds them, beside the properties that it has.
  static func memberName(beside properties: some Sequence<String>) -> String {
    let taken = Set(properties.map { Array($0.utf8) })
    var name = "additional_properties"
    while taken.contains(Array(name.utf8)) { name += "_" }
    return name
  }
}

extension SchemaLowering {
  /// Lowers the keywords for objects.
  ///
  /// - Parameter mayBeList: whether a list can't be taken for anything else here.
  mutating func lower(
    objectOf keywords: JSONObject, mayBeList: Bool, _ told: inout Told, at place: Place
  ) -> JSONValue {
    for keyword in SchemaKeywords.toldOfObjects { told.add(keyword, of: keywords) }
    let declared = keywords["properties"]?.objectValue?.members ?? []
    let required = (keywords["required"]?.arrayValue ?? []).compactMap(\.stringValue)
    let isRequired = Set(required.map { Array($0.utf8) })
    let others = keywords.otherMembers
    let isMap = declared.isEmpty && required.isEmpty && others != false
    let free = freeMembers(of: keywords, isMap: isMap, at: place)
    if isMap { return map(of: free ?? true, keywords, mayBeList: mayBeList, &told, at: place) }
    told.add("propertyNames", of: keywords)

    var properties = JSONObject()
    for member in declared {
      let inner = place.inside("properties", member.key)
      let lowered = lower(member.value, at: inner, orNull: !isRequired.contains(Array(member.key.utf8)))
      if let lowered { properties[member.key] = lowered }
    }
    // What is required but not declared must still be asked for.
    let names = Set(declared.map { Array($0.key.utf8) })
    for name in required where !names.contains(Array(name.utf8)) {
      if let lowered = lower(others ?? true, at: place.inside("additionalProperties")) {
        properties[name] = lowered
      }
    }
    var schema: JSONObject = ["type": "object"]
    var rest: JSONValue = false
    if let free, subset.takesFreeNames {
      rest = lower(free, at: place.inside("additionalProperties")) ?? false
      if rest == [:] { rest = true }
    } else if let free {
      let name = Pairs.memberName(beside: properties.keys)
      properties[name] = pairs(name: true, of: free, at: place.inside("additionalProperties"))
      note(
        "names that aren't known beforehand are not taken by \(subset.name): the other members are asked for as a list of keys and values "
          + "under \"\(name)\"", at: place)
    }
    schema["properties"] = .object(properties)
    schema["required"] = .array(properties.keys.map(JSONValue.string))
    schema["additionalProperties"] = rest
    return .object(schema)
  }

  /// The schema of members that are not declared; nil where none are asked for.
  private mutating func freeMembers(of keywords: JSONObject, isMap: Bool, at place: Place) -> JSONValue? {
    let patterns = (keywords["patternProperties"]?.objectValue?.members ?? []).map(\.value)
    let rest = keywords.otherMembers
    let restIsOpen =
      rest == true || rest.map { $0.objectValue.map(SchemaKeywords.constraining)?.isEmpty == true } == true
    if !patterns.isEmpty {
      let isClosed = rest == nil || rest == false
      return ["anyOf": .array(patterns + (isClosed ? [] : [rest ?? true]))]
    }
    if isMap { return rest }
    guard let rest, rest != false else { return nil }
    if restIsOpen {
      note("members that are not declared are allowed, but not asked for", at: place)
      return nil
    }
    return rest
  }

  /// An object of names that no one knows beforehand, all with values of one schema.
  private mutating func map(
    of values: JSONValue, _ keywords: JSONObject, mayBeList: Bool, _ told: inout Told, at place: Place
  ) -> JSONValue {
    let inner = place.inside("additionalProperties")
    if subset.takesFreeNames {
      told.add("propertyNames", of: keywords)
      let lowered = lower(values, at: inner) ?? false
      return ["type": "object", "additionalProperties": lowered == [:] ? true : lowered]
    }
    note(
      "names that aren't known beforehand are not taken by \(subset.name): the object is asked for as a list of its keys and values",
      at: place)
    let names = keywords["propertyNames"] ?? true
    if mayBeList { return pairs(name: names, of: values, at: place) }
    let name = Pairs.memberName(beside: [])
    return Self.closed([name: pairs(name: names, of: values, at: inner)])
  }

  /// A list of keys and values.
  private mutating func pairs(name: JSONValue, of values: JSONValue, at place: Place) -> JSONValue {
    let isDeep = subset.limits.depth.map { place.depth + 2 > $0 } ?? false
    let start = isDeep ? place.inDefinition : place
    let text: JSONValue = ["type": "string"]
    let key =
      name == true ? text : lower(["allOf": [text, name]], at: start.inside("propertyNames", by: 2)) ?? text
    let value = lower(values, at: start.inside(by: 2)) ?? ["type": "null"]
    let list: JSONValue = [
      "type": "array",
      "description": .string("The members of an object, each with its name under \"\(Pairs.key)\"."),
      "items": Self.closed([Pairs.key: key, Pairs.value: value]),
    ]
    return isDeep ? hoisted(list) : list
  }

  /// A definition of a lowered schema, and the reference to it.
  mutating func hoisted(_ schema: JSONValue) -> JSONValue {
    let name = freshName("part")
    define(schema, as: name)
    return Self.reference(to: name)
  }

  static func closed(_ properties: JSONObject) -> JSONValue {
    [
      "type": "object", "properties": .object(properties),
      "required": .array(properties.keys.map(JSONValue.string)),
      "additionalProperties": false,
    ]
  }
}
