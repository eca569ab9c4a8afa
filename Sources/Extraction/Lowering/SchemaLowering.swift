import ChatCompletions
import JSON

/// Lowers a schema to what a server's decoding takes, and gathers the definitions that the lowered schemas refer to.
///
/// Objects become closed, with all properties required and `null` for an optional one that is absent. References with
/// something beside them and `allOf` are merged. What decoding can't follow is left out and told in the description; what
/// a value can't be asked for as it is takes another form, which ``AnswerRestoration`` undoes.
struct SchemaLowering {
  /// Where in the user's schema something stands, and how deep in the lowered one.
  struct Place {
    var pointer: JSONPointer
    var depth: Int
    /// Kinds of values that other alternatives have in the same place: what takes another form must not look like them.
    var taken: ValueKinds = []

    /// A place inside this one; without tokens only deeper.
    func inside(_ tokens: String..., by levels: Int = 1) -> Place {
      Place(
        pointer: JSONPointer(pointer.tokens + tokens), depth: depth + levels,
        taken: tokens.isEmpty ? taken : [])
    }

    /// The same place in a definition.
    var inDefinition: Place { Place(pointer: pointer, depth: 1, taken: taken) }
  }

  let references: LocalReferences
  let subset: SchemaSubset
  /// Values of an enum that is still sent.
  let largestEnum: Int

  /// What was changed, each once.
  private(set) var notes: [LoweringNote] = []
  /// Why decoding can't be strict: the first reason met.
  private(set) var looseness: String?
  /// References that lead nowhere in this document; each once.
  private(set) var unfollowedReferences: [String] = []

  /// Whether a string with JSON text stands for a value somewhere.
  private(set) var asksForText = false

  private var noted: Set<LoweringNote> = []
  private var definitions = JSONObject()
  /// Names of the definitions of references.
  private var names: [String: String] = [:]
  private var takenNames: Set<String> = []
  /// Definitions that are referred to but not lowered yet.
  private var pending: [(reference: String, name: String)] = []
  /// References that are being written out around what is being lowered.
  private var inlining: [String] = []
  private var knownRecursion: [String: Bool] = [:]
  private var remainingSchemas = Self.maximumSchemas

  /// Schemas that are written out before a schema counts as too large: alternatives beside alternatives multiply.
  private static let maximumSchemas = 20_000
  /// How often a recursive definition is written out inside itself where recursion is not taken.
  private static let unrolledLevels = 2

  init(references: LocalReferences, subset: SchemaSubset, largestEnum: Int = .max) {
    self.references = references
    self.subset = subset
    self.largestEnum = largestEnum
  }

  /// The lowered root. A reference that it only consists of is written out.
  mutating func lowerRoot(_ schema: JSONValue, depth: Int) -> JSONValue {
    var schema = schema
    var place = Place(pointer: JSONPointer(), depth: depth)
    while let reference = schema.objectValue.flatMap(soleReference), !inlining.contains(reference),
      let target = references.target(of: reference)
    {
      inlining.append(reference)
      schema = target
      place.pointer = JSONPointer(parsing: String(reference.dropFirst())) ?? place.pointer
    }
    defer { inlining = [] }
    guard let lowered = lower(schema, at: place) else {
      note("no value is valid here", at: place)
      return ["type": "null"]
    }
    return lowered
  }

  /// The definitions that the lowered schemas refer to, those that only definitions refer to included.
  mutating func loweredDefinitions() -> JSONObject {
    while let (reference, name) = pending.popLast() {
      let pointer = JSONPointer(parsing: String(reference.dropFirst())) ?? JSONPointer()
      let lowered = references.target(of: reference).flatMap {
        lower($0, at: Place(pointer: pointer, depth: 1))
      }
      define(lowered ?? ["type": "null"], as: name)
    }
    return definitions
  }

  // MARK: One schema

  /// The schema as it is sent; nil where no value is valid.
  ///
  /// - Parameter orNull: whether `null` may stand for a value that is absent.
  mutating func lower(_ schema: JSONValue, at place: Place, orNull: Bool = false) -> JSONValue? {
    if let limit = subset.limits.depth, place.depth >= limit {
      // What holds schemas itself would be too deep: it becomes a definition.
      let lowered = lower(schema, at: place.inDefinition, orNull: orNull)
      guard let lowered, lowered["properties"] != nil || lowered["items"] != nil || lowered["anyOf"] != nil
      else {
        return lowered
      }
      return hoisted(lowered)
    }
    guard orNull else { return lowerAlone(schema, at: place) }
    return lower(schema, at: place.inside()).map(Self.nullable)
  }

  private mutating func lowerAlone(_ schema: JSONValue, at place: Place) -> JSONValue? {
    guard let object = schema.objectValue else { return schema == false ? nil : free(at: place) }
    remainingSchemas -= 1
    guard remainingSchemas > 0 else {
      loosen("its alternatives multiply to more than \(Self.maximumSchemas) schemas")
      return [:]
    }
    if let reference = soleReference(object) { return lower(reference: reference, at: place) }
    var merged: MergedKeywords?
    var parts = [object]
    var followed: [String] = []
    var next = 0
    while next < parts.count {
      var part = parts[next]
      next += 1
      for keyword in ["$dynamicRef", "$recursiveRef"] {
        if let reference = part[keyword]?.stringValue { leaveOut(reference, at: place) }
        part[keyword] = nil
      }
      if let reference = part["$ref"]?.stringValue, !followed.contains(reference) {
        if inlining.count(where: { $0 == reference }) >= (subset.takesRecursion ? 1 : Self.unrolledLevels) {
          return endOfRecursion(object, reference, at: place)
        }
        followed.append(reference)
        switch references.target(of: reference) {
        case .object(let target): parts.append(target)
        case .bool(false): return nil
        case nil: leaveOut(reference, at: place)
        default: break
        }
      }
      part["$ref"] = nil
      for branch in part["allOf"]?.arrayValue ?? [] {
        if branch == false { return nil }
        if let branch = branch.objectValue { parts.append(branch) }
      }
      part["allOf"] = nil
      if merged == nil { merged = MergedKeywords(part) } else { merged?.merge(part) }
    }
    guard let merged, !merged.isImpossible else { return nil }
    inlining += followed
    defer { inlining.removeLast(followed.count) }
    var told = Told()
    for keyword in SchemaKeywords.toldAlways { told.add(keyword, of: merged.keywords) }
    for schema in merged.left {
      for member in schema.objectValue?.members ?? [] { told.keywords[member.key] = member.value }
    }
    let lowered =
      if let branches = merged.keywords["anyOf"]?.arrayValue {
        lower(alternatives: branches, of: merged.keywords, &told, at: place)
      } else {
        lower(keywords: merged.keywords, &told, at: place)
      }
    return lowered.map { describe($0, told, at: place) }
  }

  /// The reference that is all that a schema says, also as the only branch of `allOf`, `anyOf` or `oneOf`.
  func soleReference(_ object: JSONObject) -> String? {
    var object = object
    while true {
      let keywords = SchemaKeywords.constraining(in: object)
      guard keywords.count == 1 else { return nil }
      if keywords[0] == "$ref" { return object["$ref"]?.stringValue }
      guard ["allOf", "anyOf", "oneOf"].contains(keywords[0]), let branches = object[keywords[0]]?.arrayValue,
        branches.count == 1, let branch = branches[0].objectValue
      else { return nil }
      object = branch
    }
  }

  // MARK: References

  /// A reference to a definition; where recursion is not taken, a recursive one is written out.
  mutating func lower(reference: String, at place: Place) -> JSONValue? {
    guard let target = references.target(of: reference) else {
      leaveOut(reference, at: place)
      return free(at: place)
    }
    guard let object = target.objectValue else { return lowerAlone(target, at: place) }
    if !subset.takesRecursion, isRecursive(reference) {
      guard inlining.count(where: { $0 == reference }) < Self.unrolledLevels else {
        return endOfRecursion(object, reference, at: place)
      }
      inlining.append(reference)
      defer { inlining.removeLast() }
      return lowerAlone(target, at: place)
    }
    // A definition doesn't know what stands beside a reference to it.
    if !place.taken.isDisjoint(with: .containers), references.kinds(of: target).contains(.object),
      let lowered = writtenOut(reference, at: place)
    {
      return lowered
    }
    return Self.reference(to: name(for: reference))
  }

  /// What a reference leads to, written out; nil where that would not end.
  mutating func writtenOut(_ reference: String, at place: Place) -> JSONValue? {
    guard let target = references.target(of: reference), !inlining.contains(reference) else { return nil }
    inlining.append(reference)
    defer { inlining.removeLast() }
    return lower(target, at: place)
  }

  /// What stands for a value inside itself that can't be written out again: where the server takes recursion, the reference
  /// alone; else the value's JSON text.
  private mutating func endOfRecursion(_ object: JSONObject, _ reference: String, at place: Place)
    -> JSONValue?
  {
    if subset.takesRecursion {
      var beside = object
      beside["$ref"] = nil
      var told = Told()
      for keyword in SchemaKeywords.constraining(in: beside) { told.add(keyword, of: beside) }
      return describe(Self.reference(to: name(for: reference)), told, at: place)
    }
    guard !references.kinds(of: .object(object)).union(place.taken).contains(.string) else {
      return free(at: place)
    }
    asksForText = true
    note(
      "recursion is not taken by \(subset.name): deeper than here the value is asked for as a string with its JSON text",
      at: place)
    return [
      "type": "string", "description": "The JSON text of the value, which has the form of what it stands in.",
    ]
  }

  private mutating func isRecursive(_ reference: String) -> Bool {
    if let known = knownRecursion[reference] { return known }
    var seen: Set<String> = []
    var pending = references.target(of: reference).map { LocalReferences.references(in: $0) } ?? []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted, let target = references.target(of: next) else { continue }
      pending += LocalReferences.references(in: target)
    }
    let isRecursive = seen.contains(reference)
    knownRecursion[reference] = isRecursive
    return isRecursive
  }

  static func reference(to name: String) -> JSONValue { ["$ref": .string("#/$defs/" + name)] }

  private mutating func name(for reference: String) -> String {
    if let known = names[reference] { return known }
    // Plain words stay readable; anything else gets a number.
    let last = reference.split(separator: "/").last.map(String.init) ?? "root"
    let isPlain = last.utf8.allSatisfy { $0 < 0x80 && ($0 | 0x20) &- UInt8(ascii: "a") < 26 }
    let name = isPlain && takenNames.insert(last).inserted ? last : freshName("definition")
    names[reference] = name
    pending.append((reference, name))
    return name
  }

  mutating func freshName(_ stem: String) -> String {
    var count = takenNames.count
    while !takenNames.insert("\(stem)\(count)").inserted { count += 1 }
    return "\(stem)\(count)"
  }

  mutating func define(_ schema: JSONValue, as name: String) {
    takenNames.insert(name)
    definitions[name] = schema
  }

  /// The definition of a reference to one that has been lowered already; other schemas as they are.
  func followed(_ schema: JSONValue) -> JSONValue {
    guard let reference = schema["$ref"]?.stringValue else { return schema }
    return definitions[String(reference.dropFirst("#/$defs/".utf8.count))] ?? schema
  }

  func isDefined(_ name: String) -> Bool { definitions[name] != nil }

  // MARK: What is said of it

  mutating func note(_ message: String, at place: Place) {
    let note = LoweringNote(pointer: place.pointer.description, message: message)
    if noted.insert(note).inserted { notes.append(note) }
  }

  mutating func loosen(_ reason: String) {
    if looseness == nil { looseness = reason }
  }

  /// Nothing can be said of what a reference leads to.
  private mutating func leaveOut(_ reference: String, at place: Place) {
    loosen("the reference \(reference) is left out")
    note("the reference \(reference) is left out: it leads nowhere in this document", at: place)
    if !unfollowedReferences.contains(reference) { unfollowedReferences.append(reference) }
  }
}
