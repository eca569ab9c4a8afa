import JSON

// `contentEncoding` and `contentMediaType`: checked in draft 7 where formats are, as its section 8 allows. From draft
// 2019-09 on they are annotations.

extension SchemaCompiler {
  func compileContent(_ object: SchemaObject, into block: inout [Instruction]) {
    guard object.dialect.draft == .draft7, options.formats == .assert else { return }
    var content: Program.Content = []
    if object["contentEncoding"]?.stringValue == "base64" { content.insert(.base64) }
    if object["contentMediaType"]?.stringValue == "application/json" { content.insert(.json) }
    if content.isEmpty { return }
    block.append(Instruction(operation: .content, variant: content.rawValue))
  }
}

extension Program {
  /// What the text of a string must be.
  struct Content: OptionSet {
    let rawValue: UInt8
    static let base64 = Content(rawValue: 1)
    static let json = Content(rawValue: 2)
  }

  func hasContent(_ content: Content, _ value: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    let text = decodedJSONString(bytes.extracting(value.range))
    guard content.contains(.base64) else { return isJSONText(text.span) }
    guard let decoded = decodedBase64(text.span) else { return false }
    return !content.contains(.json) || isJSONText(decoded.span)
  }
}

extension OutputCollector {
  mutating func explainContent(_ instruction: Instruction, _ node: Int) {
    let content = Program.Content(rawValue: instruction.variant)
    let value = document.nodes[node]
    if content.contains(.base64), !program.hasContent(.base64, value, document.bytes.span) {
      report("contentEncoding", node) { "\($0) is not base64" }
    } else {
      report("contentMediaType", node) { "\($0) does not hold JSON" }
    }
  }
}
