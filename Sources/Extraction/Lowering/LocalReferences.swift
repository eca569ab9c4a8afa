import JSON

/// Finds what a `$ref` inside a schema document leads to.
struct LocalReferences: Sendable {
  private let root: JSONValue

  init(_ root: JSONValue) {
    self.root = root
  }

  /// The schema at `#` or `#/…`; nil for any other reference and where nothing is there.
  func target(of reference: String) -> JSONValue? {
    guard reference.utf8.first == UInt8(ascii: "#"),
      let pointer = JSONPointer(parsing: percentDecoded(reference.dropFirst()))
    else { return nil }
    var value = root
    for token in pointer.tokens {
      if let elements = value.arrayValue {
        guard let position = Int(token), elements.indices.contains(position) else { return nil }
        value = elements[position]
      } else {
        guard let member = value[token] else { return nil }
        value = member
      }
    }
    return value
  }

  /// A URI fragment without its percent escapes (RFC 6901, section 6).
  private func percentDecoded(_ fragment: Substring) -> String {
    guard fragment.utf8.contains(UInt8(ascii: "%")) else { return String(fragment) }
    var decoded: [UInt8] = []
    var rest = fragment.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        decoded.append(code)
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }
}
