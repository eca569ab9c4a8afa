import JSON

// Keywords that say something of a value and check nothing. They are compiled only where annotations are collected.

extension SchemaCompiler {
  private static let keywords: Set<String> = [
    "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "format",
    "contentMediaType", "contentEncoding", "contentSchema",
  ]

  func compileAnnotations(_ object: SchemaObject, into block: inout [Instruction]) {
    guard options.collectsAnnotations else { return }
    for (keyword, value) in object.keywords where Self.keywords.contains(keyword) {
      // Draft 2020-12, section 8.5 of the validation specification: it is ignored where no media type stands beside it.
      if keyword == "contentSchema", object["contentMediaType"] == nil { continue }
      let isForStrings = keyword.hasPrefix("content")
      block.append(
        Instruction(operation: .annotation, variant: isForStrings ? 1 : 0, a: UInt32(value.index)))
    }
    for (_, value) in object.unknown {
      block.append(Instruction(operation: .annotation, a: UInt32(value.index)))
    }
  }
}
