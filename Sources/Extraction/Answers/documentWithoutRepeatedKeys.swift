import JSON

/// A text without the members whose key stands earlier in their object with the same value; nil where a key has two values.
func documentWithoutRepeatedKeys(_ text: [UInt8]) -> JSONDocument? {
  let options = JSONReadingOptions(maximumDepth: TolerantReader.maximumDepth)
  guard let document = try? JSONDocument(text, options: options) else { return nil }
  var written: [UInt8] = []
  written.reserveCapacity(text.count)
  guard write(document.root, to: &written) else { return nil }
  return try? JSONDocument(written, options: .answers)
}

/// Writes a value without its repeated members, as deep as the text is nested, which its reader has limited.
///
/// - Returns: false where a key has two values.
private func write(_ element: JSONElement, to written: inout [UInt8]) -> Bool {
  switch element.kind {
  case .array:
    written.append(UInt8(ascii: "["))
    for (position, element) in element.elements.enumerated() {
      if position > 0 { written.append(UInt8(ascii: ",")) }
      guard write(element, to: &written) else { return false }
    }
    written.append(UInt8(ascii: "]"))
  case .object:
    written.append(UInt8(ascii: "{"))
    // Bytes, since Swift's strings are equal where only their normal forms are.
    var known: [[UInt8]: JSONElement] = [:]
    for (key, value) in element.members {
      if let earlier = known.updateValue(value, forKey: Array(key.utf8)) {
        guard JSONValue(earlier) == JSONValue(value) else { return false }
        continue
      }
      if known.count > 1 { written.append(UInt8(ascii: ",")) }
      written.appendJSONString(key)
      written.append(UInt8(ascii: ":"))
      guard write(value, to: &written) else { return false }
    }
    written.append(UInt8(ascii: "}"))
  default:
    written += element.rawBytes
  }
  return true
}
