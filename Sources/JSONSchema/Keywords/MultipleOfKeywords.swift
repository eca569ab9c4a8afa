import JSON

// `multipleOf`: exact, so that 19.99 is a multiple of 0.01.

extension SchemaCompiler {
  /// Long division takes the product of both numbers' digits, some 17 ns for each pair: two seconds for a megabyte.
  private static let maximumDivisorDigits = 100

  mutating func compileMultipleOf(_ object: SchemaObject, into block: inout [Instruction])
    throws(JSONSchemaError)
  {
    guard let value = object["multipleOf"] else { return }
    guard value.kind == .number else { throw malformed(object, "multipleOf", "must be a number above 0") }
    let text = Array(schema.bytes[schema.nodes[value.index].range])
    let decimal = JSONDecimal(text.span)
    guard decimal.digitCount > 0, !decimal.isNegative else {
      throw malformed(object, "multipleOf", "must be a number above 0")
    }
    guard decimal.digitCount <= Self.maximumDivisorDigits else {
      throw error(
        .tooLarge, "multipleOf", at: value.index,
        "\"multipleOf\" has \(decimal.digitCount) significant digits, but at most \(Self.maximumDivisorDigits) can be divided by"
      )
    }
    let divisor = Divisor(text.span)
    block.append(
      Instruction(
        operation: .multipleOf, variant: divisor == nil ? 1 : 0, a: UInt32(parts.divisors.count),
        b: UInt32(value.index)))
    if let divisor { parts.divisors.append(divisor) }
  }
}

extension Program {
  @inline(__always)
  func isMultiple(_ value: JSONNode, _ instruction: Instruction, _ bytes: Span<UInt8>) -> Bool {
    if instruction.variant == 0 { return divisors[Int(instruction.a)].divides(value, bytes) }
    let schemaBytes = schema.bytes
    let divisor = schema.nodes[Int(instruction.b)].range
    return isLongMultiple(bytes.extracting(value.range), of: schemaBytes.span.extracting(divisor))
  }
}

extension OutputCollector {
  mutating func explainMultipleOf(_ instruction: Instruction, _ node: Int) {
    let divisor = shortText(of: program.schema, Int(instruction.b))
    report("multipleOf", node) { "\($0) is not a multiple of \(divisor)" }
  }
}
