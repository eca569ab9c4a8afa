import JSON

// `minimum`, `exclusiveMinimum`, `maximum`, `exclusiveMaximum`: exact, whatever the number of digits.

extension SchemaCompiler {
  mutating func compileBounds(
    _ object: SchemaObject, into block: inout [Instruction]
  ) throws(JSONSchemaError) {
    var bounds = Program.Bounds()
    for keyword in ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"] {
      guard let value = object[keyword] else { continue }
      // In draft 4 `exclusive…` is true or false and speaks of the bound beside it.
      let isFlag = object.dialect.draft == .draft4 && keyword.hasPrefix("exclusive")
      if isFlag, value.boolValue != nil { continue }
      guard value.kind == .number else {
        let hint =
          keyword.hasPrefix("exclusive") && value.boolValue != nil
          ? "; true and false belong to draft 4, here the bound itself stands in it" : ""
        throw malformed(object, keyword, "must be a number\(hint)")
      }
      let bound = Program.Bound(
        number: quickDouble(schema.nodes[value.index], schema.bytes.span), node: UInt32(value.index))
      switch keyword {
      case "minimum" where object.isTrueInDraft4("exclusiveMinimum"), "exclusiveMinimum":
        bounds.exclusiveMinimum = bound
      case "minimum": bounds.minimum = bound
      case "maximum" where object.isTrueInDraft4("exclusiveMaximum"), "exclusiveMaximum":
        bounds.exclusiveMaximum = bound
      default: bounds.maximum = bound
      }
    }
    guard !bounds.isEmpty else { return }
    block.append(Instruction(operation: .bounds, a: UInt32(parts.bounds.count)))
    parts.bounds.append(bounds)
  }
}

extension SchemaObject {
  fileprivate func isTrueInDraft4(_ keyword: String) -> Bool {
    dialect.draft == .draft4 && self[keyword]?.boolValue == true
  }
}

extension Program {
  /// A bound of numbers: its nearest double, or NaN where only an exact comparison will do, and its node.
  struct Bound: BitwiseCopyable, Sendable {
    let number: Double
    let node: UInt32
  }

  /// The bounds of one schema, and the quick way to see that a number is inside all of them.
  struct Bounds: Sendable {
    var minimum: Bound? { didSet { narrow() } }
    var exclusiveMinimum: Bound? { didSet { narrow() } }
    var maximum: Bound? { didSet { narrow() } }
    var exclusiveMaximum: Bound? { didSet { narrow() } }
    /// Numbers from the one to the other are inside; NaN where no double can tell.
    private(set) var low = -Double.infinity
    private(set) var high = Double.infinity

    var isEmpty: Bool {
      minimum == nil && exclusiveMinimum == nil && maximum == nil && exclusiveMaximum == nil
    }

    private mutating func narrow() {
      let lows = [minimum?.number, exclusiveMinimum?.number.nextUp].compactMap(\.self)
      let highs = [maximum?.number, exclusiveMaximum?.number.nextDown].compactMap(\.self)
      low = lows.contains(where: \.isNaN) ? .nan : lows.max() ?? -.infinity
      high = highs.contains(where: \.isNaN) ? .nan : highs.min() ?? .infinity
    }
  }

  @inline(__always)
  func isInside(_ index: UInt32, _ value: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    let number = quickDouble(value, bytes)
    if number >= ranges[Int(index)].low, number <= ranges[Int(index)].high { return true }
    return failedBounds(index, value, bytes).isEmpty
  }

  /// The bounds that a number breaks, with their keywords.
  func failedBounds(
    _ index: UInt32, _ value: JSONNode, _ bytes: Span<UInt8>
  ) -> [(keyword: String, bound: Bound)] {
    let bounds = bounds[Int(index)]
    var failed: [(keyword: String, bound: Bound)] = []
    if let bound = bounds.minimum, compare(value, bytes, bound) < 0 { failed.append(("minimum", bound)) }
    if let bound = bounds.exclusiveMinimum, compare(value, bytes, bound) <= 0 {
      failed.append(("exclusiveMinimum", bound))
    }
    if let bound = bounds.maximum, compare(value, bytes, bound) > 0 { failed.append(("maximum", bound)) }
    if let bound = bounds.exclusiveMaximum, compare(value, bytes, bound) >= 0 {
      failed.append(("exclusiveMaximum", bound))
    }
    return failed
  }

  /// Below, equal to or above zero as a number is below, equal to or above a bound.
  private func compare(_ value: JSONNode, _ bytes: Span<UInt8>, _ bound: Bound) -> Int {
    let number = quickDouble(value, bytes)
    if number < bound.number { return -1 }
    if number > bound.number { return 1 }
    if number == bound.number { return 0 }
    let schemaBytes = schema.bytes
    let range = schema.nodes[Int(bound.node)].range
    return JSONDecimal.compare(bytes.extracting(value.range), schemaBytes.span.extracting(range))
  }
}

extension OutputCollector {
  mutating func explainBounds(_ instruction: Instruction, _ node: Int) {
    for (keyword, failed) in program.failedBounds(instruction.a, document.nodes[node], document.bytes.span) {
      let bound = shortText(of: program.schema, Int(failed.node))
      report(keyword, node) { value in
        switch keyword {
        case "minimum": "\(value) is less than the minimum of \(bound)"
        case "exclusiveMinimum": "\(value) is not greater than \(bound)"
        case "maximum": "\(value) is greater than the maximum of \(bound)"
        default: "\(value) is not less than \(bound)"
        }
      }
    }
  }
}
