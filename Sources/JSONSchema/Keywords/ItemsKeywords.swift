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
    if let value = object["unevaluatedItems"] {
      // Where nothing is left for it, the schema is still read for its mistakes.
      let unevaluated = try subschema(value, object, "unevaluatedItems")
      if isUnevaluated { last = unevaluated }
    }
    if last != Program.always || first.contains(where: { $0 != Program.always }) {
      let range = addBranches(first)
      let keywords: Program.ItemsKeywords =
        object.dialect.hasItemsLists
        ? isUnevaluated ? .listAndUnevaluated : .itemsLists
        : isUnevaluated ? .prefixAndUnevaluated : .prefixItems
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
    case prefixItems, itemsLists, prefixAndUnevaluated, listAndUnevaluated

    /// The keyword with the schemas for the first elements, and the one for the rest.
    func names(first: Int) -> (list: String, rest: String) {
      switch self {
      case .prefixItems: ("prefixItems", "items")
      case .itemsLists: ("items", first > 0 ? "additionalItems" : "items")
      case .prefixAndUnevaluated: ("prefixItems", "unevaluatedItems")
      case .listAndUnevaluated: ("items", "unevaluatedItems")
      }
    }
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
      guard satisfies(branches[Int(branch)], element, bytes, nodes, &state) else { return false }
      branch &+= 1
      element = Int(nodes[element].next)
    }
    if instruction.c == Self.always { return true }
    while element < end {
      guard satisfies(instruction.c, element, bytes, nodes, &state) else { return false }
      element = Int(nodes[element].next)
    }
    return true
  }
}

extension OutputCollector {
  mutating func explainItems(_ instruction: Instruction, _ node: Int) {
    let first = Int(instruction.b - instruction.a)
    forEachElement(of: node, instruction, passesOver: { $0.isFaultless($1, $2) }) {
      collector, block, element, isListed in
      guard block == Program.never, !isListed else {
        collector.collect(block, element)
        return !collector.isFull
      }
      collector.report(nil, element) { _ in
        first == 0 ? "the array must be empty" : "the array can have at most \(counted(first, "item"))"
      }
      return false
    }
  }

  /// What the schemas of an array say of its elements.
  mutating func annotateItems(_ instruction: Instruction, _ node: Int) {
    forEachElement(of: node, instruction, passesOver: { _, _, _ in false }) { collector, block, element, _ in
      collector.annotate(block, element)
      return true
    }
  }

  /// Calls a function at the place of each element with its block, its node and whether a list of schemas has one for
  /// its position, for as long as it returns true.
  private mutating func forEachElement(
    of node: Int, _ instruction: Instruction, passesOver: (OutputCollector, UInt32, Int) -> Bool,
    _ body: (inout OutputCollector, UInt32, Int, Bool) -> Bool
  ) {
    guard document.nodes[node].kind == .array else { return }
    let first = Int(instruction.b - instruction.a)
    let keywords = Program.ItemsKeywords(rawValue: instruction.variant) ?? .prefixItems
    let (list, rest) = keywords.names(first: first)
    var element = node + 1
    var position = 0
    var goesOn = true
    while goesOn, element < Int(document.nodes[node].next) {
      let isListed = position < first
      let block = isListed ? program.branches[Int(instruction.a) + position] : instruction.c
      if !passesOver(self, block, element) {
        descend(isListed ? [list, String(position)] : [rest], String(position)) {
          goesOn = body(&$0, block, element, isListed)
        }
      }
      position += 1
      element = Int(document.nodes[element].next)
    }
  }
}
