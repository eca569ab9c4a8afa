import JSON

// `enum` and `const`: equality with values of the schema.

extension SchemaCompiler {
  mutating func compileEnumeration(_ object: SchemaObject, into block: inout [Instruction])
    throws(JSONSchemaError)
  {
    if let values = object["enum"] {
      guard values.kind == .array else {
        throw malformed(object, "enum", "must be a list of the allowed values")
      }
      block.append(enumeration(.enumeration, of: values.elements))
    }
    if let value = object["const"] { block.append(enumeration(.constant, of: [value])) }
  }

  private mutating func enumeration(_ operation: Instruction.Operation, of values: [JSONElement])
    -> Instruction
  {
    let areStrings = values.allSatisfy { $0.kind == .string }
    var kinds: UInt32 = 0
    var entries: [Program.EnumEntry] = []
    for value in values {
      kinds |= KindMask.bit(value.kind)
      if value.kind == .string { kinds |= KindMask.string }
      let text = value.stringValue ?? ""
      let hash =
        areStrings
        ? UInt64(jsonKeyHash(Array(text.utf8).span))
        : equalityHash(value.index, schema.nodes.span, schema.bytes.span)
      entries.append(
        Program.EnumEntry(hash: hash, node: UInt32(value.index), name: parts.addName(text)))
    }
    entries.sort { $0.hash < $1.hash }
    let start = parts.enumEntries.count
    parts.enumEntries.append(contentsOf: entries)
    return Instruction(
      operation: operation, variant: areStrings ? 1 : 0, a: UInt32(start), b: UInt32(parts.enumEntries.count),
      c: kinds)
  }
}

extension Program {
  @inline(__always)
  func isListed(
    _ instruction: Instruction, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>
  ) -> Bool {
    let value = nodes[node]
    guard instruction.c & KindMask.bit(value.kind) != 0 else { return false }
    guard instruction.variant == 1 else { return isListedValue(instruction, node, bytes, nodes) }
    let hash =
      value.hasEscapes
      ? jsonKeyHash(decodedJSONString(bytes.extracting(value.range)).span)
      : jsonKeyHash(bytes, Int(value.start), Int(value.end))
    var entry = firstEntry(instruction, UInt64(hash))
    while entry < Int(instruction.b), enumEntries[entry].hash == UInt64(hash) {
      if isName(enumEntries[entry].name, value, bytes) { return true }
      entry &+= 1
    }
    return false
  }

  private func isListedValue(
    _ instruction: Instruction, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>
  ) -> Bool {
    let hash = equalityHash(node, nodes, bytes)
    let (schemaBytes, schemaNodes) = (schema.bytes, schema.nodes)
    var entry = firstEntry(instruction, hash)
    while entry < Int(instruction.b), enumEntries[entry].hash == hash {
      if areEqual(
        node, nodes, bytes, Int(enumEntries[entry].node), schemaNodes.span, schemaBytes.span)
      {
        return true
      }
      entry &+= 1
    }
    return false
  }

  /// The first entry whose hash isn't below the given one.
  @inline(__always)
  private func firstEntry(_ instruction: Instruction, _ hash: UInt64) -> Int {
    var low = Int(instruction.a)
    var high = Int(instruction.b)
    while low < high {
      let middle = (low &+ high) >> 1
      if enumEntries[middle].hash < hash { low = middle &+ 1 } else { high = middle }
    }
    return low
  }
}

extension OutputCollector {
  mutating func explainEnumeration(_ instruction: Instruction, _ node: Int) {
    let range = Int(instruction.a)..<Int(instruction.b)
    let entries = program.enumEntries[range].sorted { $0.node < $1.node }
    guard instruction.operation == .enumeration else {
      let value = shortText(of: program.schema, Int(entries[0].node))
      return report("const", node) { "\($0) is not \(value), the only allowed value" }
    }
    guard !entries.isEmpty else {
      return report("enum", node) { "\($0) is not allowed: the list of values is empty" }
    }
    var values = entries.prefix(12).map { shortText(of: program.schema, Int($0.node)) }
    if entries.count > values.count { values.append("\(entries.count - values.count) more values") }
    let list = listed(values, "or")
    let hint =
      document.nodes[node].kind == .string
      ? closestName(
        to: document.text(at: node),
        among: entries.compactMap { program.schema.element(at: Int($0.node)).stringValue })
      : nil
    // What a value resembles says something about the value: kept out of the message without it.
    let suggestion = hint.map { "; did you mean \(quoted($0))?" } ?? ""
    report("enum", node, "the value is not \(list)") { "\($0) is not \(list)\(suggestion)" }
  }
}
