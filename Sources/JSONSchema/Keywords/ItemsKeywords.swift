import JSON

// `prefixItems` and `items`; up to draft 2019-09 `items` and `additionalItems`.

extension SchemaCompiler {
  mutating func compileItems(_ object: SchemaObject, into block: inout [Instruction]) throws(JSONSchemaError)
  {
    let (first, rest, hasRest) =
      object.dialect.hasItemsLists
      ? try itemsWithLists(object) : try itemsWithPrefix(object)
    let isUnevaluated = !hasRest && isFused("unevaluatedItems", object)
    var last = rest
    if isUnevaluated, let value = object["unevaluatedItems"] {
      last = try subschema(value, object, "unevaluatedItems")
    }
    if last != Program.always || first.contains(where: { $0 != Program.always }) {
      let range = addBranches(first)
      let keywords: Program.ItemsKeywords =
        isUnevaluated ? .unevaluatedItems : object.dialect.hasItemsLists ? .itemsLists : .prefixItems
      block.append(
        Instruction(
          operation: .items, variant: keywords.rawValue, a: range.start, b: range.end, c: last))
    }
    if object.marks, hasRest || !first.isEmpty {
      block.append(
        Instruction(
          operation: .mark, a: KindMask.array, b: hasRest ? Program.unbounded : UInt32(first.count)))
    }
  }

  /// `prefixItems`, and `items` for what follows.
  private mutating func itemsWithPrefix(
    _ object: SchemaObject
  ) throws(JSONSchemaError) -> (first: [UInt32], rest: UInt32, hasRest: Bool) {
    var first: [UInt32] = []
    if let prefix = object["prefixItems"] {
      first = try branchBlocks(prefix, object, "prefixItems")
      if first.isEmpty { throw malformed(object, "prefixItems", "must have at least one schema") }
    }
    guard let items = object["items"] else { return (first, Program.always, false) }
    if items.kind == .array {
      throw malformed(
        object, "items", "must be a schema; a list of schemas stands in \"prefixItems\" since draft 2020-12")
    }
    return (first, try subschema(items, object, "items"), true)
  }

  /// `items` as one schema for all, or as a list with `additionalItems` for what follows.
  private mutating func itemsWithLists(
    _ object: SchemaObject
  ) throws(JSONSchemaError) -> (first: [UInt32], rest: UInt32, hasRest: Bool) {
    // Without a list there is nothing additional, but the schema is still read for its mistakes.
    var additional: UInt32?
    if let value = object["additionalItems"] { additional = try subschema(value, object, "additionalItems") }
    guard let items = object["items"] else { return ([], Program.always, false) }
    guard items.kind == .array else { return ([], try subschema(items, object, "items"), true) }
    return (try branchBlocks(items, object, "items"), additional ?? Program.always, additional != nil)
  }
}

extension Program {
  /// Which keywords an `items` instruction stands for.
  enum ItemsKeywords: UInt8 {
    case prefixItems, itemsLists, unevaluatedItems
  }

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
    let keywords = Program.ItemsKeywords(rawValue: instruction.variant) ?? .prefixItems
    let restKeyword =
      switch keywords {
      case .prefixItems: "items"
      case .itemsLists: first > 0 ? "additionalItems" : "items"
      case .unevaluatedItems: "unevaluatedItems"
      }
    var element = node + 1
    var position = 0
    while element < Int(document.nodes[node].next), !isFull {
      let isFirst = position < first
      let block = isFirst ? program.branches[Int(instruction.a) + position] : instruction.c
      let path =
        isFirst ? [keywords == .prefixItems ? "prefixItems" : "items", String(position)] : [restKeyword]
      if block == Program.never, !isFirst {
        descend(path, String(position)) {
          $0.report(nil, element) { _ in
            first == 0 ? "the array must be empty" : "the array can have at most \(counted(first, "item"))"
          }
        }
        return
      }
      descend(path, String(position)) { $0.collect(block, element) }
      position += 1
      element = Int(document.nodes[element].next)
    }
  }
}
