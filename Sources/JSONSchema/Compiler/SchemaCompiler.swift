import JSON

/// Turns a schema document into a ``Program``.
///
/// A work list holds the subschemas that were met but not compiled yet, so that nothing recurses: a reference
/// to a schema that is being compiled is the number of its block. The keyword files hold the steps.
struct SchemaCompiler {
  let options: JSONSchema.Options
  var index: SchemaIndex
  var parts = Program.Parts()
  var patternIndices: [ExactText: UInt32] = [:]
  var warnings: [JSONSchemaWarning] = []
  var warnedNodes: Set<Int> = []
  private(set) var scopes = DynamicScopes()
  private var blocks: [BlockKey: UInt32] = [:]
  private var pending: [(block: UInt32, key: BlockKey, resource: Int)] = []

  /// What a block depends on besides the options.
  private struct BlockKey: Hashable {
    let node: Int
    let scope: Int
    let marks: Bool
  }

  init(_ schema: JSONDocument, options: JSONSchema.Options) {
    self.options = options
    self.index = SchemaIndex(schema, options: options)
  }

  /// All documents that were read so far, in one.
  var schema: JSONDocument { index.schema }

  mutating func compile() throws(JSONSchemaError) -> Program {
    let root = schema.root
    guard root.kind == .object || root.boolValue != nil else {
      throw JSONSchemaError(
        code: .malformed, keyword: "",
        place: SchemaPlace(schemaURI: "", pointer: "", offset: 0, start: 0, in: []),
        message: "a schema is an object, true or false, not \(shortText(of: schema, 0))")
    }
    try index.fill()
    // A reference may lead to a schema that nothing told before, with dynamic names of its own.
    var names = index.dynamicNames
    while true {
      try compileBlocks()
      if index.dynamicNames == names { break }
      names = index.dynamicNames
    }
    try refuseLoops()
    warnings.sort { $0.place < $1.place }
    return Program(parts, schema: schema, resources: index.resources)
  }

  private mutating func compileBlocks() throws(JSONSchemaError) {
    parts = Program.Parts()
    (patternIndices, blocks, scopes) = ([:], [:], DynamicScopes())
    (warnings, warnedNodes) = ([], [])
    parts.instructions.append(Instruction(operation: .never))
    parts.blocks = [
      Program.Block(0..<0, of: parts.instructions), Program.Block(0..<1, of: parts.instructions),
    ]
    parts.origins = [UInt32(Program.noOrigin), UInt32(Program.noOrigin)]
    // The root is always block 2, also where it is true or false.
    let resource = index.resourceOfRoot[0] ?? 0
    let scope = scopes.enter(resource, from: DynamicScopes.empty, index)
    try addBlock(BlockKey(node: 0, scope: scope, marks: false), in: resource)
    while let next = pending.popLast() { try compileBlock(next.block, next.key, next.resource) }
  }

  // MARK: Blocks

  /// The block of a subschema, compiled later; `object` and `keyword` say where it stands.
  ///
  /// - Parameter isInPlace: whether it is applied to the same value as `object`.
  mutating func subschema(
    _ value: JSONElement, _ object: SchemaObject, _ keyword: String, isInPlace: Bool = false
  ) throws(JSONSchemaError) -> UInt32 {
    guard value.kind == .object || value.boolValue != nil else {
      throw malformed(object, keyword, "must hold a schema (an object, true or false)", at: value.index)
    }
    return try block(
      for: SchemaIndex.Target(node: value.index, resource: object.resource), object,
      marks: isInPlace && object.marks)
  }

  /// The block of a schema that `object` applies. A schema with an `$id` of its own belongs to its own resource.
  mutating func block(
    for target: SchemaIndex.Target, _ object: SchemaObject, marks: Bool
  ) throws(JSONSchemaError) -> UInt32 {
    switch schema.nodes[target.node].kind {
    case .true: return Program.always
    case .false: return Program.never
    default: break
    }
    let resource = index.resourceOfRoot[target.node] ?? target.resource
    let key = BlockKey(
      node: target.node, scope: scopes.enter(resource, from: object.scope, index), marks: marks)
    if let known = blocks[key] { return known }
    return try addBlock(key, in: resource)
  }

  @discardableResult
  private mutating func addBlock(_ key: BlockKey, in resource: Int) throws(JSONSchemaError) -> UInt32 {
    // Each schema is a block, twice where something tracks what it evaluates. Only dynamic scopes make more, and more of
    // what the blocks hold.
    guard parts.blocks.count < 100_000 + 8 * schema.nodes.count,
      parts.size + scopes.bindingCount < 1_000_000 + 32 * schema.nodes.count
    else {
      throw JSONSchemaError(
        code: .tooLarge, keyword: "$dynamicRef", place: index.place(of: key.node),
        message: "the dynamic references of the schema have too many ways through it")
    }
    let block = reserveBlock(key.node)
    blocks[key] = block
    pending.append((block, key, resource))
    return block
  }

  /// A block without instructions yet, for a schema's node.
  mutating func reserveBlock(_ node: Int) -> UInt32 {
    parts.blocks.append(Program.Block(0..<0, of: parts.instructions))
    parts.origins.append(UInt32(node))
    return UInt32(parts.blocks.count - 1)
  }

  /// Gives a block its instructions.
  mutating func fill(_ block: UInt32, _ instructions: [Instruction], marks: Bool = false) {
    let start = parts.instructions.count
    parts.instructions.append(contentsOf: instructions)
    parts.blocks[Int(block)] = Program.Block(
      start..<parts.instructions.count, of: parts.instructions, marks: marks)
  }

  private mutating func compileBlock(
    _ block: UInt32, _ key: BlockKey, _ resource: Int
  ) throws(JSONSchemaError) {
    var instructions: [Instruction] = []
    switch schema.nodes[key.node].kind {
    case .true: break
    case .false: instructions.append(Instruction(operation: .never))
    default:
      let object = SchemaObject(
        schema.element(at: key.node), resource: resource, dialect: index.resources[resource].dialect,
        scope: key.scope, marks: key.marks)
      try compileKeywords(object, into: &instructions)
    }
    fill(block, instructions, marks: key.marks)
  }

  /// All keywords of a schema, those that are cheap to check first.
  private mutating func compileKeywords(
    _ object: SchemaObject, into block: inout [Instruction]
  ) throws(JSONSchemaError) {
    if object.dialect.ignoresSiblingsOfReferences, object["$ref"] != nil {
      // What the other keywords define can still be referred to.
      warnOfIgnoredSiblings(object)
      try compileDefinitions(object)
      return try compileReferences(object, into: &block)
    }
    warnOfUnknownKeywords(object)
    try compileDefinitions(object)
    try compileType(object, into: &block)
    try compileEnumeration(object, into: &block)
    try compileBounds(object, into: &block)
    try compileMultipleOf(object, into: &block)
    try compileLength(object, into: &block)
    try compileCounts(object, into: &block)
    try compileFormat(object, into: &block)
    try compilePattern(object, into: &block)
    compileContent(object, into: &block)
    compileAnnotations(object, into: &block)
    if needsFrame(object) {
      try compileFrame(object, into: &block)
    } else {
      try compileApplicators(object, into: &block)
    }
  }

  /// The keywords that apply other schemas.
  mutating func compileApplicators(
    _ object: SchemaObject, into block: inout [Instruction]
  ) throws(JSONSchemaError) {
    try compileProperties(object, into: &block)
    try compilePropertyNames(object, into: &block)
    try compileDependencies(object, into: &block)
    try compileItems(object, into: &block)
    try compileContains(object, into: &block)
    try compileUniqueItems(object, into: &block)
    try compileCombinations(object, into: &block)
    try compileCondition(object, into: &block)
    try compileReferences(object, into: &block)
  }

  /// Definitions are compiled whether or not something refers to them: their mistakes are mistakes of the
  /// schema. Those of other documents are somebody else's.
  private mutating func compileDefinitions(_ object: SchemaObject) throws(JSONSchemaError) {
    guard index.document(of: object.node).root == 0 else { return }
    for keyword in ["$defs", "definitions"] {
      guard let definitions = object[keyword] else { continue }
      guard definitions.kind == .object else {
        throw malformed(object, keyword, "must be an object with a schema for each name")
      }
      for (_, value) in definitions.members { _ = try subschema(value, object, keyword) }
    }
  }

  // MARK: Messages

  /// The error for a keyword whose value breaks a rule; `rule` goes on from the keyword's name.
  func malformed(
    _ object: SchemaObject, _ keyword: String, _ rule: String, at node: Int? = nil
  ) -> JSONSchemaError {
    let value = node ?? object[keyword]?.index ?? object.node
    return error(
      .malformed, keyword, at: value, "\(quoted(keyword)) \(rule); found \(shortText(of: schema, value))")
  }

  /// An error at a node of the schema.
  func error(
    _ code: JSONSchemaError.Code, _ keyword: String, at node: Int, _ message: String
  ) -> JSONSchemaError {
    JSONSchemaError(code: code, keyword: keyword, place: index.place(of: node), message: message)
  }
}
