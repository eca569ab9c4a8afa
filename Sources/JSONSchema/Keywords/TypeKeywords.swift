import JSON

// `type`: a name or a list of names.

extension SchemaCompiler {
  func compileType(_ object: SchemaObject, into block: inout [Instruction]) throws(JSONSchemaError) {
    guard let type = object["type"] else { return }
    let names = type.kind == .array ? type.elements : [type]
    guard !names.isEmpty else { throw malformed(object, "type", "must name a type, not an empty list") }
    var mask: UInt32 = 0
    for name in names {
      guard let text = name.stringValue else {
        throw malformed(object, "type", "must be a type's name or a list of names")
      }
      guard var known = KindMask.names.first(where: { $0.name == text })?.mask else {
        let hint =
          closestName(to: text, among: KindMask.names.map(\.name)).map { "; did you mean \"\($0)\"?" } ?? ""
        throw malformed(
          object, "type", "is one of string, number, integer, boolean, array, object and null\(hint)")
      }
      if known == KindMask.integer, object.dialect.draft == .draft4 { known = KindMask.integerOfDraft4 }
      guard mask & known != known else { throw malformed(object, "type", "names each type once") }
      mask |= known
    }
    block.append(Instruction(operation: .type, a: mask))
  }
}

extension Program {
  @inline(__always)
  func hasType(_ mask: UInt32, _ value: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    mask & KindMask.bit(of: value) != 0 || hasRareType(mask, value, bytes)
  }

  /// Whether a value is a whole number that is not written as one, where integers are allowed.
  @inline(__always)
  func hasRareType(_ mask: UInt32, _ value: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    mask & KindMask.wholeNumber != 0 && value.kind == .number && isWholeNumber(value, bytes)
  }

  private func isWholeNumber(_ value: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    JSONDecimal(bytes.extracting(value.range)).isInteger
  }
}

extension OutputCollector {
  mutating func explainType(_ instruction: Instruction, _ node: Int) {
    let allowed = typeNames(instruction.a)
    let found = typeName(of: node)
    report("type", node) { "\($0) is \(found), but \(allowed) is required" }
  }

  /// `a string or null`.
  func typeNames(_ mask: UInt32) -> String {
    listed(KindMask.names(in: mask).map(Self.withArticle), "or")
  }

  /// `a number`, and `a number with a fraction` where that is the point.
  func typeName(of node: Int) -> String {
    switch document.nodes[node].kind {
    case .null: "null"
    case .true, .false: "a boolean"
    case .number:
      JSONDecimal(document.bytes.span.extracting(document.nodes[node].range)).isInteger
        ? "a number" : "a number with a fraction"
    case .string, .key: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  private static func withArticle(_ name: String) -> String {
    switch name {
    case "null": name
    case "integer", "array", "object": "an \(name)"
    default: "a \(name)"
    }
  }
}
