import JSON

// `minimum`, `exclusiveMinimum`, `maximum`, `exclusiveMaximum`: exact, whatever the number of digits.

extension SchemaCompiler {
  mutating func compileBounds(
    _ object: SchemaObject, into block: inout [Instruction]
  ) throws(JSONSchemaError) {
    var bounds: [Program.Bound] = []
    for keyword in Program.BoundKeyword.allCases {
      guard let value = object[keyword.rawValue] else { continue }
      // In draft 4 `exclusive…` is true or false and speaks of the bound beside it.
      if object.dialect.draft == .draft4, keyword.isExclusive, value.boolValue != nil { continue }
      guard value.kind == .number else {
        let hint =
          keyword.isExclusive && value.boolValue != nil
          ? "; true and false belong to draft 4, here the bound itself stands in it" : ""
        throw malformed(object, keyword.rawValue, "must be a number\(hint)")
      }
      let number = quickDouble(schema.nodes[value.index], schema.bytes.span)
      let isFlagged = object.dialect.draft == .draft4 && object[keyword.exclusive.rawValue]?.boolValue == true
      bounds.append(
        Program.Bound(
          keyword: isFlagged ? keyword.exclusive : keyword, number: number, node: UInt32(value.index)))
    }
    guard !bounds.isEmpty else { return }
    block.append(Instruction(operation: .bounds, a: UInt32(parts.bounds.count)))
    parts.bounds.append(Program.Bounds(bounds))
  }
}

extension Program {
  /// The keywords that bound a number.
  enum BoundKeyword: String, CaseIterable, Sendable {
    case minimum, exclusiveMinimum, maximum, exclusiveMaximum

    var isExclusive: Bool { self == .exclusiveMinimum || self == .exclusiveMaximum }

    /// The keyword of the same side whose bound is not allowed itself.
    var exclusive: Self {
      self == .minimum || self == .exclusiveMinimum ? .exclusiveMinimum : .exclusiveMaximum
    }
  }

  /// A bound of numbers: its nearest double, or NaN where only an exact comparison will do, and its node.
  struct Bound: Sendable {
    let keyword: BoundKeyword
    let number: Double
    let node: UInt32
  }

  /// The bounds of one schema, and the quick way to see that a number is inside all of them.
  struct Bounds: Sendable {
    let all: [Bound]
    /// Numbers from the one to the other are inside; NaN where no double can tell.
    let low: Double
    let high: Double

    init(_ all: [Bound]) {
      var (low, high) = (-Double.infinity, Double.infinity)
      for bound in all {
        // The maximum and minimum of Swift would let a NaN go.
        switch bound.keyword {
        case .minimum: low = bound.number > low || bound.number.isNaN ? bound.number : low
        case .exclusiveMinimum: low = bound.number >= low || bound.number.isNaN ? bound.number.nextUp : low
        case .maximum: high = bound.number < high || bound.number.isNaN ? bound.number : high
        case .exclusiveMaximum:
          high = bound.number <= high || bound.number.isNaN ? bound.number.nextDown : high
        }
      }
      (self.all, self.low, self.high) = (all, low, high)
    }
  }

  @inline(__always)
  func isInside(_ index: UInt32, _ value: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    let number = quickDouble(value, bytes)
    if number >= ranges[Int(index)].low, number <= ranges[Int(index)].high { return true }
    return isInsideExactly(index, value, bytes)
  }

  private func isInsideExactly(_ index: UInt32, _ value: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    for bound in bounds[Int(index)].all where isBroken(bound, value, bytes) { return false }
    return true
  }

  /// Whether a number is on the wrong side of a bound.
  func isBroken(_ bound: Bound, _ value: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    let order = compare(value, bytes, bound)
    return switch bound.keyword {
    case .minimum: order < 0
    case .exclusiveMinimum: order <= 0
    case .maximum: order > 0
    case .exclusiveMaximum: order >= 0
    }
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
    for bound in program.bounds[Int(instruction.a)].all
    where program.isBroken(bound, document.nodes[node], document.bytes.span) {
      let text = shortText(of: program.schema, Int(bound.node))
      report(bound.keyword.rawValue, node) { value in
        switch bound.keyword {
        case .minimum: "\(value) is less than the minimum of \(text)"
        case .exclusiveMinimum: "\(value) is not greater than \(text)"
        case .maximum: "\(value) is greater than the maximum of \(text)"
        case .exclusiveMaximum: "\(value) is not less than \(text)"
        }
      }
    }
  }
}
