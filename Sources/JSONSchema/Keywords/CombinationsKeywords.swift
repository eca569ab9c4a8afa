import JSON

// `allOf`, `anyOf`, `oneOf`, `not`.

extension SchemaCompiler {
  mutating func compileCombinations(_ object: SchemaObject, into block: inout [Instruction])
    throws(JSONSchemaError)
  {
    let keywords: [(String, Instruction.Operation)] = [
      ("allOf", .allOf), ("anyOf", .anyOf), ("oneOf", .oneOf),
    ]
    for (keyword, operation) in keywords {
      guard let value = object[keyword] else { continue }
      let blocks = try branchBlocks(value, object, keyword, isInPlace: true)
      guard !blocks.isEmpty else { throw malformed(object, keyword, "must have at least one schema") }
      let range = addBranches(blocks)
      block.append(
        Instruction(operation: operation, marks: object.marks, a: range.start, b: range.end))
    }
    if let value = object["not"] {
      block.append(Instruction(operation: .not, a: try subschema(value, object, "not")))
    }
  }

  /// The blocks of a list of schemas.
  mutating func branchBlocks(
    _ list: JSONElement, _ object: SchemaObject, _ keyword: String, isInPlace: Bool = false
  ) throws(JSONSchemaError) -> [UInt32] {
    guard list.kind == .array else { throw malformed(object, keyword, "must be a list of schemas") }
    var blocks: [UInt32] = []
    for element in list.elements {
      blocks.append(try subschema(element, object, keyword, isInPlace: isInPlace))
    }
    return blocks
  }

  mutating func addBranches(_ blocks: [UInt32]) -> (start: UInt32, end: UInt32) {
    let start = UInt32(parts.branches.count)
    parts.branches.append(contentsOf: blocks)
    return (start, UInt32(parts.branches.count))
  }
}

extension Program {
  /// Whether all branches hold.
  func holdAll(
    _ instruction: Instruction, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    for branch in instruction.a..<instruction.b {
      guard satisfies(branches[Int(branch)], node, bytes, nodes, &state) else { return false }
    }
    return true
  }

  /// How many branches hold, counted only as far as needed: up to `limit`, unless what they evaluate is recorded.
  func matchCount(
    _ instruction: Instruction, upTo limit: Int, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Int {
    var count = 0
    for branch in instruction.a..<instruction.b {
      let holds =
        instruction.marks
        ? runTentatively(branches[Int(branch)], node, bytes, nodes, &state)
        : satisfies(branches[Int(branch)], node, bytes, nodes, &state)
      guard holds else { continue }
      count &+= 1
      if count == limit, !instruction.marks { break }
    }
    return count
  }
}

extension OutputCollector {
  mutating func explainAllOf(_ instruction: Instruction, _ node: Int) {
    for (position, branch) in branches(instruction).enumerated() where !isFull {
      within(["allOf", String(position)]) { $0.collect(branch, node) }
    }
  }

  mutating func explainAnyOf(_ instruction: Instruction, _ node: Int) {
    explainNoMatch("anyOf", instruction, node)
  }

  mutating func explainOneOf(_ instruction: Instruction, _ node: Int) {
    let branches = branches(instruction)
    let matching = branches.indices.filter { passes(branches[$0], node) }
    if matching.isEmpty { return explainNoMatch("oneOf", instruction, node) }
    let list = listed(matching.map { "\"/oneOf/\($0)\"" }, "and")
    report("oneOf", node) {
      "\($0) matches \(list), but must match exactly one of the alternatives"
    }
  }

  mutating func explainNot(_ node: Int) {
    report("not", node) { "\($0) is what the schema under \"not\" excludes" }
  }

  /// No alternative matches: the types that would do where only the type is wrong, else the alternative that
  /// came closest.
  private mutating func explainNoMatch(_ keyword: String, _ instruction: Instruction, _ node: Int) {
    let branches = branches(instruction)
    if let mask = commonTypes(branches, node) {
      let allowed = typeNames(mask)
      let found = typeName(of: node)
      return report(keyword, node) { "\($0) is \(found), but \(allowed) is required" }
    }
    let closest = closestBranch(keyword, instruction, node)
    let count = branches.count
    let hint =
      count > 1 ? "; \"/\(keyword)/\(closest)\" comes closest, see the errors that follow" : ""
    report(keyword, node) {
      "\($0) matches none of the \(counted(count, "alternative")) of \"\(keyword)\"\(hint)"
    }
    within([keyword, String(closest)]) { $0.collect(branches[closest], node) }
  }

  /// The alternative that came closest, found out once for a value.
  private func closestBranch(_ keyword: String, _ instruction: Instruction, _ node: Int) -> Int {
    if let known = knownClosestBranch(instruction, node) { return known }
    var closest: (position: Int, tally: Tally)?
    for (position, branch) in branches(instruction).enumerated() {
      var collector = tallying()
      collector.within([keyword, String(position)]) { $0.collect(branch, node) }
      guard let tally = collector.tally else { continue }
      if closest.map({ tally.isCloser(than: $0.tally) }) ?? true { closest = (position, tally) }
    }
    let position = closest?.position ?? 0
    rememberClosestBranch(position, instruction, node)
    return position
  }

  /// The union of the types that the branches ask for, where each has a type and it is the wrong one.
  private func commonTypes(_ branches: [UInt32], _ node: Int) -> UInt32? {
    var mask: UInt32 = 0
    for branch in branches {
      let block = program.blocks[Int(branch)]
      guard block.start < block.end else { return nil }
      let instruction = program.instructions[Int(block.start)]
      guard instruction.operation == .type,
        !program.hasType(instruction.a, document.nodes[node], document.bytes.span)
      else { return nil }
      mask |= instruction.a
    }
    return mask
  }

  func branches(_ instruction: Instruction) -> [UInt32] {
    Array(program.branches[Int(instruction.a)..<Int(instruction.b)])
  }
}
