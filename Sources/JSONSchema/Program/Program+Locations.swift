import JSON

extension Program {
  /// The place of a keyword as a URI: that of the schema resource that it belongs to, with a JSON Pointer from the
  /// resource's root as the fragment.
  ///
  /// - Parameters:
  ///   - node: the schema's node.
  ///   - path: the way from there to the keyword.
  func absoluteLocation(of node: Int, _ path: JSONPointer) -> String {
    // Of the resources that hold the node the innermost starts last.
    let resource = resources.filter { $0.root <= node && node < Int(schema.nodes[$0.root].next) }
      .max { $0.root < $1.root }
    let root = resource?.root ?? 0
    let tokens = pointer(to: node, from: root, in: schema).tokens + path.tokens
    return (resource?.uri ?? "") + "#" + percentEncoded(JSONPointer(tokens).description)
  }
}

/// A text as the fragment of a URI (RFC 3986, section 3.5).
private func percentEncoded(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var encoded: [UInt8] = []
  for byte in text.utf8 {
    if isASCIILetter(byte) || isASCIIDigit(byte) || "-._~!$&'()*+,;=:@/?".utf8.contains(byte) {
      encoded.append(byte)
    } else {
      encoded.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
  }
  return String(decoding: encoded, as: UTF8.self)
}
