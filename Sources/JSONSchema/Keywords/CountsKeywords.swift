import JSON

// `minItems`, `maxItems`, `minProperties`, `maxProperties`.

extension SchemaCompiler {
  func compileCounts(_ object: SchemaObject, into block: inout [Instruction]) throws(JSONSchemaError) {
    if let range = try countRange(object, "minItems", "maxItems") {
      block.append(Instruction(operation: .itemCount, a: range.fewest, b: range.most))
    }
    if let range = try countRange(object, "minProperties", "maxProperties") {
      block.append(Instruction(operation: .propertyCount, a: range.fewest, b: range.most))
    }
  }

  /// The limits of two keywords that count something, or nil where the schema has neither.
  func countRange(
    _ object: SchemaObject, _ minimum: String, _ maximum: String
  ) throws(JSONSchemaError) -> (fewest: UInt32, most: UInt32)? {
    let fewest = try count(object, minimum)
    let most = try count(object, maximum)
    if fewest == nil, most == nil { return nil }
    return (fewest ?? 0, most ?? Program.unbounded)
  }

  /// A whole number from 0 on. Texts are shorter than 4 GiB, so what is beyond that is as good as infinite.
  func count(_ object: SchemaObject, _ keyword: String) throws(JSONSchemaError) -> UInt32? {
    guard let value = object[keyword] else { return nil }
    guard value.kind == .number else { throw malformed(object, keyword, "must be a whole number from 0 on") }
    let decimal = JSONDecimal(schema.bytes.span.extracting(schema.nodes[value.index].range))
    guard decimal.isInteger, !decimal.isNegative else {
      throw malformed(object, keyword, "must be a whole number from 0 on")
    }
    return UInt32(clamping: value.intValue ?? Int.max)
  }
}

extension Program {
  /// The number of elements of an array.
  @inline(__always)
  func elementCount(_ node: Int, _ nodes: Span<JSONNode>) -> Int {
    let count = nodes[node].count
    return count < JSONNode.maximumStoredCount ? count : childCount(node, nodes, step: 0)
  }

  /// The number of members of an object.
  @inline(__always)
  func memberCount(_ node: Int, _ nodes: Span<JSONNode>) -> Int {
    let count = nodes[node].count
    return count < JSONNode.maximumStoredCount ? count : childCount(node, nodes, step: 1)
  }

  private func childCount(_ node: Int, _ nodes: Span<JSONNode>, step: Int) -> Int {
    var count = 0
    var child = node + 1
    while child < Int(nodes[node].next) {
      count += 1
      child = Int(nodes[child + step].next)
    }
    return count
  }
}

extension OutputCollector {
  mutating func explainCount(_ instruction: Instruction, _ node: Int) {
    let isArray = instruction.operation == .itemCount
    let count =
      isArray
      ? program.elementCount(node, document.nodes.span) : program.memberCount(node, document.nodes.span)
    let has =
      isArray
      ? "the array has \(counted(count, "item"))"
      : "the object has \(counted(count, "property", "properties"))"
    if count < Int(instruction.a) {
      let fewest = Int(instruction.a)
      report(isArray ? "minItems" : "minProperties", node) { _ in
        "\(has), but at least \(fewest) \(isOrAre(fewest)) required"
      }
    } else {
      let most = Int(instruction.b)
      report(isArray ? "maxItems" : "maxProperties", node) { _ in
        "\(has), but at most \(most) \(isOrAre(most)) allowed"
      }
    }
  }
}
