import JSON

/// Random schemas with random instances of them: the same seed gives the same.
struct RandomSchema {
  private var state: UInt64
  private(set) var definitions = JSONObject()

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  private mutating func number(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % limit
  }

  private mutating func chance(_ percent: Int) -> Bool { number(below: 100) < percent }

  private static let names = [
    "name", "total", "key", "value", "é", "records", "a/b", "additional_properties", "type", "items",
  ]

  private mutating func name() -> String { Self.names[number(below: Self.names.count)] }

  /// A schema, and what makes instances of it.
  mutating func schema(depth: Int = 0) -> JSONValue {
    switch number(below: depth > 4 ? 5 : 15) {
    case 0:
      return chance(50) ? ["type": "string"] : ["type": "string", "minLength": 1, "pattern": "^[a-z]+$"]
    case 1:
      return chance(50) ? ["type": "integer", "minimum": 0] : ["type": ["number", "null"], "maximum": 100]
    case 2: return ["type": "boolean"]
    case 3: return chance(50) ? ["enum": ["x", "y", 3]] : ["const": "only"]
    case 4: return ["type": ["string", "null"]]
    case 5, 6, 7: return object(depth)
    case 8: return ["type": "array", "items": schema(depth: depth + 1), "maxItems": 3]
    case 9:
      return [
        "type": "array", "prefixItems": [schema(depth: depth + 1), schema(depth: depth + 1)], "items": false,
      ]
    case 10: return ["type": "object", "additionalProperties": schema(depth: depth + 1)]
    case 11:
      return ["oneOf": [tagged("one", depth), tagged("two", depth), ["type": "null"]]]
    case 12:
      let inner = object(depth)
      return ["allOf": [inner, ["type": "object", "properties": ["more": schema(depth: depth + 1)]]]]
    case 13:
      let name = "d\(definitions.members.count)"
      definitions[name] = true
      definitions[name] = schema(depth: depth + 1)
      return chance(50)
        ? ["$ref": .string("#/$defs/" + name)] : ["$ref": .string("#/$defs/" + name), "title": "t"]
    default:
      let name = "n\(definitions.members.count)"
      let reference: JSONValue = ["$ref": .string("#/$defs/" + name)]
      definitions[name] = true
      definitions[name] = [
        "type": "object",
        "properties": [
          "label": ["type": "string"], "parts": ["type": "array", "items": reference], "next": reference,
        ],
        "required": ["label"], "additionalProperties": false,
      ]
      return reference
    }
  }

  private mutating func object(_ depth: Int) -> JSONValue {
    var properties = JSONObject()
    for _ in 0..<(1 + number(below: 4)) { properties[name()] = schema(depth: depth + 1) }
    let required = properties.keys.filter { _ in chance(50) }.map(JSONValue.string)
    var object: JSONObject = [
      "type": "object", "properties": .object(properties), "required": .array(required),
    ]
    switch number(below: 4) {
    case 0: object["additionalProperties"] = false
    case 1: object["additionalProperties"] = schema(depth: depth + 2)
    case 2: object["patternProperties"] = ["^free": schema(depth: depth + 2)]
    default: break
    }
    return .object(object)
  }

  private mutating func tagged(_ tag: String, _ depth: Int) -> JSONValue {
    [
      "type": "object", "properties": ["v": schema(depth: depth + 1), "tag": ["const": .string(tag)]],
      "required": ["tag"],
      "additionalProperties": false,
    ]
  }

  /// An instance; nil where chance leads to none.
  mutating func instance(of schema: JSONValue, depth: Int = 0) -> JSONValue? {
    guard depth < 24 else { return nil }
    if let reference = schema["$ref"]?.stringValue {
      return definitions[String(reference.dropFirst("#/$defs/".count))].flatMap {
        instance(of: $0, depth: depth + 1)
      }
    }
    if let branches = schema["oneOf"]?.arrayValue {
      return instance(of: branches[number(below: branches.count)], depth: depth + 1)
    }
    if let parts = schema["allOf"]?.arrayValue {
      guard let first = instance(of: parts[0], depth: depth + 1) else { return nil }
      guard chance(50), first["more"] == nil, parts[0]["additionalProperties"] == nil,
        let more = parts[1]["properties"]?["more"]
      else { return first["more"] == nil ? first : nil }
      var both = first
      both["more"] = instance(of: more, depth: depth + 1)
      return both
    }
    if let constant = schema["const"] { return constant }
    if let values = schema["enum"]?.arrayValue { return values[number(below: values.count)] }
    switch schema["type"] {
    case "string": return schema["pattern"] != nil ? "abc" : chance(20) ? "[1]" : "some \u{1F4C4} text"
    case "integer": return 7
    case "boolean": return .bool(chance(50))
    case "array":
      if let prefix = schema["prefixItems"]?.arrayValue {
        var elements: [JSONValue] = []
        for item in prefix {
          guard let element = instance(of: item, depth: depth + 1) else { return nil }
          elements.append(element)
        }
        return .array(elements)
      }
      let count = depth > 12 ? 0 : number(below: 3)
      return .array((0..<count).compactMap { _ in instance(of: schema["items"] ?? true, depth: depth + 1) })
    case "object": return objectInstance(of: schema, depth)
    default: return chance(30) ? .null : schema["maximum"] != nil ? 1.5 : "text"
    }
  }

  private mutating func objectInstance(of schema: JSONValue, _ depth: Int) -> JSONValue? {
    var object = JSONObject()
    let required = schema["required"]?.arrayValue ?? []
    for member in schema["properties"]?.objectValue?.members ?? [] {
      guard required.contains(.string(member.key)) || chance(depth > 10 ? 10 : 60) else { continue }
      guard let value = instance(of: member.value, depth: depth + 1) else { return nil }
      object[member.key] = value
    }
    let free = schema["patternProperties"]?["^free"] ?? schema["additionalProperties"]
    if let free, free.objectValue != nil {
      for position in 0..<number(below: 3) {
        guard let value = instance(of: free, depth: depth + 1) else { return nil }
        object["free \(position)"] = value
      }
    }
    return .object(object)
  }
}
