import JSON

/// Turns a schema document into a ``Program``.
///
/// A work list holds the subschemas that were met but not compiled yet, so that nothing recurses: a reference
/// to a schema that is being compiled is the number of its block. The keyword files hold the steps.
struct SchemaCompiler {
  let schema: JSONDocument
  let formats: FormatBehaviour
  var index: SchemaIndex
  var parts = Program.Parts()
  var patternIndices: [ExactText: UInt32] = [:]
  var warnings: [JSONSchemaWarning] = []
  private var blocks: [Int: UInt32] = [:]
  private var pending: [(block: UInt32, node: Int, resource: Int)] = []
  /// The schema node of each block, for messages.
  private var nodesOfBlocks: [UInt32: Int] = [:]

  init(_ schema: JSONDocument, formats: FormatBehaviour) {
    self.schema = schema
    self.formats = formats
    self.index = SchemaIndex(schema)
  }

  mutating func compile() throws(JSONSchemaError) -> Program {
    let root = schema.root
    guard root.kind == .object || root.boolValue != nil else {
      throw JSONSchemaError(
        code: .malformed, keyword: "", keywordLocation: "",
        message: "a schema is an object, true or false, not \(shortText(of: schema, 0))")
    }
    try index.fill()
    parts.instructions.append(Instruction(operation: .never))
    parts.blocks = [Program.Block(start: 0, end: 0), Program.Block(start: 0, end: 1)]
    // The root is always block 2, also where it is true or false.
    addBlock(0, in: 0)
    while let next = pending.popLast() { try compileBlock(next.block, next.node, next.resource) }
    try refuseLoops()
    return Program(parts, schema: schema)
  }

  /// The block of a subschema, compiled later; `object` and `keyword` say where it stands.
  mutating func subschema(
    _ value: JSONElement, _ object: SchemaObject, _ keyword: String
  ) throws(JSONSchemaError) -> UInt32 {
    guard value.kind == .object || value.boolValue != nil else {
      throw malformed(object, keyword, "must hold a schema (an object, true or false)", at: value.index)
    }
    return block(for: value.index, in: object.resource)
  }

  /// The block of a schema node. A schema with an `$id` of its own belongs to its own resource.
  mutating func block(for node: Int, in resource: Int) -> UInt32 {
    switch schema.nodes[node].kind {
    case .true: return Program.always
    case .false: return Program.never
    default: break
    }
    if let known = blocks[node] { return known }
    return addBlock(node, in: index.resourceOfRoot[node] ?? resource)
  }

  @discardableResult
  private mutating func addBlock(_ node: Int, in resource: Int) -> UInt32 {
    let block = UInt32(parts.blocks.count)
    parts.blocks.append(Program.Block(start: 0, end: 0))
    blocks[node] = block
    nodesOfBlocks[block] = node
    pending.append((block, node, resource))
    return block
  }

  private mutating func compileBlock(_ block: UInt32, _ node: Int, _ resource: Int) throws(JSONSchemaError) {
    var instructions: [Instruction] = []
    switch schema.nodes[node].kind {
    case .true: break
    case .false: instructions.append(Instruction(operation: .never))
    default:
      let object = SchemaObject(
        schema.element(at: node), resource: resource, dialect: index.resources[resource].dialect)
      try compileKeywords(object, into: &instructions)
    }
    let start = UInt32(parts.instructions.count)
    parts.instructions.append(contentsOf: instructions)
    parts.blocks[Int(block)] = Program.Block(start: start, end: UInt32(parts.instructions.count))
  }

  /// All keywords of a schema, those that are cheap to check first.
  private mutating func compileKeywords(
    _ object: SchemaObject, into block: inout [Instruction]
  ) throws(JSONSchemaError) {
    if object.dialect == .draft7, object["$ref"] != nil {
      // Draft-07, section 8.3: all other keywords beside a reference are ignored. What they define can still
      // be referred to.
      try compileDefinitions(object)
      return try compileReference(object, into: &block)
    }
    try checkKeywordNames(object)
    try checkAnnotations(object)
    try compileDefinitions(object)
    try compileType(object, into: &block)
    try compileEnumeration(object, into: &block)
    try compileBounds(object, into: &block)
    try compileMultipleOf(object, into: &block)
    try compileLength(object, into: &block)
    try compileCounts(object, into: &block)
    try compileFormat(object, into: &block)
    try compilePattern(object, into: &block)
    try compileProperties(object, into: &block)
    try compilePropertyNames(object, into: &block)
    try compileDependencies(object, into: &block)
    try compileItems(object, into: &block)
    try compileContains(object, into: &block)
    try compileUniqueItems(object, into: &block)
    try compileCombinations(object, into: &block)
    try compileCondition(object, into: &block)
    try compileReference(object, into: &block)
  }

  /// Definitions are compiled whether or not something refers to them: their mistakes are mistakes of the
  /// schema.
  private mutating func compileDefinitions(_ object: SchemaObject) throws(JSONSchemaError) {
    for keyword in ["$defs", "definitions"] where object.dialect.supports(keyword) {
      guard let definitions = object[keyword] else { continue }
      guard definitions.kind == .object else {
        throw malformed(object, keyword, "must be an object with a schema for each name")
      }
      for (_, value) in definitions.members { _ = try subschema(value, object, keyword) }
    }
  }

  /// Refuses keywords that can't be checked yet and warns of those that nobody knows but that resemble one.
  private mutating func checkKeywordNames(_ object: SchemaObject) throws(JSONSchemaError) {
    // A schema with more mistakes than this is no schema with a typing error.
    let maximumWarnings = 20
    for (keyword, value) in object.keywords where !object.dialect.supports(keyword) {
      if object.dialect.keywordsNotSupported.contains(keyword) {
        throw JSONSchemaError(
          code: .unsupportedKeyword, keyword: keyword, keywordLocation: location(of: value.index),
          message:
            "the keyword \(quoted(keyword)) can't be checked yet; remove it, or say the same with other keywords"
        )
      }
      guard warnings.count < maximumWarnings else { continue }
      let reason: String
      if let hint = object.dialect.hint(forForeign: keyword) {
        reason = hint
      } else if keyword.utf8.count >= 4, !keyword.hasPrefix("x-"),
        let name = closestName(to: keyword, among: object.dialect.sortedKeywords)
      {
        reason = "did you mean \(quoted(name))?"
      } else {
        continue
      }
      warnings.append(
        JSONSchemaWarning(
          keywordLocation: location(of: value.index),
          message: "the keyword \(quoted(keyword)) is unknown and ignored; \(reason)"))
    }
  }

  /// The types of the keywords that are never checked against a value.
  private func checkAnnotations(_ object: SchemaObject) throws(JSONSchemaError) {
    for keyword in ["title", "description", "$comment", "contentMediaType", "contentEncoding"] {
      if let value = object[keyword], value.kind != .string {
        throw malformed(object, keyword, "must be a string")
      }
    }
    for keyword in ["readOnly", "writeOnly", "deprecated"] where object.dialect.supports(keyword) {
      if let value = object[keyword], value.boolValue == nil {
        throw malformed(object, keyword, "must be true or false")
      }
    }
    if let value = object["examples"], value.kind != .array {
      throw malformed(object, "examples", "must be a list")
    }
  }

  /// References, combinations and conditions that lead back to their own schema for the same value would
  /// never end.
  private func refuseLoops() throws(JSONSchemaError) {
    enum Mark { case open, done }
    var marks: [UInt32: Mark] = [:]
    for start in nodesOfBlocks.keys.sorted() where marks[start] == nil {
      var path: [(block: UInt32, rest: [UInt32])] = [(start, sameValueBlocks(start))]
      marks[start] = .open
      while let top = path.last {
        guard let next = top.rest.last else {
          marks[top.block] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].rest.removeLast()
        switch marks[next] {
        case .done: continue
        case .open:
          throw JSONSchemaError(
            code: .infiniteLoop, keyword: "$ref", keywordLocation: location(of: nodesOfBlocks[next] ?? 0),
            message:
              "the schema refers back to itself without going deeper into the value, so that checking would never end"
          )
        case nil:
          marks[next] = .open
          path.append((next, sameValueBlocks(next)))
        }
      }
    }
  }

  /// The blocks that a block applies to the same value.
  private func sameValueBlocks(_ block: UInt32) -> [UInt32] {
    let range = parts.blocks[Int(block)]
    return parts.instructions[Int(range.start)..<Int(range.end)].flatMap { instruction -> [UInt32] in
      switch instruction.operation {
      case .reference, .not: [instruction.a]
      case .allOf, .anyOf, .oneOf: Array(parts.branches[Int(instruction.a)..<Int(instruction.b)])
      case .condition: [instruction.a, instruction.b, instruction.c]
      case .dependency: [parts.dependencies[Int(instruction.a)].property.block]
      default: []
      }
    }
  }

  /// The JSON Pointer of a node of the schema document.
  func location(of node: Int) -> String { pointer(to: node, in: schema).description }

  /// The error for a keyword whose value breaks a rule; `rule` goes on from the keyword's name.
  func malformed(
    _ object: SchemaObject, _ keyword: String, _ rule: String, at node: Int? = nil
  ) -> JSONSchemaError {
    let value = node ?? object[keyword]?.index ?? object.node
    return JSONSchemaError(
      code: .malformed, keyword: keyword, keywordLocation: location(of: value),
      message: "\(quoted(keyword)) \(rule); found \(shortText(of: schema, value))")
  }
}
