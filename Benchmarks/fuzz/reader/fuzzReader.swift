// The JSON reader accepts exactly what the reference accepts, and its nodes say the same.

import JSON

/// One input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReader(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  var reference = ReferenceReader(bytes)
  let isJSON = reference.read()

  guard let document = compare(bytes, isJSON && reference.depth <= 512, .init()) else { return 0 }
  check(document, against: reference)
  _ = compare(bytes, reference.depth <= 3, .init(maximumDepth: 3))
  _ = compare(bytes, !reference.hasDuplicateKey, .init(duplicateKeys: .reject))
  _ = compare(bytes, count <= 20, .init(maximumByteCount: 20))
  checkCopy(of: document, hasDuplicateKey: reference.hasDuplicateKey)
  return 0
}

/// Reads, and stops the fuzzer where the text should have been accepted and was not, or the other way round.
func compare(_ bytes: [UInt8], _ isExpected: Bool, _ options: JSONReadingOptions) -> JSONDocument? {
  do throws(JSONError) {
    let document = try JSONDocument(bytes, options: options)
    guard isExpected else { fatalError("accepted, though the reference refuses it (\(options))") }
    return document
  } catch {
    guard !isExpected else { fatalError("refused, though the reference accepts it (\(options)): \(error)") }
    guard (0...bytes.count).contains(error.offset), error.line >= 1, error.column >= 1,
      JSONPointer(parsing: error.pointer) != nil
    else { fatalError("the error has an impossible place: \(error) at \(error.offset) in \(error.pointer)") }
    let before = bytes[..<error.offset]
    guard error.line == 1 + before.count(where: { $0 == 0x0A }),
      error.column == error.offset - (before.lastIndex(of: 0x0A) ?? -1)
    else { fatalError("line or column don't fit the offset: \(error) at \(error.offset)") }
    return nil
  }
}

/// Every node says what the reference says.
func check(_ document: JSONDocument, against reference: ReferenceReader) {
  guard document.nodes.count == reference.values.count else {
    fatalError("\(document.nodes.count) nodes instead of \(reference.values.count)")
  }
  for (index, expected) in reference.values.enumerated() {
    let node = document.nodes[index]
    var found = ReferenceReader.Value(
      kind: node.kind, start: Int(node.start), end: Int(node.end), next: Int(node.next), count: node.count)
    if node.kind == .string || node.kind == .key {
      found.hasEscapes = node.hasEscapes
      found.isASCII = node.isASCII
      let text = decodedJSONString(document.bytes.span.extracting(node.range))
      guard text == reference.decoded(document.bytes[node.range]) else {
        fatalError("node \(index) is decoded as \(text)")
      }
    }
    if node.kind == .number { found.isIntegerLiteral = node.isIntegerLiteral }
    guard found == expected else { fatalError("node \(index) is \(found), expected \(expected)") }
  }
}

/// The text written anew from its values means the same.
func checkCopy(of document: JSONDocument, hasDuplicateKey: Bool) {
  let value = JSONValue(document.root)
  do throws(JSONError) {
    let copy = try JSONDocument(value.serialized())
    guard copy.nodes.map(\.kind) == document.nodes.map(\.kind) else {
      fatalError("written anew: other nodes")
    }
    guard hasDuplicateKey || JSONValue(copy.root) == value else { fatalError("written anew: another value") }
  } catch {
    fatalError("written anew: refused: \(error)")
  }
}
