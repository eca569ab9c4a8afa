import JSON

// `$ref`, `$dynamicRef`, `$recursiveRef`.

extension SchemaCompiler {
  /// Must be the last step, so that the last reference is the last of its block.
  mutating func compileReferences(
    _ object: SchemaObject, into block: inout [Instruction]
  ) throws(JSONSchemaError) {
    for keyword in ["$recursiveRef", "$dynamicRef", "$ref"] {
      guard let value = object[keyword] else { continue }
      guard let reference = value.stringValue else {
        throw malformed(object, keyword, "must be a string with a URI reference, such as \"#/$defs/name\"")
      }
      var target: SchemaIndex.Target
      switch try index.resolve(reference, from: object.resource) {
      case .success(let found): target = found
      case .failure(let failure):
        throw error(
          .unresolvableReference, keyword, at: value.index,
          "the reference \(quotedURI(reference)) leads nowhere: \(failure.reason)")
      }
      if let name = dynamicName(keyword, target) {
        target = scopes.target(of: name, in: object.scope) ?? target
      }
      let kind = schema.nodes[target.node].kind
      guard kind == .object || kind == .true || kind == .false else {
        throw error(
          .unresolvableReference, keyword, at: value.index,
          "the reference \(quotedURI(reference)) leads to \(shortText(of: schema, target.node)), which is no schema"
        )
      }
      block.append(
        Instruction(
          operation: .call, variant: Program.ReferenceKeyword(name: keyword).rawValue, marks: object.marks,
          a: try self.block(for: target, object, marks: object.marks)))
    }
    // The last of a block needs no return, unless something of the schema comes behind it.
    if let last = block.last, last.operation == .call, !needsFrame(object) {
      block[block.count - 1].operation = .reference
    }
  }

  /// The name by which a reference may be led elsewhere, or nil.
  private func dynamicName(_ keyword: String, _ target: SchemaIndex.Target) -> ExactText? {
    switch keyword {
    case "$dynamicRef": target.dynamicName
    case "$recursiveRef":
      index.resources[target.resource].dynamicAnchors[SchemaIndex.recursive] == target.node
        ? SchemaIndex.recursive : nil
    default: nil
    }
  }
}

extension Program {
  /// The keyword of a reference.
  enum ReferenceKeyword: UInt8 {
    case ref, dynamicRef, recursiveRef

    init(name: String) {
      self = name == "$dynamicRef" ? .dynamicRef : name == "$recursiveRef" ? .recursiveRef : .ref
    }

    var name: String {
      switch self {
      case .ref: "$ref"
      case .dynamicRef: "$dynamicRef"
      case .recursiveRef: "$recursiveRef"
      }
    }
  }
}
