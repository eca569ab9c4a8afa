import JSON

// `contains`, `minContains`, `maxContains`.

extension SchemaCompiler {
  mutating func compileContains(_ object: SchemaObject, into block: inout [Instruction])
    throws(JSONSchemaError)
  {
    let range = try countRange(object, "minContains", "maxContains")
    guard let value = object["contains"] else { return }
    let contained = try subschema(value, object, "contains")
    let fewest = object["minContains"] == nil ? 1 : range?.fewest ?? 1
    let most = range?.most ?? Program.unbounded
    // Draft 2019-09 doesn't count what `contains` matches as evaluated.
    let marks = object.marks && object.dialect.draft >= .draft2020
    if fewest == 0, most == Program.unbounded, !marks, !options.collectsAnnotations { return }
    block.append(Instruction(operation: .contains, marks: marks, a: contained, b: fewest, c: most))
  }
}

extension Program {
  func checkContains(
    _ instruction: Instruction, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    var count: UInt32 = 0
    var element = node &+ 1
    var position = 0
    while element < Int(nodes[node].next) {
      if satisfies(instruction.a, element, bytes, nodes, &state) {
        count &+= 1
        if count > instruction.c { return false }
        if instruction.marks {
          state.evaluated.insert(position)
        } else if count >= instruction.b, instruction.c == Self.unbounded {
          return true
        }
      }
      element = Int(nodes[element].next)
      position &+= 1
    }
    return count >= instruction.b
  }
}

extension OutputCollector {
  mutating func explainContains(_ instruction: Instruction, _ node: Int) {
    let count = containedElements(instruction, node).count
    let found = count == 0 ? "no item" : count == 1 ? "only 1 item" : "only \(count) items"
    if count < Int(instruction.b) {
      let keyword = instruction.b == 1 ? "contains" : "minContains"
      report(keyword, node) { _ in
        "\(found) of the array \(count < 2 ? "matches" : "match") \"contains\", but at least \(instruction.b) must"
      }
    } else {
      report("maxContains", node) { _ in
        "\(counted(count, "item")) of the array \(count == 1 ? "matches" : "match") \"contains\", but at most \(instruction.c) may"
      }
    }
  }

  /// What the schema says of the elements that match it.
  mutating func annotateContains(_ instruction: Instruction, _ node: Int) {
    for (position, element) in containedElements(instruction, node) {
      descend(["contains"], String(position)) { $0.annotate(instruction.a, element) }
    }
  }

  private func containedElements(_ instruction: Instruction, _ node: Int) -> [(position: Int, node: Int)] {
    var contained: [(position: Int, node: Int)] = []
    var element = node + 1
    var position = 0
    while element < Int(document.nodes[node].next) {
      if passes(instruction.a, element) { contained.append((position, element)) }
      element = Int(document.nodes[element].next)
      position += 1
    }
    return contained
  }
}
