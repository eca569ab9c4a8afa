// Any bytes under any name, read with any options, become a document whose promises hold, or a named outcome.

import Documents

/// One input: a byte that chooses the options, a byte that chooses the name, and the file's bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDocuments(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count > 2, let data else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: data + 2, count: count - 2))
  let options = ReadingOptions(
    content: data[0] & 1 == 0 ? .full : .main, showsLinks: data[0] & 2 != 0, keepsHidden: data[0] & 4 != 0)
  // Most inputs run under limits that they can't reach, some under ones that they do.
  let limits =
    data[0] & 0x70 == 0x70
    ? DocumentLimits(maximumTextByteCount: 100, maximumDepth: 8, maximumTagCount: 20) : DocumentLimits.default
  let path = names[Int(data[1]) % names.count]
  guard let document = read(path, bytes, options, limits) else { return 0 }
  check(document, limits)
  // One in eight is read again: the same bytes give the same document.
  if data[0] & 0x38 == 0x38 {
    guard let again = read(path, bytes, options, limits), again.text == document.text,
      again.blocks == document.blocks, again.metadata == document.metadata, again.dropped == document.dropped
    else { fatalError("read again: another document") }
  }
  return 0
}

/// Pages are what most bytes are read as.
private let names = [
  "a.html", "a.html", "a.html", "a.html", "a.html", "a.html", "a.xhtml", "a", "a.txt", "a.md", "a.eml",
  "a.csv",
  "a.tsv", "a.json", "a.xml", "a.jsonl",
]

private func read(_ path: String, _ bytes: [UInt8], _ options: ReadingOptions, _ limits: DocumentLimits)
  -> Document?
{
  do throws(DocumentError) {
    return try makeDocument(path: path, bytes: bytes, options: options, limits: limits)
  } catch {
    guard error.message.contains("'\(path)'") else {
      fatalError("the message does not name the file: \(error.message)")
    }
    return nil
  }
}

/// What every document promises: valid UTF-8, and blocks in order that cover all but the white space between them.
private func check(_ document: Document, _ limits: DocumentLimits) {
  let text = document.text
  guard (try? UTF8Span(validating: text.span)) != nil else { fatalError("the text is not UTF-8") }
  guard text.count <= limits.maximumTextByteCount else { fatalError("the text is over its limit") }
  guard document.blocks.isEmpty == false else { fatalError("no blocks, and not said to be empty") }
  var end = 0
  for block in document.blocks {
    guard block.range.lowerBound >= end, block.range.isEmpty == false, block.range.upperBound <= text.count
    else {
      fatalError("blocks overlap or are empty: \(document.blocks)")
    }
    guard text[end..<block.range.lowerBound].allSatisfy(isSpace) else {
      fatalError("text stands between the blocks, before \(block)")
    }
    guard text[block.range].last != 0x0A else { fatalError("a newline ends \(block)") }
    end = block.range.upperBound
  }
  guard text[end...].allSatisfy(isSpace) else { fatalError("text stands behind the blocks") }
  for field in document.metadata
  where field.name.isEmpty || field.name.utf8.contains(0x0A) || field.value.utf8.contains(0x0A) {
    fatalError("a field of the head has more than one line or no name: \(field)")
  }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x20 || byte == 0x09 }
