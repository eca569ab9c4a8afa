import JSON

/// The data of a JSON-LD script: as it is if it is JSON, else what can be mended of it. Nil if nothing can.
///
/// - Parameters:
///   - script: valid UTF-8.
///   - mendableByteCount: how much of a page's JSON-LD may still be mended, which takes longer than reading it. Real
///     pages have less than 100,000 bytes of it.
func readLinkedData(_ script: ArraySlice<UInt8>, mendableByteCount: inout Int) -> JSONDocument? {
  let options = JSONReadingOptions(maximumDepth: JSONMender.maximumDepth + 1)
  if let document = try? JSONDocument(Array(script), options: options) { return document }
  guard script.count <= mendableByteCount else { return nil }
  mendableByteCount -= script.count
  var text = Array(script)
  // The whole script was written as text of the page.
  let opening = text.firstIndex { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? text.endIndex
  let first = text[opening...].dropFirst().first { $0 > 0x20 && $0 != UInt8(ascii: "{") }
  if first == UInt8(ascii: "&") { text = decodedReferences(text, 0..<text.count, isAttribute: false) }
  var mender = JSONMender(text)
  return try? JSONDocument(mender.mended(), options: options)
}
