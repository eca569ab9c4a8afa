import JSON

// `multipleOf`: exact, so that 19.99 is a multiple of 0.01.

extension SchemaCompiler {
  mutating func compileMultipleOf(_ object: SchemaObject, into block: inout [Instruction])
    throws(JSONSchemaError)
  {
    guard let value = object["multipleOf"] else { return }
    guard value.kind == .number else { throw malformed(object, "multipleOf", "must be a number above 0") }
    let text = Array(schema.bytes[schema.nodes[value.index].range])
    guard let divisor = Divisor(text.span) else {
      let decimal = JSONDecimal(text.span)
      throw malformed(
        object, "multipleOf",
        decimal.digitCount == 0 || decimal.isNegative
          ? "must be a number above 0" : "can have at most 18 significant digits")
    }
    block.append(
      Instruction(operation: .multipleOf, a: UInt32(parts.divisors.count), b: UInt32(value.index)))
    parts.divisors.append(divisor)
  }
}

extension OutputCollector {
  mutating func explainMultipleOf(_ instruction: Instruction, _ node: Int) {
    let divisor = shortText(of: program.schema, Int(instruction.b))
    report("multipleOf", node) { "\($0) is not a multiple of \(divisor)" }
  }
}
