import JSON

/// Keywords that a value satisfies just where it satisfies each of several schemas.
struct MergedKeywords {
  private(set) var keywords: JSONObject
  /// Keywords beside which there was another that can't be merged with them, each in a schema of its own.
  private(set) var left: [JSONValue] = []
  /// Whether no value can satisfy them.
  private(set) var isImpossible = false

  /// Pairs of alternatives that are still written out.
  private static let maximumAlternatives = 16

  init(_ keywords: JSONObject) {
    self.keywords = keywords.modernized
    if let branches = self.keywords["oneOf"]?.arrayValue {
      self.keywords["oneOf"] = nil
      merge(alternatives: branches)
    }
  }

  mutating func merge(_ other: JSONObject) {
    let other = other.modernized
    mergeMembers(of: other)
    mergeItems(of: other)
    for member in other.members {
      let (key, value) = (member.key, member.value)
      switch key {
      case "properties", "patternProperties", "additionalProperties", "items", "prefixItems":
        continue
      case "anyOf", "oneOf":
        merge(alternatives: value.arrayValue ?? [])
        continue
      default:
        break
      }
      guard let own = keywords[key], own != value else {
        keywords[key] = value
        continue
      }
      switch key {
      case "type":
        let kinds = (ValueKinds(type: own) ?? .all).intersection(ValueKinds(type: value) ?? .all)
        if kinds.isEmpty { isImpossible = true } else { keywords[key] = kinds.type }
      case "enum":
        let values = (own.arrayValue ?? []).filter((value.arrayValue ?? []).contains)
        if values.isEmpty { isImpossible = true }
        keywords[key] = .array(values)
      case "const":
        isImpossible = true
      case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains":
        keywords[key] = Self.further(own, value, isGreater: true)
      case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains":
        keywords[key] = Self.further(own, value, isGreater: false)
      case "required":
        let known = own.arrayValue ?? []
        keywords[key] = .array(known + (value.arrayValue ?? []).filter { !known.contains($0) })
      case "uniqueItems", "unevaluatedProperties", "unevaluatedItems":
        // What each finds unevaluated isn't known here: both are left open.
        keywords[key] = true
      case _ where SchemaKeywords.constraining.contains(key):
        left.append([key: value])
      default:
        break
      }
    }
  }

  private static func further(_ a: JSONValue, _ b: JSONValue, isGreater: Bool) -> JSONValue {
    guard case .number(let first) = a, case .number(let second) = b else { return a }
    return (first < second) == isGreater ? b : a
  }

  /// Both alternatives apply: each pair of them is one.
  private mutating func merge(alternatives: [JSONValue]) {
    guard let own = keywords["anyOf"]?.arrayValue else {
      keywords["anyOf"] = .array(alternatives)
      return
    }
    guard own.count * alternatives.count <= Self.maximumAlternatives else {
      left.append(["anyOf": .array(alternatives)])
      return
    }
    keywords["anyOf"] = .array(own.flatMap { first in alternatives.map { Self.both(first, $0) } })
  }

  /// `additionalProperties` of the one also speaks of what only the other declares.
  private mutating func mergeMembers(of other: JSONObject) {
    let rests = (keywords["additionalProperties"], other["additionalProperties"])
    let patterns = (keywords["patternProperties"]?.objectValue, other["patternProperties"]?.objectValue)
    let (own, others) = (keywords["properties"]?.objectValue, other["properties"]?.objectValue)
    if own != nil || others != nil {
      var properties = JSONObject()
      let othersByName = Dictionary((others?.members ?? []).map { (Array($0.key.utf8), $0.value) }) {
        _, last in last
      }
      for member in own?.members ?? [] {
        let second = othersByName[Array(member.key.utf8)] ?? (patterns.1 == nil ? rests.1 : nil)
        properties[member.key] = second.map { Self.both(member.value, $0) } ?? member.value
      }
      let names = Set((own?.members ?? []).map { Array($0.key.utf8) })
      for member in others?.members ?? [] where !names.contains(Array(member.key.utf8)) {
        let first = patterns.0 == nil ? rests.0 : nil
        properties[member.key] = first.map { Self.both($0, member.value) } ?? member.value
      }
      keywords["properties"] = .object(properties)
    }
    if let second = patterns.1 {
      var merged = patterns.0 ?? JSONObject()
      for member in second.members {
        merged[member.key] = merged[member.key].map { Self.both($0, member.value) } ?? member.value
      }
      keywords["patternProperties"] = .object(merged)
    }
    if let second = rests.1 {
      keywords["additionalProperties"] = rests.0.map { Self.both($0, second) } ?? second
    }
  }

  private mutating func mergeItems(of other: JSONObject) {
    let rests = (keywords["items"], other["items"])
    let first = keywords["prefixItems"]?.arrayValue ?? []
    let second = other["prefixItems"]?.arrayValue ?? []
    if !first.isEmpty || !second.isEmpty {
      keywords["prefixItems"] = .array(
        (0..<max(first.count, second.count)).map { position in
          let a = position < first.count ? first[position] : rests.0 ?? true
          let b = position < second.count ? second[position] : rests.1 ?? true
          return Self.both(a, b)
        })
    }
    if let rest = rests.1 { keywords["items"] = rests.0.map { Self.both($0, rest) } ?? rest }
  }

  /// The schema of what satisfies two.
  static func both(_ a: JSONValue, _ b: JSONValue) -> JSONValue {
    if a == true || a == b { return b }
    if b == true || a == false { return a }
    if b == false { return b }
    return ["allOf": [a, b]]
  }
}
