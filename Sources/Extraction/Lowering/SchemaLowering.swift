import JSON

/// Lowers schemas, and gathers the definitions that they refer to.
struct SchemaLowering {
  /// Whether everything so far fits the strict subset: every object closed, with all its properties required.
  var isStrict: Bool { looseness == nil }
  /// The first thing that doesn't fit, and the property it is in.
  private(set) var looseness: String?
  /// References that lead to another document or an anchor, so that what stands there is left out; each once.
  private(set) var unfollowedReferences: [String] = []

  private let references: LocalReferences
  /// Names given to the targets of references, in the order met.
  private var names: [(reference: String, name: String)] = []
  /// The properties and definitions around what is being lowered.
  private var path: [String] = []

  init(references: LocalReferences) {
    self.references = references
  }

  /// Keywords that mean the same in the lowered schema and hold no schema.
  private static let kept = [
    "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    "minLength",
    "maxLength", "pattern", "format", "minItems", "maxItems",
  ]

  /// The schema as it is sent. Annotations are left out: the prompt shows the user's schema with its descriptions.
  mutating func lower(_ schema: JSONValue) -> JSONValue {
    guard let object = schema.objectValue else {
      loosen("any value is allowed")
      return [:]
    }
    if let reference = object["$ref"]?.stringValue { return lowerReference(reference) }
    // One branch of allOf beside nothing else that constrains is the branch itself.
    if let branches = object["allOf"]?.arrayValue, branches.count == 1, object["properties"] == nil,
      object["type"] == nil
    {
      return lower(branches[0])
    }
    var lowered = JSONObject()
    // Strict decoding wants a type, or alternatives that have one, everywhere.
    if ["type", "properties", "enum", "const", "anyOf", "oneOf"].allSatisfy({ object[$0] == nil }) {
      if let reference = (object["$dynamicRef"] ?? object["$recursiveRef"])?.stringValue {
        leaveOut(reference)
      } else {
        loosen("there is no type")
      }
    }
    for keyword in Self.kept { lowered[keyword] = object[keyword] }
    lowerFlaggedBound("exclusiveMinimum", of: "minimum", &lowered)
    lowerFlaggedBound("exclusiveMaximum", of: "maximum", &lowered)
    lowerObject(object, into: &lowered)
    if let list = object["items"]?.arrayValue {
      // Up to draft 2019-09 a list of schemas stands in `items`.
      lowered["prefixItems"] = .array(list.map { lower($0) })
      lowered["items"] = object["additionalItems"].map { $0.objectValue == nil ? $0 : lower($0) }
    } else if let items = object["items"], items.objectValue != nil {
      lowered["items"] = lower(items)
    }
    if let prefix = object["prefixItems"]?.arrayValue {
      lowered["prefixItems"] = .array(prefix.map { lower($0) })
    }
    if let branches = (object["anyOf"] ?? object["oneOf"])?.arrayValue {
      lowered["anyOf"] = .array(branches.map { lower($0) })
    }
    if let branches = object["allOf"]?.arrayValue {
      loosen("there is allOf")
      lowered["allOf"] = .array(branches.map { lower($0) })
    }
    return .object(lowered)
  }

  private mutating func lower(_ schema: JSONValue, in name: String) -> JSONValue {
    path.append(name)
    defer { path.removeLast() }
    return lower(schema)
  }

  private mutating func loosen(_ reason: String) {
    guard looseness == nil else { return }
    looseness = path.isEmpty ? reason : "\(reason) (in \(path.joined(separator: "/")))"
  }

  /// Nothing can be said of what a reference leads to.
  private mutating func leaveOut(_ reference: String) {
    loosen("the reference \(reference) is left out")
    if !unfollowedReferences.contains(reference) { unfollowedReferences.append(reference) }
  }

  /// The definitions that the lowered schemas refer to, those that only definitions refer to included.
  mutating func loweredDefinitions() -> JSONObject {
    var definitions = JSONObject()
    var done = 0
    while done < names.count {
      let (reference, name) = names[done]
      done += 1
      definitions[name] = references.target(of: reference).map { lower($0, in: reference) } ?? [:]
    }
    return definitions
  }

  /// In draft 4 `exclusive…` is true or false and speaks of the bound beside it.
  private func lowerFlaggedBound(_ keyword: String, of bound: String, _ lowered: inout JSONObject) {
    guard case .bool(let isExclusive) = lowered[keyword] else { return }
    lowered[keyword] = isExclusive ? lowered[bound] : nil
    if isExclusive { lowered[bound] = nil }
  }

  private mutating func lowerReference(_ reference: String) -> JSONValue {
    guard references.target(of: reference) != nil else {
      leaveOut(reference)
      return [:]
    }
    if let known = names.first(where: { $0.reference == reference }) {
      return ["$ref": .string("#/$defs/" + known.name)]
    }
    // Plain words stay readable; anything else gets a number.
    let last = reference.split(separator: "/").last.map(String.init) ?? "root"
    let isPlain = last.utf8.allSatisfy { $0 < 0x80 && ($0 | 0x20) &- UInt8(ascii: "a") < 26 }
    var name = isPlain && !last.isEmpty ? last : "definition\(names.count)"
    if names.contains(where: { $0.name == name }) { name = "definition\(names.count)" }
    names.append((reference, name))
    return ["$ref": .string("#/$defs/" + name)]
  }

  private mutating func lowerObject(_ object: JSONObject, into lowered: inout JSONObject) {
    guard let properties = object["properties"]?.objectValue else {
      // A free map can't be closed.
      let type = object["type"]
      if type?.stringValue == "object" || type?.arrayValue?.contains("object") == true {
        loosen("the object has no list of properties")
        if let values = object["additionalProperties"] {
          lowered["additionalProperties"] = values.objectValue == nil ? values : lower(values)
        }
      }
      return
    }
    let required = Set((object["required"]?.arrayValue ?? []).compactMap(\.stringValue))
    var loweredProperties = JSONObject()
    for (name, schema) in properties.members.map({ ($0.key, $0.value) }) where schema != false {
      let property = lower(schema, in: name)
      loweredProperties[name] = required.contains(name) ? property : Self.nullable(property)
    }
    // What is required but not declared must still be asked for.
    for name in (object["required"]?.arrayValue ?? []).compactMap(\.stringValue)
    where loweredProperties[name] == nil {
      loosen("\"\(name)\" is required, but is not among the properties")
      let values = object["additionalProperties"]
      loweredProperties[name] = values?.objectValue == nil ? [:] : lower(values ?? [:])
    }
    if lowered["type"] == nil { lowered["type"] = "object" }
    lowered["properties"] = .object(loweredProperties)
    lowered["required"] = .array(loweredProperties.keys.map(JSONValue.string))
    if let values = object["additionalProperties"], values != false {
      loosen("additional properties are allowed")
      lowered["additionalProperties"] = values.objectValue == nil ? values : lower(values)
    } else if object["patternProperties"] != nil {
      loosen("there is patternProperties")
    } else {
      lowered["additionalProperties"] = false
    }
  }

  /// The schema that also takes `null`.
  private static func nullable(_ schema: JSONValue) -> JSONValue {
    guard var object = schema.objectValue, !object.members.isEmpty else { return schema }
    let nullSchema: JSONValue = ["type": "null"]
    if let branches = object["anyOf"]?.arrayValue, object.members.count == 1 {
      return branches.contains(nullSchema) ? schema : ["anyOf": .array(branches + [nullSchema])]
    }
    guard object["anyOf"] == nil, object["allOf"] == nil, object["$ref"] == nil else {
      return ["anyOf": [schema, nullSchema]]
    }
    if let type = object["type"]?.stringValue, type != "null" {
      object["type"] = [.string(type), "null"]
    } else if let types = object["type"]?.arrayValue, !types.contains("null") {
      object["type"] = .array(types + ["null"])
    }
    if let constant = object["const"], constant != .null {
      object["const"] = nil
      object["enum"] = [constant, .null]
    } else if let values = object["enum"]?.arrayValue, !values.contains(.null) {
      object["enum"] = .array(values + [.null])
    }
    return .object(object)
  }
}
