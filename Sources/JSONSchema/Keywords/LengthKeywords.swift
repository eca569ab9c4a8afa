import JSON

// `minLength` and `maxLength`, in code points.

extension SchemaCompiler {
  func compileLength(_ object: SchemaObject, into block: inout [Instruction]) throws(JSONSchemaError) {
    guard let range = try countRange(object, "minLength", "maxLength") else { return }
    block.append(Instruction(operation: .length, a: range.fewest, b: range.most))
  }
}

extension Program {
  /// Whether a string has so many code points. Counts only where the number of bytes leaves a doubt.
  @inline(__always)
  func hasLength(_ fewest: UInt32, _ most: UInt32, _ value: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    let byteCount = value.end &- value.start
    if value.isASCII, !value.hasEscapes { return byteCount >= fewest && byteCount <= most }
    // A code point takes at most twelve bytes of JSON text: two \u escapes.
    if byteCount <= most, byteCount / 12 >= fewest { return true }
    let count = UInt32(truncatingIfNeeded: codePointCount(value, bytes))
    return count >= fewest && count <= most
  }
}

/// The number of code points in a string's text, escapes decoded.
func codePointCount(_ node: JSONNode, _ bytes: Span<UInt8>) -> Int {
  var count = 0
  var i = Int(node.start)
  let end = Int(node.end)
  while i < end {
    let byte = bytes[i]
    if byte == UInt8(ascii: "\\") {
      if bytes[i + 1] == UInt8(ascii: "u") {
        // A high surrogate, \uD8… to \uDB…, takes the low one with it.
        let isPair = bytes[i + 2] | 0x20 == UInt8(ascii: "d") && isOneOf89AB(bytes[i + 3])
        i += isPair ? 12 : 6
      } else {
        i += 2
      }
      count += 1
    } else {
      if byte & 0xC0 != 0x80 { count += 1 }
      i += 1
    }
  }
  return count
}

private func isOneOf89AB(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "8") || byte == UInt8(ascii: "9") || byte | 0x20 == UInt8(ascii: "a")
    || byte | 0x20 == UInt8(ascii: "b")
}

extension OutputCollector {
  mutating func explainLength(_ instruction: Instruction, _ node: Int) {
    let count = codePointCount(document.nodes[node], document.bytes.span)
    let has = counted(count, "character")
    if count < Int(instruction.a) {
      let fewest = Int(instruction.a)
      report("minLength", node, "the string has \(has), but at least \(fewest) \(isOrAre(fewest)) required") {
        "\($0) has \(has), but at least \(fewest) \(isOrAre(fewest)) required"
      }
    } else {
      let most = Int(instruction.b)
      report("maxLength", node, "the string has \(has), but at most \(most) \(isOrAre(most)) allowed") {
        "\($0) has \(has), but at most \(most) \(isOrAre(most)) allowed"
      }
    }
  }
}
