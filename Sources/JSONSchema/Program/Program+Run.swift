import JSON

extension Program {
  /// Whether a value satisfies all checks of a block. Stops at the first that fails; allocates nothing.
  ///
  /// The kind of value is checked before anything is called, and a block that only looks at the value itself needs none
  /// of what ``run(_:_:_:_:_:)`` keeps count of.
  @inline(__always)
  func satisfies(
    _ block: UInt32, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    satisfies(runs[Int(block)], block, node, bytes, nodes, &state)
  }

  /// The same for a block whose entry in ``runs`` is at hand.
  @inline(__always)
  func satisfies(
    _ plan: Block, _ block: UInt32, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    satisfies(plan, block, nodes[node], node, bytes, nodes, &state)
  }

  /// The same for a value that is at hand as well.
  @inline(__always)
  func satisfies(
    _ plan: Block, _ block: UInt32, _ value: JSONNode, _ node: Int, _ bytes: Span<UInt8>,
    _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    guard plan.kinds & KindMask.bit(of: value) != 0 || hasRareType(plan.kinds, value, bytes) else {
      return false
    }
    if plan.first == plan.end { return true }
    return plan.isLeaf
      ? runChecks(plan, value, node, bytes, nodes, &state) : run(plan, block, node, bytes, nodes, &state)
  }

  /// The checks of a block that only looks at the value itself.
  @inline(never)
  private func runChecks(
    _ plan: Block, _ value: JSONNode, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    var current = Int(plan.first)
    let end = Int(plan.end)
    while current < end {
      guard check(instructions[current], value, node, bytes, nodes, &state) else { return false }
      current &+= 1
    }
    return true
  }

  /// A block that applies others, within the limits of depth and work.
  ///
  /// Not inlined: copies of it in its callees made the frames of a nested value larger, and the whole slower
  /// by a tenth.
  @inline(never)
  private func run(
    _ plan: Block, _ block: UInt32, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    guard state.stop == .none else { return false }
    guard state.depth < EvaluationState.maximumDepth else {
      state.stop = .depthLimit
      return false
    }
    guard state.remainingBlocks > 0 else { return runRemembering(plan, block, node, bytes, nodes, &state) }
    state.remainingBlocks &-= 1
    return runInstructions(plan, node, bytes, nodes, &state)
  }

  @inline(__always)
  private func runInstructions(
    _ plan: Block, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>, _ state: inout EvaluationState
  ) -> Bool {
    state.depth &+= 1
    var current = Int(plan.first)
    var end = Int(plan.end)
    var isValid = true
    while current < end {
      let instruction = instructions[current]
      if instruction.operation == .reference {
        let target = runs[Int(instruction.a)]
        guard hasType(target.kinds, nodes[node], bytes) else {
          isValid = false
          break
        }
        current = Int(target.first)
        end = Int(target.end)
        continue
      }
      if !passes(instruction, node, bytes, nodes, &state) {
        isValid = false
        break
      }
      current &+= 1
    }
    state.depth &-= 1
    return isValid
  }

  /// The same where alternatives of the schema have multiplied the work: each block sees each value once. Its verdict is
  /// remembered, and so are the children that it marks, which don't depend on those that others marked before.
  @inline(never)
  private func runRemembering(
    _ plan: Block, _ block: UInt32, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    // The place in the text, since a value that is checked while reading is always the first node.
    let start = nodes[node].start
    if let verdict = state.verdict(of: block, at: start) {
      if verdict, plan.marks { state.recallMarks(of: block, at: start) }
      return verdict
    }
    guard state.spendBlock() else { return false }
    guard plan.marks else {
      let isValid = runInstructions(plan, node, bytes, nodes, &state)
      if state.stop == .none { state.remember(isValid, of: block, at: start) }
      return isValid
    }
    var others = EvaluatedChildren()
    swap(&others, &state.evaluated)
    let isValid = runInstructions(plan, node, bytes, nodes, &state)
    if state.stop == .none { state.remember(isValid, of: block, at: start, marking: state.evaluated) }
    state.evaluated.formUnion(others)
    return isValid
  }

  /// Whether a value satisfies one instruction.
  @inline(__always)
  func passes(
    _ instruction: Instruction, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    let kind = nodes[node].kind
    switch instruction.operation {
    case .items:
      return kind != .array || checkItems(instruction, node, bytes, nodes, &state)
    case .contains:
      return kind != .array || checkContains(instruction, node, bytes, nodes, &state)
    case .properties:
      if kind != .object { return true }
      let plan = objects[Int(instruction.a)]
      return instruction.marks
        ? checkProperties(plan, marks: true, node, bytes, nodes, &state)
        : checkProperties(plan, marks: false, node, bytes, nodes, &state)
    case .propertyNames:
      return kind != .object || checkNames(instruction.a, node, bytes, nodes, &state)
    case .dependency:
      guard kind == .object else { return true }
      let property = dependencies[Int(instruction.a)].property
      return !hasMember(property, node, bytes, nodes) || satisfies(property.block, node, bytes, nodes, &state)
    case .allOf:
      return holdAll(instruction, node, bytes, nodes, &state)
    case .anyOf:
      return matchCount(instruction, upTo: 1, node, bytes, nodes, &state) >= 1
    case .oneOf:
      return matchCount(instruction, upTo: 2, node, bytes, nodes, &state) == 1
    case .not:
      return !satisfies(instruction.a, node, bytes, nodes, &state)
    case .condition:
      return checkCondition(instruction, node, bytes, nodes, &state)
    case .reference, .call:
      return satisfies(instruction.a, node, bytes, nodes, &state)
    case .frame:
      return runFrame(instruction.a, marks: instruction.marks, node, bytes, nodes, &state)
    case .unevaluatedProperties:
      return kind != .object || checkUnevaluated(instruction, step: 1, node, bytes, nodes, &state)
    case .unevaluatedItems:
      return kind != .array || checkUnevaluated(instruction, step: 0, node, bytes, nodes, &state)
    case .mark:
      return mark(instruction, node, nodes, &state)
    default:
      return check(instruction, nodes[node], node, bytes, nodes, &state)
    }
  }

  /// Whether a value satisfies an instruction that only looks at the value itself (``Instruction/Operation/isCheck``).
  @inline(__always)
  private func check(
    _ instruction: Instruction, _ value: JSONNode, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    let kind = value.kind
    switch instruction.operation {
    case .type:
      return hasType(instruction.a, value, bytes)
    case .enumeration, .constant:
      return isListed(instruction, value, node, bytes, nodes)
    case .bounds:
      return kind != .number || isInside(instruction.a, value, bytes)
    case .multipleOf:
      return kind != .number || isMultiple(value, instruction, bytes)
    case .length:
      return !isString(kind) || hasLength(instruction.a, instruction.b, value, bytes)
    case .pattern:
      return !isString(kind) || matches(Int(instruction.a), value, bytes, &state)
    case .format:
      return !isString(kind) || hasFormat(instruction.a, value, bytes)
    case .content:
      return !isString(kind) || hasContent(Content(rawValue: instruction.variant), value, bytes)
    case .itemCount:
      guard kind == .array else { return true }
      let count = UInt32(truncatingIfNeeded: elementCount(node, nodes))
      return count >= instruction.a && count <= instruction.b
    case .propertyCount:
      guard kind == .object else { return true }
      let count = UInt32(truncatingIfNeeded: memberCount(node, nodes))
      return count >= instruction.a && count <= instruction.b
    case .uniqueItems:
      return kind != .array || firstEqualItems(node, bytes, nodes) == nil
    case .annotation:
      return true
    default:
      return false
    }
  }

  @inline(__always)
  private func isString(_ kind: JSONKind) -> Bool { kind == .string || kind == .key }
}
