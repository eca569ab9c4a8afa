import JSON

/// The most bytes of broken JSON-LD that are mended; real scripts stay under a tenth of it.
private let maximumMendedByteCount = 1 << 20

/// The data of a JSON-LD script: as it is if it is JSON, else what can be mended of it. Nil if nothing can.
///
/// - Parameter script: valid UTF-8.
func readLinkedData(_ script: ArraySlice<UInt8>) -> JSONDocument? {
  let options = JSONReadingOptions(maximumDepth: JSONMender.maximumDepth + 1)
  if let document = try? JSONDocument(Array(script), options: options) { return document }
  guard script.count <= maximumMendedByteCount else { return nil }
  var text = Array(script)
  // The whole script was written as text of the page.
  let opening = text.firstIndex { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? text.endIndex
  let first = text[opening...].dropFirst().first { $0 > 0x20 && $0 != UInt8(ascii: "{") }
  if first == UInt8(ascii: "&") { text = decodedReferences(text, 0..<text.count, isAttribute: false) }
  var mender = JSONMender(text)
  return try? JSONDocument(mender.mended(), options: options)
}
