import JSON

/// Whether a schema may accept an array, as far as that can be told from the types, constants, alternatives and local
/// references at its root. What can't be told counts as yes.
func allowsArrays(_ schema: JSONDocument) -> Bool {
  var budget = 1000
  return allowsArrays(schema.root, depth: 0, &budget)
}

private func allowsArrays(_ schema: JSONElement, depth: Int, _ budget: inout Int) -> Bool {
  if schema.kind == .false { return false }
  guard schema.kind == .object, depth < 32, budget > 0 else { return true }
  budget -= 1
  if let type = schema["type"] {
    let types = type.kind == .array ? type.elements : [type]
    if !types.contains(where: { $0.stringValue == "array" }) { return false }
  }
  if let constant = schema["const"], constant.kind != .array { return false }
  if let values = schema["enum"], values.kind == .array,
    !values.elements.contains(where: { $0.kind == .array })
  {
    return false
  }
  if let reference = schema["$ref"]?.stringValue, let target = localTarget(reference, in: schema.document),
    !allowsArrays(target, depth: depth + 1, &budget)
  {
    return false
  }
  if let all = schema["allOf"], !all.elements.allSatisfy({ allowsArrays($0, depth: depth + 1, &budget) }) {
    return false
  }
  for keyword in ["anyOf", "oneOf"] {
    guard let any = schema[keyword], any.kind == .array else { continue }
    if !any.elements.contains(where: { allowsArrays($0, depth: depth + 1, &budget) }) { return false }
  }
  return true
}

/// What a reference of the form `#/…` leads to.
private func localTarget(_ reference: String, in schema: JSONDocument) -> JSONElement? {
  guard reference.utf8.first == UInt8(ascii: "#") else { return nil }
  return JSONPointer(parsing: String(reference.dropFirst()))?.resolve(in: schema.root)
}
