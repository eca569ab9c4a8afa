extension TextChecker {
  /// Nil where the schema asks something of objects or arrays that needs their nodes: then nearly every text would be read
  /// twice.
  init?(_ program: Program) {
    var plans: ContiguousArray<Plan> = []
    for block in program.runs { plans.append(Plan(run: block)) }
    var isReached = [Bool](repeating: false, count: plans.count)
    var open = [Program.rootBlock]
    // Alternatives of alternatives may multiply: a schema that takes longer than this is checked in the usual way.
    var steps = 10_000 + 16 * program.instructions.count
    while let block = open.popLast() {
      guard !isReached[Int(block)] else { continue }
      isReached[Int(block)] = true
      guard Self.extend(&plans[Int(block)], by: program.runs[Int(block)], of: program, depth: 0, &steps)
      else {
        return nil
      }
      let plan = plans[Int(block)]
      if plan.allowsArrays { open.append(plan.element) }
      guard plan.allowsObjects, plan.object != Self.noIndex else { continue }
      let object = program.objects[Int(plan.object)]
      open.append(object.additional)
      for index in object.firstProperty..<object.endProperty {
        open.append(program.properties[Int(index)].block)
      }
    }
    self.program = program
    self.plans = plans
    self.names = ContiguousArray(program.properties.map { NameInText(program.text(of: $0.name)) })
  }

  /// Adds what a block asks of containers to a plan; false where a plan can't hold it.
  private static func extend(
    _ plan: inout Plan, by block: Program.Block, of program: Program, depth: Int, _ steps: inout Int
  ) -> Bool {
    steps -= 1
    guard depth < 8, steps > 0, !block.marks else { return false }
    if block.kinds & KindMask.object == 0 { plan.allowsObjects = false }
    if block.kinds & KindMask.array == 0 { plan.allowsArrays = false }
    for index in block.first..<block.end where plan.allowsObjects || plan.allowsArrays {
      let instruction = program.instructions[Int(index)]
      guard !instruction.marks else { return false }
      switch instruction.operation {
      case .bounds, .multipleOf, .length, .pattern, .format, .content, .annotation:
        break
      case .type:
        if instruction.a & KindMask.object == 0 { plan.allowsObjects = false }
        if instruction.a & KindMask.array == 0 { plan.allowsArrays = false }
      case .enumeration, .constant:
        // The kinds of the listed values: containers among them need nodes to be compared.
        guard instruction.c & (KindMask.object | KindMask.array) == 0 else { return false }
        (plan.allowsObjects, plan.allowsArrays) = (false, false)
      case .properties where plan.object == noIndex && instruction.variant == 0:
        let object = program.objects[Int(instruction.a)]
        guard object.firstPattern == object.endPattern else { return false }
        plan.object = instruction.a
      case .propertyCount:
        plan.fewestMembers = max(plan.fewestMembers, instruction.a)
        plan.mostMembers = min(plan.mostMembers, instruction.b)
      case .items where plan.element == Program.always && instruction.a == instruction.b:
        plan.element = instruction.c
      case .itemCount:
        plan.fewestElements = max(plan.fewestElements, instruction.a)
        plan.mostElements = min(plan.mostElements, instruction.b)
      case .uniqueItems:
        plan.elementsDiffer = true
      case .reference, .call:
        let block = program.runs[Int(instruction.a)]
        guard extend(&plan, by: block, of: program, depth: depth + 1, &steps) else { return false }
      case .anyOf, .oneOf:
        guard extend(&plan, byOneOf: instruction, of: program, depth: depth, &steps) else { return false }
      default:
        return false
      }
    }
    return true
  }

  /// The same for alternatives of which one at most allows objects, and one at most arrays.
  private static func extend(
    _ plan: inout Plan, byOneOf instruction: Instruction, of program: Program, depth: Int, _ steps: inout Int
  ) -> Bool {
    var allowsObjects = false
    var allowsArrays = false
    for branch in instruction.a..<instruction.b {
      let block = program.runs[Int(program.branches[Int(branch)])]
      var alternative = Plan(run: block)
      guard extend(&alternative, by: block, of: program, depth: depth + 1, &steps) else { return false }
      if alternative.allowsObjects {
        guard !allowsObjects else { return false }
        allowsObjects = true
      }
      if alternative.allowsArrays {
        guard !allowsArrays else { return false }
        allowsArrays = true
      }
      // What a branch asks of containers that it doesn't allow means nothing, and so it may be added.
      guard alternative.allowsObjects || alternative.allowsArrays else { continue }
      let (objects, arrays) = (plan.allowsObjects, plan.allowsArrays)
      guard extend(&plan, by: block, of: program, depth: depth + 1, &steps) else { return false }
      (plan.allowsObjects, plan.allowsArrays) = (objects, arrays)
    }
    plan.allowsObjects = plan.allowsObjects && allowsObjects
    plan.allowsArrays = plan.allowsArrays && allowsArrays
    return true
  }
}
