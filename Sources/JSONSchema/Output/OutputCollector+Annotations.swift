import JSON

extension OutputCollector {
  /// Collects what a block says of a value that it is known to accept.
  mutating func annotate(_ block: UInt32, _ node: Int) {
    guard canGoDeeper, spendBlock() else { return }
    enter(block) { collector, instructions in
      for index in instructions { collector.annotate(collector.program.instructions[index], node) }
    }
  }

  private mutating func annotate(_ instruction: Instruction, _ node: Int) {
    let kind = document.nodes[node].kind
    switch instruction.operation {
    case .annotation:
      if instruction.variant == 0 || kind == .string { appendAnnotation(Int(instruction.a)) }
    case .reference, .call:
      let keyword = Program.ReferenceKeyword(rawValue: instruction.variant) ?? .ref
      within([keyword.name]) { $0.annotate(instruction.a, node) }
    case .frame:
      annotate(instruction.a, node)
    case .allOf, .anyOf, .oneOf:
      for (position, branch) in branches(instruction).enumerated() where passes(branch, node) {
        within(["\(instruction.operation)", String(position)]) { $0.annotate(branch, node) }
      }
    case .condition:
      let holds = passes(instruction.a, node)
      if holds { within(["if"]) { $0.annotate(instruction.a, node) } }
      within([holds ? "then" : "else"]) { $0.annotate(holds ? instruction.b : instruction.c, node) }
    case .dependency where kind == .object && instruction.variant == 0:
      let dependency = program.dependencies[Int(instruction.a)]
      guard program.hasMember(dependency.property, node, document.bytes.span, document.nodes.span) else {
        return
      }
      within([dependency.keyword.rawValue, program.text(of: dependency.property.name)]) {
        $0.annotate(dependency.property.block, node)
      }
    case .properties where kind == .object:
      annotateProperties(instruction, node)
    case .items where kind == .array:
      annotateItems(instruction, node)
    case .contains where kind == .array:
      annotateContains(instruction, node)
    case .unevaluatedProperties where kind == .object, .unevaluatedItems where kind == .array:
      let step = kind == .object ? 1 : 0
      for (position, child) in unevaluatedChildren(before: instruction, node, step: step) ?? [] {
        let name = kind == .object ? document.text(at: child) : String(position)
        descend(["\(instruction.operation)"], name) { $0.annotate(instruction.a, child + step) }
      }
    default:
      break
    }
  }
}
