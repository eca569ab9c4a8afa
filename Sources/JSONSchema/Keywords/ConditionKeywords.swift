import JSON

// `if`, `then`, `else`.

extension SchemaCompiler {
  mutating func compileCondition(_ object: SchemaObject, into block: inout [Instruction])
    throws(JSONSchemaError)
  {
    var blocks: [String: UInt32] = [:]
    for keyword in ["if", "then", "else"] {
      if let value = object[keyword] {
        blocks[keyword] = try subschema(value, object, keyword, isInPlace: true)
      }
    }
    guard let condition = blocks["if"] else { return }
    let yes = blocks["then"] ?? Program.always
    let no = blocks["else"] ?? Program.always
    // A condition alone decides nothing, but what it evaluates counts.
    if yes == Program.always, no == Program.always, !object.marks, !options.collectsAnnotations { return }
    block.append(Instruction(operation: .condition, marks: object.marks, a: condition, b: yes, c: no))
  }
}

extension Program {
  @inline(__always)
  func checkCondition(
    _ instruction: Instruction, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    let holds =
      instruction.marks
      ? runTentatively(instruction.a, node, bytes, nodes, &state)
      : satisfies(instruction.a, node, bytes, nodes, &state)
    return satisfies(holds ? instruction.b : instruction.c, node, bytes, nodes, &state)
  }
}

extension OutputCollector {
  mutating func explainCondition(_ instruction: Instruction, _ node: Int) {
    let holds = passes(instruction.a, node)
    within([holds ? "then" : "else"]) { $0.collect(holds ? instruction.b : instruction.c, node) }
  }
}
