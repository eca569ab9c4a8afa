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
    if fewest == 0, most == Program.unbounded, !marks { return }
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
      if run(instruction.a, element, bytes, nodes, &state) {
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

extension ErrorCollector {
  mutating func explainContains(_ instruction: Instruction, _ node: Int) {
    var count = 0
    var element = node + 1
    while element < Int(document.nodes[node].next) {
      if passes(instruction.a, element) { count += 1 }
      element = Int(document.nodes[element].next)
    }
    let found = count == 0 ? "no item" : count == 1 ? "only 1 item" : "only \(count) items"
    if count < Int(instruction.b) {
      let keyword = instruction.b == 1 ? "contains" : "minContains"
      report(keyword, node) { _ in
        "\(found) of the array \(count < 2 ? "matches" : "match") \"contains\", but at least \(instruction.b) must"
      }
    } else {
      report("maxContains", node) { _ in
        "\(counted(count, "item")) of the array match \"contains\", but at most \(instruction.c) may"
      }
    }
  }
}
