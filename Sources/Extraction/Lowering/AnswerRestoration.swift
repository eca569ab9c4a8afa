import JSON

/// The way back from an answer in the form of a lowered schema to the user's.
///
/// What takes another form in a lowered schema is known by its kind: a `null` where the user's schema refuses null and the
/// property is optional is an absent one; a list of keys and values where it wants an object is that object; a string where
/// it wants something else is that value's JSON text. So an answer that has the user's form already stays as it is.
///
/// Each value is visited once, with all the schemas that apply to it, so that alternatives don't multiply the work.
struct AnswerRestoration {
  let references: LocalReferences
  /// Whether a string may hold a value's JSON text.
  let readsText: Bool

  /// Schemas that are looked at for one value. More would be alternatives that no one can tell apart by their shape.
  private static let maximumSchemas = 64

  /// The value as the user's schema means it.
  func restore(_ value: JSONValue, _ schema: JSONValue) -> JSONValue {
    restore(value, [schema])
  }

  /// As deep as the answer is nested, which its reader has limited.
  private func restore(_ value: JSONValue, _ schemas: [JSONValue]) -> JSONValue {
    let value = inOwnForm(value, schemas)
    switch value {
    case .array(let elements):
      let applicable = flattened(schemas, value)
      guard !applicable.isEmpty else { return value }
      return .array(
        elements.enumerated().map { index, element in
          restore(element, applicable.compactMap { schema(ofElement: index, in: $0) })
        })
    case .object(let object):
      let applicable = flattened(schemas, value)
      guard !applicable.isEmpty else { return value }
      let pairsName = self.pairsName(in: object, applicable)
      var pairs: [(key: String, value: JSONValue)] = []
      var restored = JSONObject()
      for member in object.members {
        if let pairsName, member.key == pairsName, let members = Self.members(of: member.value) {
          pairs = members
          continue
        }
        let properties = applicable.flatMap { self.schemas(ofMember: member.key, in: $0) }
        let isAbsent =
          member.value == .null && !properties.isEmpty && !applicable.contains { requires(member.key, $0) }
          && !properties.allSatisfy { references.kinds(of: $0).contains(.null) }
        if !isAbsent { restored.append(member.key, restore(member.value, properties)) }
      }
      guard !pairs.isEmpty else { return .object(restored) }
      let taken = Set(restored.members.map { Array($0.key.utf8) })
      for pair in pairs where !taken.contains(Array(pair.key.utf8)) {
        let properties = applicable.flatMap { self.schemas(ofMember: pair.key, in: $0) }
        restored.append(pair.key, restore(pair.value, properties))
      }
      return .object(restored)
    default:
      return value
    }
  }

  // MARK: Other forms

  /// A list of keys and values as the object, and JSON text as the value, where all schemas want that.
  private func inOwnForm(_ value: JSONValue, _ schemas: [JSONValue]) -> JSONValue {
    switch value {
    case .array:
      guard let members = Self.members(of: value) else { return value }
      let kinds = schemas.map(references.kinds)
      guard !kinds.isEmpty, kinds.allSatisfy({ !$0.contains(.array) && $0.contains(.object) }) else {
        return value
      }
      var object = JSONObject()
      for member in members { object.append(member.key, member.value) }
      return .object(object)
    case .string(let text) where readsText:
      let kinds = schemas.map(references.kinds)
      guard !kinds.isEmpty, kinds.allSatisfy({ !$0.contains(.string) && !$0.isDisjoint(with: .containers) }),
        let document = try? JSONDocument(text), [.array, .object].contains(document.root.kind)
      else { return value }
      let inner = JSONValue(document.root)
      return kinds.allSatisfy { $0.contains(ValueKinds(of: inner)) } ? inner : value
    default:
      return value
    }
  }

  /// The pairs of a list whose elements are all keys with values, no key twice; nil for any other value.
  private static func members(of value: JSONValue) -> [(key: String, value: JSONValue)]? {
    guard let elements = value.arrayValue else { return nil }
    var members: [(key: String, value: JSONValue)] = []
    var keys: Set<[UInt8]> = []
    for element in elements {
      guard let object = element.objectValue, object.members.count == 2,
        let key = object[Pairs.key]?.stringValue, let value = object[Pairs.value],
        keys.insert(Array(key.utf8)).inserted
      else { return nil }
      members.append((key, value))
    }
    return members
  }

  /// The member that holds what the object's properties don't name; nil where the schemas ask for none.
  private func pairsName(in object: JSONObject, _ schemas: [JSONObject]) -> String? {
    let isAsked = schemas.contains { schema in
      schema["patternProperties"]?.objectValue?.members.isEmpty == false
        || schema.otherMembers?.objectValue != nil
        || (schema.otherMembers != false && schema["properties"] == nil && schema["required"] == nil)
    }
    guard isAsked else { return nil }
    let declared = schemas.flatMap { $0["properties"]?.objectValue?.keys ?? [] }
    let required = schemas.flatMap { ($0["required"]?.arrayValue ?? []).compactMap(\.stringValue) }
    return Pairs.memberName(beside: declared + required)
  }

  // MARK: Schemas of a value

  /// The keywords of all schemas that apply to a value: references followed, `allOf` taken apart, and of alternatives those
  /// whose `type`, `const` and `enum` fit.
  private func flattened(_ schemas: [JSONValue], _ value: JSONValue) -> [JSONObject] {
    var pending = schemas
    var followed: Set<String> = []
    var found: [JSONObject] = []
    while let schema = pending.popLast(), found.count < Self.maximumSchemas {
      guard let keywords = schema.objectValue?.modernized else { continue }
      found.append(keywords)
      if let reference = keywords["$ref"]?.stringValue, followed.insert(reference).inserted,
        let target = references.target(of: reference)
      {
        pending.append(target)
      }
      pending += keywords["allOf"]?.arrayValue ?? []
      for keyword in ["anyOf", "oneOf"] {
        pending += (keywords[keyword]?.arrayValue ?? []).filter { fits(value, $0) }
      }
    }
    return found
  }

  /// Whether an alternative may be meant for a value, by its kind and by the properties that have one value only.
  private func fits(_ value: JSONValue, _ schema: JSONValue) -> Bool {
    guard var keywords = schema.objectValue else { return schema != false }
    if let target = keywords["$ref"]?.stringValue.flatMap(references.target)?.objectValue,
      target["$ref"] == nil
    {
      keywords = target
    }
    guard references.kinds(of: schema).contains(ValueKinds(of: value)) else { return false }
    for property in keywords["properties"]?.objectValue?.members ?? [] {
      guard let member = value[property.key] else { continue }
      if let constant = property.value["const"], member != .null, constant != member { return false }
      if let values = property.value["enum"]?.arrayValue, member != .null, !values.contains(member) {
        return false
      }
    }
    return true
  }

  private func schema(ofElement index: Int, in keywords: JSONObject) -> JSONValue? {
    if let prefix = keywords["prefixItems"]?.arrayValue, index < prefix.count { return prefix[index] }
    return keywords["items"]
  }

  /// The schemas of a member: its property's, else those of patterns and of all other members, which any of them may be.
  private func schemas(ofMember key: String, in keywords: JSONObject) -> [JSONValue] {
    if let property = keywords["properties"]?[key] { return [property] }
    let patterns = (keywords["patternProperties"]?.objectValue?.members ?? []).map(\.value)
    guard let others = keywords.otherMembers, others != false || patterns.isEmpty else { return patterns }
    return patterns + [others]
  }

  private func requires(_ key: String, _ keywords: JSONObject) -> Bool {
    keywords["required"]?.arrayValue?.contains(.string(key)) == true
  }
}
