/// Makes a document of JSON or JSON Lines: the text as it was written, in blocks of whole elements.
///
/// The text need not be valid: brackets that don't match only make other blocks.
///
/// - Parameter text: valid UTF-8.
func makeJSONDocument(path: String, text: [UInt8], format: DocumentFormat) -> Document {
  var invisible = InvisibleCharacters()
  let text = cleanedText(text, &invisible)
  var blocks = NestedBlocks()
  let bytes = text.span
  var depth = 0
  var i = 0
  while i < bytes.count {
    switch bytes[i] {
    case UInt8(ascii: "\""): i = stringEnd(bytes, i)
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"): depth = max(0, depth - 1)
    case UInt8(ascii: ","): blocks.addEnd(i + 1, depth: depth)
    // A line of JSON Lines ends. In JSON nothing follows the only value.
    case 0x0A where format == .jsonl:
      depth = 0
      blocks.addEnd(i, depth: 0)
    default: break
    }
    i += 1
  }
  return Document(
    path: path, text: text, blocks: blocks.blocks(of: text), title: nil, language: nil, format: format,
    dropped: invisible.dropped.dropped)
}

/// The index of the quote that ends a string, or of the line's last byte if none does: no string of JSON holds a line break.
private func stringEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
  var i = start + 1
  while i < bytes.count {
    switch bytes[i] {
    case UInt8(ascii: "\""): return i
    case UInt8(ascii: "\\"): i += 1
    case 0x0A: return i - 1
    default: break
    }
    i += 1
  }
  return bytes.count
}
