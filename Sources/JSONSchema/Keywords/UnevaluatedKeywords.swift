import JSON

// `unevaluatedProperties` and `unevaluatedItems`.
//
// A schema with one of them runs in a frame: a fresh set of the children that its other keywords, and the schemas that
// these apply to the same value, have evaluated. Blocks that run for such a frame are compiled to mark the children;
// all others know nothing of it. Where no other schema is applied to the same value, what is unevaluated is known
// beforehand, and the keyword is one more `additionalProperties` or `items`.

extension SchemaCompiler {
  private static let keywords = ["unevaluatedItems", "unevaluatedProperties"]

  /// Whether an `unevaluated…` keyword can be checked as a part of `properties` or `items`.
  func isFused(_ keyword: String, _ object: SchemaObject) -> Bool {
    object[keyword] != nil && !needsFrame(object) && !object.marks
  }

  /// Whether a schema has to track what is evaluated.
  func needsFrame(_ object: SchemaObject) -> Bool {
    let present = Self.keywords.filter { object[$0] != nil }
    if present.isEmpty { return false }
    return object.marks || object.hasInPlaceApplicators
      || object["contains"] != nil && present.contains("unevaluatedItems")
  }

  /// The applicators of a schema with an `unevaluated…` keyword, in a block of their own.
  mutating func compileFrame(
    _ object: SchemaObject, into block: inout [Instruction]
  ) throws(JSONSchemaError) {
    var inner = object
    inner.marks = true
    let frame = reserveBlock(object.node)
    var instructions: [Instruction] = []
    try compileApplicators(inner, into: &instructions)
    for (keyword, operation) in zip(
      Self.keywords, [Instruction.Operation.unevaluatedItems, .unevaluatedProperties])
    {
      guard let value = object[keyword] else { continue }
      instructions.append(
        Instruction(operation: operation, a: try subschema(value, object, keyword), b: frame))
    }
    fill(frame, instructions, marks: true)
    block.append(Instruction(operation: .frame, marks: object.marks, a: frame))
  }
}

extension Program {
  /// Runs a block with a fresh set of evaluated children. Where `marks` is true they count for the frame around it too.
  func runFrame(
    _ block: UInt32, marks: Bool, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    var outer = EvaluatedChildren()
    swap(&outer, &state.evaluated)
    let isValid = satisfies(block, node, bytes, nodes, &state)
    swap(&outer, &state.evaluated)
    if marks, isValid { state.evaluated.formUnion(outer) }
    return isValid
  }

  /// Runs a block whose failure decides nothing: what it marked is then forgotten.
  func runTentatively(
    _ block: UInt32, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    let before = state.evaluated
    if satisfies(block, node, bytes, nodes, &state) { return true }
    state.evaluated = before
    return false
  }

  /// Counts the first elements, or all children, as evaluated.
  func mark(
    _ instruction: Instruction, _ node: Int, _ nodes: Span<JSONNode>, _ state: inout EvaluationState
  ) -> Bool {
    guard KindMask.bit(nodes[node].kind) == instruction.a else { return true }
    if instruction.b == Self.unbounded {
      state.evaluated.insertAll()
    } else {
      state.evaluated.insert(upTo: min(Int(instruction.b), elementCount(node, nodes)))
    }
    return true
  }

  /// Checks the children that nothing has evaluated; afterwards all are.
  func checkUnevaluated(
    _ instruction: Instruction, step: Int, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    if instruction.a != Self.always, !state.evaluated.hasAll {
      var child = node &+ 1
      var position = 0
      while child < Int(nodes[node].next) {
        if !state.evaluated.contains(position) {
          guard satisfies(instruction.a, child &+ step, bytes, nodes, &state) else { return false }
        }
        child = Int(nodes[child &+ step].next)
        position &+= 1
      }
    }
    state.evaluated.insertAll()
    return true
  }
}

extension OutputCollector {
  /// Explains what is wrong with unevaluated children, where the rest of the schema holds: while something else is
  /// wrong, what it would have evaluated only adds noise.
  mutating func explainUnevaluated(_ instruction: Instruction, _ node: Int) {
    let isObject = instruction.operation == .unevaluatedProperties
    guard document.nodes[node].kind == (isObject ? .object : .array) else { return }
    let keyword = isObject ? "unevaluatedProperties" : "unevaluatedItems"
    guard let children = unevaluatedChildren(before: instruction, node, step: isObject ? 1 : 0) else {
      return
    }
    for (position, child) in children where !isFull {
      let name = isObject ? document.text(at: child) : String(position)
      guard instruction.a == Program.never else {
        descend([keyword], name) { $0.collect(instruction.a, isObject ? child + 1 : child) }
        continue
      }
      descend([keyword], name) {
        $0.report(nil, isObject ? child + 1 : child) { _ in
          isObject ? "property \(quoted(name)) is not allowed" : "item \(name) is not allowed"
        }
      }
    }
  }

  /// The children that no instruction of the frame before this one evaluates; nil where one of them fails.
  func unevaluatedChildren(
    before instruction: Instruction, _ node: Int, step: Int
  ) -> [(position: Int, node: Int)]? {
    let block = program.blocks[Int(instruction.b)]
    let (isValid, state) = evaluate { state in
      for index in block.start..<block.end {
        let earlier = program.instructions[Int(index)]
        if earlier.operation == instruction.operation { break }
        guard program.passes(earlier, node, document.bytes.span, document.nodes.span, &state) else {
          return false
        }
      }
      return true
    }
    guard isValid else { return nil }
    var children: [(position: Int, node: Int)] = []
    var child = node + 1
    var position = 0
    while child < Int(document.nodes[node].next) {
      if !state.evaluated.contains(position) { children.append((position, child)) }
      child = Int(document.nodes[child + step].next)
      position += 1
    }
    return children
  }
}
