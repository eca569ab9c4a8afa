import JSON

// `if`, `then`, `else`.

extension SchemaCompiler {
  mutating func compileCondition(_ object: SchemaObject, into block: inout [Instruction])
    throws(JSONSchemaError)
  {
    var blocks: [String: UInt32] = [:]
    for keyword in ["if", "then", "else"] {
      if let value = object[keyword] { blocks[keyword] = try subschema(value, object, keyword) }
    }
    guard let condition = blocks["if"] else { return }
    let yes = blocks["then"] ?? Program.always
    let no = blocks["else"] ?? Program.always
    if yes == Program.always, no == Program.always { return }
    block.append(Instruction(operation: .condition, a: condition, b: yes, c: no))
  }
}

extension ErrorCollector {
  mutating func explainCondition(_ instruction: Instruction, _ node: Int) {
    let holds = passes(instruction.a, node)
    within([holds ? "then" : "else"]) { $0.collect(holds ? instruction.b : instruction.c, node) }
  }
}
