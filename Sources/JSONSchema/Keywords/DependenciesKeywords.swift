import JSON

// `dependentRequired`, `dependentSchemas` and, in one, the older drafts' `dependencies`.

extension SchemaCompiler {
  mutating func compileDependencies(_ object: SchemaObject, into block: inout [Instruction])
    throws(JSONSchemaError)
  {
    for keyword in [Program.DependencyKeyword.dependentRequired, .dependentSchemas, .dependencies] {
      guard let value = object[keyword.rawValue] else { continue }
      guard value.kind == .object else {
        throw malformed(object, keyword.rawValue, "must be an object with an entry for each property")
      }
      for (name, entry) in value.members {
        let required: Bool
        switch keyword {
        case .dependentRequired:
          guard entry.kind == .array else {
            throw malformed(
              object, keyword.rawValue, "must have a list of property names for each property",
              at: entry.index)
          }
          required = true
        case .dependentSchemas: required = false
        case .dependencies: required = entry.kind == .array
        }
        let dependent =
          required
          ? addRequirement(try propertyNames(entry, object, keyword.rawValue))
          : try subschema(entry, object, keyword.rawValue, isInPlace: true)
        let property = makeProperty(name, block: dependent)
        block.append(
          Instruction(operation: .dependency, variant: required ? 1 : 0, a: UInt32(parts.dependencies.count)))
        parts.dependencies.append(Program.Dependency(property: property, keyword: keyword))
      }
    }
  }

  /// A block of its own that requires properties.
  private mutating func addRequirement(_ names: [String]) -> UInt32 {
    var instructions: [Instruction] = []
    for name in names {
      let plan = Program.ObjectPlan(
        firstProperty: UInt32(parts.properties.count), endProperty: UInt32(parts.properties.count + 1),
        firstPattern: 0,
        endPattern: 0, additional: Program.always, required: 1)
      parts.properties.append(makeProperty(name, block: Program.always, requiredBit: 1))
      parts.objects.append(plan)
      instructions.append(Instruction(operation: .properties, a: UInt32(parts.objects.count - 1)))
    }
    let block = reserveBlock(Program.noOrigin)
    fill(block, instructions)
    return block
  }
}

extension Program {
  func hasMember(
    _ property: Property, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>
  ) -> Bool {
    var key = node &+ 1
    while key < Int(nodes[node].next) {
      if nodes[key].next == property.hash, isName(property.name, nodes[key], bytes) { return true }
      key = Int(nodes[key &+ 1].next)
    }
    return false
  }
}

extension OutputCollector {
  mutating func explainDependency(_ instruction: Instruction, _ node: Int) {
    let dependency = program.dependencies[Int(instruction.a)]
    let name = program.text(of: dependency.property.name)
    let keyword = dependency.keyword.rawValue
    guard instruction.variant == 1 else {
      within([keyword, name]) { $0.collect(dependency.property.block, node) }
      return
    }
    let block = program.blocks[Int(dependency.property.block)]
    for index in block.start..<block.end {
      let plan = program.objects[Int(program.instructions[Int(index)].a)]
      let required = program.properties[Int(plan.firstProperty)]
      if program.hasMember(required, node, document.bytes.span, document.nodes.span) { continue }
      let requiredName = program.text(of: required.name)
      within([keyword, name]) {
        $0.report(nil, node) { _ in
          "property \(quoted(requiredName)) is missing; it is required where \(quoted(name)) is present"
        }
      }
    }
  }
}
