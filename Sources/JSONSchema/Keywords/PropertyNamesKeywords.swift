import JSON

// `propertyNames`: keys are validated as strings.

extension SchemaCompiler {
  mutating func compilePropertyNames(_ object: SchemaObject, into block: inout [Instruction])
    throws(JSONSchemaError)
  {
    guard let value = object["propertyNames"] else { return }
    let names = try subschema(value, object, "propertyNames")
    if names != Program.always { block.append(Instruction(operation: .propertyNames, a: names)) }
  }
}

extension Program {
  func checkNames(
    _ block: UInt32, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    var key = node &+ 1
    while key < Int(nodes[node].next) {
      guard satisfies(block, key, bytes, nodes, &state) else { return false }
      key = Int(nodes[key &+ 1].next)
    }
    return true
  }
}

extension OutputCollector {
  mutating func explainPropertyNames(_ instruction: Instruction, _ node: Int) {
    guard document.nodes[node].kind == .object else { return }
    var key = node + 1
    while key < Int(document.nodes[node].next), !isFull {
      within(["propertyNames"]) { $0.collect(instruction.a, key) }
      key = Int(document.nodes[key + 1].next)
    }
  }
}
