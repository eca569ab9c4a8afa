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

  private mutating func enumeration(
    _ operation: Instruction.Operation, of values: [JSONElement]
  ) -> Instruction {
    var kinds: UInt32 = 0
    var strings: [Program.EnumEntry] = []
    var others: [Program.EnumEntry] = []
    for value in values {
      kinds |= value.kind == .string ? KindMask.string : KindMask.bit(value.kind)
      let node = UInt32(value.index)
      if let text = value.stringValue {
        let hash = UInt64(jsonKeyHash(Array(text.utf8).span))
        strings.append(Program.EnumEntry(hash: hash, node: node, name: parts.addName(text)))
      } else {
        let hash = equalityHash(value.index, schema.nodes.span, schema.bytes.span)
        others.append(Program.EnumEntry(hash: hash, node: node, name: parts.addName("")))
      }
    }
    strings.sort { $0.hash < $1.hash }
    others.sort { $0.hash < $1.hash }
    let start = parts.enumEntries.count
    parts.enumEntries.append(contentsOf: strings + others)
    parts.enumerations.append(
      Program.Enumeration(
        strings: start..<start + strings.count, others: start + strings.count..<parts.enumEntries.count))
    return Instruction(operation: operation, a: UInt32(parts.enumerations.count - 1), c: kinds)
  }
}

extension Program {
  /// The values of an `enum` or `const`: ranges of ``enumEntries``, each ordered by hash.
  struct Enumeration: BitwiseCopyable, Sendable {
    /// Strings, by ``jsonKeyHash(_:)``.
    let firstString: UInt32
    let endString: UInt32
    /// All other values, by ``equalityHash(_:_:_:)``.
    let firstOther: UInt32
    let endOther: UInt32

    init(strings: Range<Int>, others: Range<Int>) {
      (firstString, endString) = (UInt32(strings.lowerBound), UInt32(strings.upperBound))
      (firstOther, endOther) = (UInt32(others.lowerBound), UInt32(others.upperBound))
    }
  }

  @inline(__always)
  func isListed(
    _ instruction: Instruction, _ value: JSONNode, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>
  ) -> Bool {
    guard instruction.c & KindMask.bit(value.kind) != 0 else { return false }
    let list = enumerations[Int(instruction.a)]
    switch value.kind {
    // Of these there is one value each.
    case .null, .true, .false: return true
    case .string, .key: return isListedString(list, value, bytes)
    case .number, .array, .object: return isListedValue(list, node, bytes, nodes)
    }
  }

  @inline(__always)
  private func isListedString(_ list: Enumeration, _ value: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    // Few strings are compared one by one, mostly by their lengths alone.
    if list.endString &- list.firstString <= 8 {
      for entry in Int(list.firstString)..<Int(list.endString)
      where isName(enumEntries[entry].name, value, bytes) { return true }
      return false
    }
    let hash =
      value.hasEscapes
      ? jsonKeyHash(decodedJSONString(bytes.extracting(value.range)).span)
      : jsonKeyHash(bytes, Int(value.start), Int(value.end))
    var entry = firstEntry(list.firstString, list.endString, UInt64(hash))
    while entry < Int(list.endString), enumEntries[entry].hash == UInt64(hash) {
      if isName(enumEntries[entry].name, value, bytes) { return true }
      entry &+= 1
    }
    return false
  }

  private func isListedValue(
    _ list: Enumeration, _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>
  ) -> Bool {
    let (schemaBytes, schemaNodes) = (schema.bytes, schema.nodes)
    // Few values are compared one by one: cheaper than a hash that knows 1 and 1.0 for equal.
    let isShort = list.endOther - list.firstOther <= 16
    let hash = isShort ? 0 : equalityHash(node, nodes, bytes)
    var entry = isShort ? Int(list.firstOther) : firstEntry(list.firstOther, list.endOther, hash)
    while entry < Int(list.endOther), isShort || enumEntries[entry].hash == hash {
      if areEqual(node, nodes, bytes, Int(enumEntries[entry].node), schemaNodes.span, schemaBytes.span) {
        return true
      }
      entry &+= 1
    }
    return false
  }

  /// The first entry of a range whose hash isn't below the given one.
  @inline(__always)
  private func firstEntry(_ start: UInt32, _ end: UInt32, _ hash: UInt64) -> Int {
    var low = Int(start)
    var high = Int(end)
    while low < high {
      let middle = (low &+ high) >> 1
      if enumEntries[middle].hash < hash { low = middle &+ 1 } else { high = middle }
    }
    return low
  }
}

extension OutputCollector {
  mutating func explainEnumeration(_ instruction: Instruction, _ node: Int) {
    let entries = entriesInOrder(instruction.a)
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
      ? suggestion(
        for: document.text(at: node),
        among: entries.compactMap { program.schema.element(at: Int($0.node)).stringValue })
      : nil
    // What a value resembles says something about the value: kept out of the message without it.
    let suggestion = hint.map { "; did you mean \(quoted($0))?" } ?? ""
    report("enum", node, "the value is not \(list)") { "\($0) is not \(list)\(suggestion)" }
  }
}
