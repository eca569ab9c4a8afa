import JSON

// `minimum`, `exclusiveMinimum`, `maximum`, `exclusiveMaximum`: exact, whatever the number of digits.

extension SchemaCompiler {
  func compileBounds(_ object: SchemaObject, into block: inout [Instruction]) throws(JSONSchemaError) {
    var keywords: [(String, Instruction.Operation)] = [
      ("minimum", .minimum), ("exclusiveMinimum", .exclusiveMinimum), ("maximum", .maximum),
      ("exclusiveMaximum", .exclusiveMaximum),
    ]
    if object.dialect.draft == .draft4 {
      // There `exclusive…` is true or false and speaks of the bound beside it.
      keywords = [
        ("minimum", object["exclusiveMinimum"]?.boolValue == true ? .exclusiveMinimum : .minimum),
        ("maximum", object["exclusiveMaximum"]?.boolValue == true ? .exclusiveMaximum : .maximum),
      ]
    }
    for (keyword, operation) in keywords {
      guard let bound = object[keyword] else { continue }
      guard bound.kind == .number else {
        let hint =
          keyword.hasPrefix("exclusive") && bound.boolValue != nil
          ? "; true and false belong to draft 4, here the bound itself stands in it" : ""
        throw malformed(object, keyword, "must be a number\(hint)")
      }
      let node = schema.nodes[bound.index]
      block.append(
        Instruction(
          operation: operation, variant: node.isIntegerLiteral ? 1 : 0, a: UInt32(bound.index),
          number: quickDouble(node, schema.bytes.span)))
    }
  }
}

extension Program {
  /// Below, equal to or above zero as a number is below, equal to or above the instruction's bound.
  @inline(__always)
  func compare(_ value: JSONNode, with instruction: Instruction, _ bytes: Span<UInt8>) -> Int {
    let number = quickDouble(value, bytes)
    if number < instruction.number { return -1 }
    if number > instruction.number { return 1 }
    if number == instruction.number, instruction.variant == 1, value.isIntegerLiteral { return 0 }
    return compareExactly(value, with: instruction, bytes)
  }

  private func compareExactly(_ value: JSONNode, with instruction: Instruction, _ bytes: Span<UInt8>) -> Int {
    let schemaBytes = schema.bytes
    let bound = schema.nodes[Int(instruction.a)]
    return JSONDecimal.compare(bytes.extracting(value.range), schemaBytes.span.extracting(bound.range))
  }
}

extension ErrorCollector {
  mutating func explainBound(_ instruction: Instruction, _ node: Int) {
    let bound = shortText(of: program.schema, Int(instruction.a))
    switch instruction.operation {
    case .minimum: report("minimum", node) { "\($0) is less than the minimum of \(bound)" }
    case .exclusiveMinimum: report("exclusiveMinimum", node) { "\($0) is not greater than \(bound)" }
    case .maximum: report("maximum", node) { "\($0) is greater than the maximum of \(bound)" }
    default: report("exclusiveMaximum", node) { "\($0) is not less than \(bound)" }
    }
  }
}
