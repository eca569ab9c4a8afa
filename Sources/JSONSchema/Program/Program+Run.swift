import JSON

extension Program {
  /// Whether a value satisfies all checks of a block. Stops at the first that fails; allocates nothing.
  ///
  /// Not inlined: copies of it in its callees made the frames of a nested value larger, and the whole slower
  /// by a tenth.
  @inline(never)
  func run(
    _ block: UInt32, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    guard state.stop == .none else { return false }
    guard state.depth < EvaluationState.maximumDepth else {
      state.stop = .depthLimit
      return false
    }
    guard state.remainingBlocks > 0 else { return runRemembering(block, node, bytes, nodes, &state) }
    state.remainingBlocks &-= 1
    return runInstructions(block, node, bytes, nodes, &state)
  }

  @inline(__always)
  private func runInstructions(
    _ block: UInt32, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    state.depth &+= 1
    var current = Int(blocks[Int(block)].start)
    var end = Int(blocks[Int(block)].end)
    var isValid = true
    while current < end {
      let instruction = instructions[current]
      if instruction.operation == .reference {
        current = Int(blocks[Int(instruction.a)].start)
        end = Int(blocks[Int(instruction.a)].end)
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

  /// The same where alternatives of the schema have multiplied the work: each block sees each container once, and its
  /// verdict is remembered. What a block marks can't be remembered; a block that marks is run again.
  @inline(never)
  private func runRemembering(
    _ block: UInt32, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    let kind = nodes[node].kind
    let canRemember = (kind == .array || kind == .object) && !blocks[Int(block)].marks
    if canRemember, let verdict = state.verdict(of: block, on: node) { return verdict }
    guard state.spendBlock() else { return false }
    let isValid = runInstructions(block, node, bytes, nodes, &state)
    if canRemember, state.stop == .none { state.remember(isValid, of: block, on: node) }
    return isValid
  }

  /// Whether a value satisfies one check.
  @inline(__always)
  func passes(
    _ instruction: Instruction, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    let value = nodes[node]
    let kind = value.kind
    switch instruction.operation {
    case .never:
      return false
    case .type:
      return hasType(instruction.a, value, bytes)
    case .enumeration, .constant:
      return isListed(instruction, node, bytes, nodes)
    case .minimum:
      return kind != .number || compare(value, with: instruction, bytes) >= 0
    case .exclusiveMinimum:
      return kind != .number || compare(value, with: instruction, bytes) > 0
    case .maximum:
      return kind != .number || compare(value, with: instruction, bytes) <= 0
    case .exclusiveMaximum:
      return kind != .number || compare(value, with: instruction, bytes) < 0
    case .multipleOf:
      return kind != .number || divisors[Int(instruction.a)].divides(value, bytes)
    case .length:
      return !isString(kind) || hasLength(instruction.a, instruction.b, value, bytes)
    case .pattern:
      return !isString(kind) || matches(patterns[Int(instruction.a)], value, bytes, &state)
    case .format:
      return !isString(kind) || hasFormat(instruction.a, value, bytes)
    case .itemCount:
      guard kind == .array else { return true }
      let count = UInt32(truncatingIfNeeded: elementCount(node, nodes))
      return count >= instruction.a && count <= instruction.b
    case .uniqueItems:
      return kind != .array || firstEqualItems(node, bytes, nodes) == nil
    case .items:
      return kind != .array || checkItems(instruction, node, bytes, nodes, &state)
    case .contains:
      return kind != .array || checkContains(instruction, node, bytes, nodes, &state)
    case .propertyCount:
      guard kind == .object else { return true }
      let count = UInt32(truncatingIfNeeded: memberCount(node, nodes))
      return count >= instruction.a && count <= instruction.b
    case .properties:
      return kind != .object
        || (instruction.marks
          ? checkProperties(objects[Int(instruction.a)], marks: true, node, bytes, nodes, &state)
          : checkProperties(objects[Int(instruction.a)], marks: false, node, bytes, nodes, &state))
    case .propertyNames:
      return kind != .object || checkNames(instruction.a, node, bytes, nodes, &state)
    case .dependency:
      guard kind == .object else { return true }
      let property = dependencies[Int(instruction.a)].property
      return !hasMember(property, node, bytes, nodes) || run(property.block, node, bytes, nodes, &state)
    case .allOf:
      return holdAll(instruction, node, bytes, nodes, &state)
    case .anyOf:
      return matchCount(instruction, upTo: 1, node, bytes, nodes, &state) >= 1
    case .oneOf:
      return matchCount(instruction, upTo: 2, node, bytes, nodes, &state) == 1
    case .not:
      return !run(instruction.a, node, bytes, nodes, &state)
    case .condition:
      return checkCondition(instruction, node, bytes, nodes, &state)
    case .reference, .call:
      return run(instruction.a, node, bytes, nodes, &state)
    case .frame:
      return runFrame(instruction.a, marks: instruction.marks, node, bytes, nodes, &state)
    case .unevaluatedProperties:
      return kind != .object || checkUnevaluated(instruction, step: 1, node, bytes, nodes, &state)
    case .unevaluatedItems:
      return kind != .array || checkUnevaluated(instruction, step: 0, node, bytes, nodes, &state)
    case .mark:
      guard KindMask.bit(kind) == instruction.a else { return true }
      if instruction.b == Self.unbounded {
        state.evaluated.insertAll()
      } else {
        state.evaluated.insert(upTo: min(Int(instruction.b), elementCount(node, nodes)))
      }
      return true
    }
  }

  @inline(__always)
  func isString(_ kind: JSONKind) -> Bool { kind == .string || kind == .key }
}
