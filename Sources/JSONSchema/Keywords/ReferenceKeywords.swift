import JSON

// `$ref`.

extension SchemaCompiler {
  /// Must be the last step, so that the reference is the last of its block.
  mutating func compileReference(_ object: SchemaObject, into block: inout [Instruction])
    throws(JSONSchemaError)
  {
    guard let value = object["$ref"] else { return }
    guard let reference = value.stringValue else {
      throw malformed(object, "$ref", "must be a string with a URI reference, such as \"#/$defs/name\"")
    }
    let target: SchemaIndex.Target
    do {
      target = try index.resolve(reference, from: object.resource)
    } catch {
      throw JSONSchemaError(
        code: .unresolvableReference, keyword: "$ref", keywordLocation: location(of: value.index),
        message: "the reference \(quoted(reference)) leads nowhere: \(error.reason)")
    }
    let kind = schema.nodes[target.node].kind
    guard kind == .object || kind == .true || kind == .false else {
      throw JSONSchemaError(
        code: .unresolvableReference, keyword: "$ref", keywordLocation: location(of: value.index),
        message:
          "the reference \(quoted(reference)) leads to \(shortText(of: schema, target.node)), which is no schema"
      )
    }
    block.append(Instruction(operation: .reference, a: self.block(for: target.node, in: target.resource)))
  }
}
