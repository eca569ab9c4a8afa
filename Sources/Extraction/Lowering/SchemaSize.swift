import ChatCompletions
import JSON

/// What providers count of a lowered schema.
struct SchemaSize {
  private(set) var properties = 0
  /// Characters of names of properties and definitions and of fixed values.
  private(set) var characters = 0
  /// Schemas inside one another; the root is 0.
  private(set) var depth = 0
  /// The enums: how many values, and their characters.
  private(set) var enums: [(values: Int, characters: Int)] = []

  init(_ schema: JSONValue) {
    var pending = [(schema, 0)]
    while let (schema, level) = pending.popLast() {
      guard let object = schema.objectValue else { continue }
      depth = max(depth, level)
      for member in object.members {
        switch member.key {
        case "properties", "$defs":
          for child in member.value.objectValue?.members ?? [] {
            characters += child.key.unicodeScalars.count
            if member.key == "properties" { properties += 1 }
            pending.append((child.value, level + 1))
          }
        case "items", "additionalProperties":
          pending.append((member.value, level + 1))
        case "anyOf", "prefixItems":
          pending += (member.value.arrayValue ?? []).map { ($0, level + 1) }
        case "enum":
          let values = member.value.arrayValue ?? []
          let count = values.reduce(0) { $0 + Self.characters(of: $1) }
          enums.append((values.count, count))
          characters += count
        case "const":
          characters += Self.characters(of: member.value)
        default: break
        }
      }
    }
  }

  private static func characters(of value: JSONValue) -> Int {
    value.stringValue?.unicodeScalars.count ?? value.serialized().count
  }

  /// The most values that an enum may have so that enums alone break no limit.
  func largestEnum(within limits: SchemaSubset.Limits) -> Int {
    let sorted = enums.sorted { $0.values < $1.values }
    let others = characters - enums.reduce(0) { $0 + $1.characters }
    var (values, all, largest) = (0, others, 0)
    for one in sorted {
      values += one.values
      all += one.characters
      let isLarge = one.values > SchemaSubset.Limits.largeEnum
      if values > limits.enumValues ?? .max || all > limits.characters ?? .max
        || (isLarge && one.characters > limits.largeEnumCharacters ?? .max)
      {
        return largest
      }
      largest = one.values
    }
    return .max
  }

  /// What of a schema is beyond a provider's limits, without the sentence around it; nil where nothing is.
  func excess(over subset: SchemaSubset) -> String? {
    let limits = subset.limits
    if let limit = limits.properties, properties > limit {
      return "the schema has \(properties) properties, and \(limit) are taken by \(subset.name)"
    }
    if let limit = limits.characters, characters > limit {
      return
        "the schema's names and fixed values have \(characters) characters, and \(limit) are taken by \(subset.name)"
    }
    if let limit = limits.depth, depth > limit {
      return "the schema is nested \(depth) deep, and \(limit) levels are taken by \(subset.name)"
    }
    return nil
  }
}
