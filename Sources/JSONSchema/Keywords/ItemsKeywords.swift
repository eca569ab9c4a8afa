import JSON

// `prefixItems` and `items`; in draft-07 `items` and `additionalItems`.

extension SchemaCompiler {
  mutating func compileItems(_ object: SchemaObject, into block: inout [Instruction]) throws(JSONSchemaError)
  {
    let isDraft7 = object.dialect == .draft7
    var first: [UInt32] = []
    var rest = Program.always
    if isDraft7 {
      if let items = object["items"], items.kind == .array {
        first = try branchBlocks(items, object, "items")
        if let additional = object["additionalItems"] {
          rest = try subschema(additional, object, "additionalItems")
        }
      } else if let items = object["items"] {
        rest = try subschema(items, object, "items")
        // Without a list there is nothing additional, but the schema is still read for its mistakes.
        if let additional = object["additionalItems"] {
          _ = try subschema(additional, object, "additionalItems")
        }
      }
    } else {
      if let prefix = object["prefixItems"] {
        first = try branchBlocks(prefix, object, "prefixItems")
        if first.isEmpty { throw malformed(object, "prefixItems", "must have at least one schema") }
      }
      if let items = object["items"] {
        if items.kind == .array {
          throw malformed(
            object, "items",
            "must be a schema; a list of schemas stands in \"prefixItems\" since draft 2020-12")
        }
        rest = try subschema(items, object, "items")
      }
    }
    guard rest != Program.always || first.contains(where: { $0 != Program.always }) else { return }
    let range = addBranches(first)
    block.append(Instruction(operation: .items, flag: isDraft7, a: range.start, b: range.end, c: rest))
  }
}

extension Program {
  @inline(__always)
  func checkItems(
    _ instruction: Instruction, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    var element = node &+ 1
    let end = Int(nodes[node].next)
    var branch = instruction.a
    while element < end, branch < instruction.b {
      guard run(branches[Int(branch)], element, bytes, nodes, &state) else { return false }
      branch &+= 1
      element = Int(nodes[element].next)
    }
    if instruction.c == Self.always { return true }
    while element < end {
      guard run(instruction.c, element, bytes, nodes, &state) else { return false }
      element = Int(nodes[element].next)
    }
    return true
  }
}

extension ErrorCollector {
  mutating func explainItems(_ instruction: Instruction, _ node: Int) {
    guard document.nodes[node].kind == .array else { return }
    let first = Int(instruction.b - instruction.a)
    var element = node + 1
    var position = 0
    while element < Int(document.nodes[node].next), !isFull {
      let isFirst = position < first
      let block = isFirst ? program.branches[Int(instruction.a) + position] : instruction.c
      let keywords =
        isFirst
        ? [instruction.flag ? "items" : "prefixItems", String(position)]
        : [instruction.flag && first > 0 ? "additionalItems" : "items"]
      if block == Program.never, !isFirst {
        descend(keywords, String(position)) {
          $0.report(nil, element) { _ in
            first == 0 ? "the array must be empty" : "the array can have at most \(counted(first, "item"))"
          }
        }
        return
      }
      descend(keywords, String(position)) { $0.collect(block, element) }
      position += 1
      element = Int(document.nodes[element].next)
    }
  }
}
