import JSON

// `properties`, `patternProperties`, `additionalProperties` and `required`, fused: one walk over the members.

extension SchemaCompiler {
  mutating func compileProperties(_ object: SchemaObject, into block: inout [Instruction])
    throws(JSONSchemaError)
  {
    var names: [String] = []
    var entries: [ExactText: (block: UInt32, isDeclared: Bool)] = [:]
    if let properties = object["properties"] {
      guard properties.kind == .object else {
        throw malformed(object, "properties", "must be an object with a schema for each name")
      }
      for (name, value) in properties.members {
        let entry = (block: try subschema(value, object, "properties"), isDeclared: true)
        if entries.updateValue(entry, forKey: ExactText(name)) == nil { names.append(name) }
      }
    }
    let required = try requiredNames(object)
    for name in required where entries[ExactText(name)] == nil {
      names.append(name)
      entries[ExactText(name)] = (Program.always, false)
    }
    let firstPattern = parts.patternProperties.count
    try compilePatternProperties(object)
    var additional = Program.always
    var isUnevaluated = false
    if let value = object["additionalProperties"] {
      additional = try subschema(value, object, "additionalProperties")
      // Nothing is left for it, but the schema is still read for its mistakes.
      if let value = object["unevaluatedProperties"] {
        _ = try subschema(value, object, "unevaluatedProperties")
      }
    } else if isFused("unevaluatedProperties", object), let value = object["unevaluatedProperties"] {
      additional = try subschema(value, object, "unevaluatedProperties")
      isUnevaluated = true
    }
    let endPattern = parts.patternProperties.count
    if object.marks, object["additionalProperties"] != nil {
      block.append(Instruction(operation: .mark, a: KindMask.object, b: Program.unbounded))
    }
    let marks =
      object.marks && object["additionalProperties"] == nil && (endPattern > firstPattern || !entries.isEmpty)
    guard
      !required.isEmpty || endPattern > firstPattern || additional != Program.always || marks
        || entries.contains(where: { $0.value.block != Program.always })
    else { return }

    // 64 required names fit in one plan; more names get plans of their own that check nothing else.
    let plan = addPlan(
      names.map { name in
        let entry = entries[ExactText(name)] ?? (Program.always, false)
        return (name, entry.block, entry.isDeclared)
      },
      required: required.prefix(64), patterns: firstPattern..<endPattern, additional: additional)
    block.append(
      Instruction(operation: .properties, variant: isUnevaluated ? 1 : 0, marks: marks, a: plan))
    var rest = required.dropFirst(64)
    while !rest.isEmpty {
      let plan = addPlan(
        rest.prefix(64).map { ($0, Program.always, false) }, required: rest.prefix(64), patterns: 0..<0,
        additional: Program.always)
      block.append(Instruction(operation: .properties, a: plan))
      rest = rest.dropFirst(64)
    }
  }

  private func requiredNames(_ object: SchemaObject) throws(JSONSchemaError) -> [String] {
    guard let required = object["required"] else { return [] }
    guard required.kind == .array else {
      let hint =
        required.boolValue == nil
        ? "" : "; it stands beside \"properties\" and lists the names, not inside a property"
      throw malformed(object, "required", "must be a list of property names\(hint)")
    }
    return try propertyNames(required, object, "required")
  }

  /// A list of property names without repetitions.
  func propertyNames(
    _ list: JSONElement, _ object: SchemaObject, _ keyword: String
  ) throws(JSONSchemaError) -> [String] {
    var names: [String] = []
    var seen: Set<ExactText> = []
    for element in list.elements {
      guard let name = element.stringValue else {
        throw malformed(object, keyword, "must be a list of property names", at: element.index)
      }
      guard seen.insert(ExactText(name)).inserted else {
        throw malformed(
          object, keyword, "must name each property once, but has \(quoted(name)) twice", at: element.index)
      }
      names.append(name)
    }
    return names
  }

  private mutating func compilePatternProperties(_ object: SchemaObject) throws(JSONSchemaError) {
    guard let properties = object["patternProperties"] else { return }
    guard properties.kind == .object else {
      throw malformed(
        object, "patternProperties", "must be an object with a schema for each regular expression")
    }
    for (source, value) in properties.members {
      let pattern = try addPattern(source, "patternProperties", at: value.index)
      let block = try subschema(value, object, "patternProperties")
      parts.patternProperties.append(Program.PatternProperty(pattern: pattern, block: block))
    }
  }

  private mutating func addPlan(
    _ properties: [(name: String, block: UInt32, isDeclared: Bool)], required: ArraySlice<String>,
    patterns: Range<Int>, additional: UInt32
  ) -> UInt32 {
    var bits: [ExactText: UInt64] = [:]
    for (position, name) in required.enumerated() { bits[ExactText(name)] = 1 << UInt64(position) }
    let first = parts.properties.count
    for property in properties {
      parts.properties.append(
        makeProperty(
          property.name, block: property.block, requiredBit: bits[ExactText(property.name)] ?? 0,
          isDeclared: property.isDeclared))
    }
    var plan = Program.ObjectPlan(
      firstProperty: UInt32(first), endProperty: UInt32(parts.properties.count),
      firstPattern: UInt32(patterns.lowerBound), endPattern: UInt32(patterns.upperBound),
      additional: additional,
      required: required.isEmpty ? 0 : ~0 >> UInt64(64 - required.count))
    if properties.count > 8 { addSlots(&plan) }
    parts.objects.append(plan)
    return UInt32(parts.objects.count - 1)
  }

  mutating func makeProperty(
    _ name: String, block: UInt32, requiredBit: UInt64 = 0, isDeclared: Bool = false
  ) -> Program.Property {
    Program.Property(
      hash: jsonKeyHash(Array(name.utf8).span), name: parts.addName(name), block: block,
      plan: parts.blocks[Int(block)], requiredBit: requiredBit,
      isDeclared: isDeclared)
  }

  /// A hash table with open addressing, at most half full. A slot holds a property's index plus one.
  private mutating func addSlots(_ plan: inout Program.ObjectPlan) {
    let count = Int(plan.endProperty - plan.firstProperty)
    var size = 16
    while size < count * 2 { size *= 2 }
    plan.firstSlot = UInt32(parts.slots.count)
    plan.slotMask = UInt32(size - 1)
    parts.slots.append(contentsOf: repeatElement(0, count: size))
    for index in plan.firstProperty..<plan.endProperty {
      var slot = parts.properties[Int(index)].hash & plan.slotMask
      while parts.slots[Int(plan.firstSlot + slot)] != 0 { slot = (slot + 1) & plan.slotMask }
      parts.slots[Int(plan.firstSlot + slot)] = index + 1
    }
  }
}

extension Program {
  @inline(__always)
  func checkProperties(
    _ plan: ObjectPlan, marks: Bool, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>,
    _ state: inout EvaluationState
  ) -> Bool {
    var key = node &+ 1
    var position = 0
    let end = Int(nodes[node].next)
    var next = Int(plan.firstProperty)
    var seen: UInt64 = 0
    while key < end {
      let name = nodes[key]
      var isKnown = false
      let index = property(name, plan, bytes, next)
      if index >= 0 {
        next = index &+ 1
        let property = properties[index]
        seen |= property.requiredBit
        isKnown = property.isDeclared
        guard satisfies(property.plan, property.block, key &+ 1, bytes, nodes, &state) else { return false }
      }
      if plan.firstPattern < plan.endPattern {
        for pattern in plan.firstPattern..<plan.endPattern {
          let entry = patternProperties[Int(pattern)]
          guard matches(patterns[Int(entry.pattern)], name, bytes, &state) else { continue }
          isKnown = true
          guard satisfies(entry.block, key &+ 1, bytes, nodes, &state) else { return false }
        }
      }
      if !isKnown, plan.additional != Self.always {
        guard satisfies(plan.additional, key &+ 1, bytes, nodes, &state) else { return false }
      }
      if marks {
        if isKnown { state.evaluated.insert(position) }
        position &+= 1
      }
      key = Int(nodes[key &+ 1].next)
    }
    return seen & plan.required == plan.required
  }

  /// The index of the property that a key names, or -1. Looks first at the one after the last hit.
  @inline(__always)
  func property(_ key: JSONNode, _ plan: ObjectPlan, _ bytes: Span<UInt8>, _ next: Int) -> Int {
    let end = Int(plan.endProperty)
    if next < end, properties[next].hash == key.next, isName(properties[next].name, key, bytes) {
      return next
    }
    if plan.slotMask == 0 {
      var index = Int(plan.firstProperty)
      while index < end {
        if properties[index].hash == key.next, isName(properties[index].name, key, bytes) { return index }
        index &+= 1
      }
      return -1
    }
    var slot = key.next & plan.slotMask
    while true {
      let index = Int(slots[Int(plan.firstSlot &+ slot)]) &- 1
      if index < 0 { return -1 }
      if properties[index].hash == key.next, isName(properties[index].name, key, bytes) { return index }
      slot = (slot &+ 1) & plan.slotMask
    }
  }
}

extension OutputCollector {
  mutating func explainProperties(_ instruction: Instruction, _ node: Int) {
    guard document.nodes[node].kind == .object else { return }
    let plan = program.objects[Int(instruction.a)]
    var seen: UInt64 = 0
    var unknown: [Int] = []
    var key = node + 1
    while key < Int(document.nodes[node].next), !isFull {
      if let property = faultlessProperty(key, plan) {
        seen |= property.requiredBit
        key = Int(document.nodes[key + 1].next)
        continue
      }
      let schemas = schemas(for: key, plan)
      for (path, block) in schemas.applied { explainMember(path, key, block) }
      seen |= schemas.requiredBit
      if !schemas.isKnown { unknown.append(key) }
      key = Int(document.nodes[key + 1].next)
    }
    explainRequired(plan, seen, node)
    explainAdditional(plan, unknown, Self.additionalKeyword(instruction))
  }

  /// The property that a member is, where `properties` alone has a schema for it and its value satisfies that.
  private func faultlessProperty(_ key: Int, _ plan: Program.ObjectPlan) -> Program.Property? {
    guard plan.firstPattern == plan.endPattern else { return nil }
    let index = program.property(document.nodes[key], plan, document.bytes.span, Int(plan.firstProperty))
    guard index >= 0 else { return nil }
    let property = program.properties[index]
    return property.isDeclared && isFaultless(property.block, key + 1) ? property : nil
  }

  /// What the schemas of an object say of its members.
  mutating func annotateProperties(_ instruction: Instruction, _ node: Int) {
    let plan = program.objects[Int(instruction.a)]
    var key = node + 1
    while key < Int(document.nodes[node].next) {
      var (applied, isKnown, _) = schemas(for: key, plan)
      if !isKnown { applied.append((path: [Self.additionalKeyword(instruction)], block: plan.additional)) }
      for (path, block) in applied {
        descend(path, document.text(at: key)) { $0.annotate(block, key + 1) }
      }
      key = Int(document.nodes[key + 1].next)
    }
  }

  private static func additionalKeyword(_ instruction: Instruction) -> String {
    instruction.variant == 1 ? "unevaluatedProperties" : "additionalProperties"
  }

  /// The schemas that `properties` and `patternProperties` have for a member, with the way to each.
  private mutating func schemas(
    for key: Int, _ plan: Program.ObjectPlan
  ) -> (applied: [(path: [String], block: UInt32)], isKnown: Bool, requiredBit: UInt64) {
    var applied: [(path: [String], block: UInt32)] = []
    var isKnown = false
    var requiredBit: UInt64 = 0
    let index = program.property(document.nodes[key], plan, document.bytes.span, Int(plan.firstProperty))
    if index >= 0 {
      let property = program.properties[index]
      (isKnown, requiredBit) = (property.isDeclared, property.requiredBit)
      applied.append((path: ["properties", document.text(at: key)], block: property.block))
    }
    for index in plan.firstPattern..<plan.endPattern {
      let entry = program.patternProperties[Int(index)]
      let pattern = program.patterns[Int(entry.pattern)]
      let (isMatch, state) = evaluate {
        program.matches(pattern, document.nodes[key], document.bytes.span, &$0)
      }
      if state.stop != .none {
        within(["patternProperties"]) { $0.explainStop(key + 1, state.stop) }
      }
      guard isMatch else { continue }
      isKnown = true
      applied.append((path: ["patternProperties", pattern.source], block: entry.block))
    }
    return (applied, isKnown, requiredBit)
  }

  private mutating func explainMember(_ path: [String], _ key: Int, _ block: UInt32, hint: String = "") {
    let name = document.text(at: key)
    descend(path, name) {
      guard block == Program.never else { return $0.collect(block, key + 1) }
      $0.report(nil, key + 1) { _ in "property \(quoted(name)) is not allowed\(hint)" }
    }
  }

  private mutating func explainRequired(_ plan: Program.ObjectPlan, _ seen: UInt64, _ node: Int) {
    for index in plan.firstProperty..<plan.endProperty {
      let property = program.properties[Int(index)]
      guard property.requiredBit & ~seen != 0 else { continue }
      let name = program.text(of: property.name)
      report("required", node) { _ in "required property \(quoted(name)) is missing" }
    }
  }

  private func declaredNames(_ plan: Program.ObjectPlan) -> [String] {
    program.properties[Int(plan.firstProperty)..<Int(plan.endProperty)].filter(\.isDeclared)
      .map { program.text(of: $0.name) }
  }

  private mutating func explainAdditional(_ plan: Program.ObjectPlan, _ unknown: [Int], _ keyword: String) {
    if plan.additional == Program.always { return }
    for key in unknown where !isFull {
      let likely = suggestion(for: document.text(at: key), among: declaredNames(plan))
      let hint = likely.map { " (did you mean \(quoted($0))?)" } ?? ""
      explainMember([keyword], key, plan.additional, hint: hint)
    }
  }
}
