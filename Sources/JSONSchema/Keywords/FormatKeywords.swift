import JSON

// `format`: asserted or ignored, as the schema's user chose.

extension SchemaCompiler {
  mutating func compileFormat(_ object: SchemaObject, into block: inout [Instruction]) throws(JSONSchemaError)
  {
    guard let value = object["format"] else { return }
    guard let name = value.stringValue else { throw malformed(object, "format", "must be a format's name") }
    guard options.formats == .assert || object.dialect.mustAssertFormat else { return }
    if let format = Format(name: name) {
      block.append(Instruction(operation: .format, a: UInt32(format.rawValue)))
    } else if let known = closestName(to: name, among: Format.names) {
      // A name that the specification doesn't have is an annotation.
      warn(
        at: value.index, "the format \(quoted(name)) is unknown and ignored; did you mean \(quoted(known))?")
    }
  }
}

extension Program {
  @inline(__always)
  func hasFormat(_ rawFormat: UInt32, _ value: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    let format = Format(rawValue: UInt8(truncatingIfNeeded: rawFormat)).unsafelyUnwrapped
    return value.hasEscapes
      ? format.accepts(decodedJSONString(bytes.extracting(value.range)).span)
      : format.accepts(bytes.extracting(value.range))
  }
}

extension OutputCollector {
  mutating func explainFormat(_ instruction: Instruction, _ node: Int) {
    guard let format = Format(rawValue: UInt8(instruction.a)) else { return }
    report("format", node) { "\($0) is not \(format.explanation)" }
  }
}
