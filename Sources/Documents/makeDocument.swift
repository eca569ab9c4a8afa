/// Makes a document from a file's bytes: decides format and character encoding, then reads the text.
///
/// Pure: the same path and bytes always give the same document.
package func makeDocument(
  path: String, bytes: [UInt8], options: ReadingOptions = .default, limits: DocumentLimits = .default
) throws(DocumentError) -> Document {
  guard bytes.count <= limits.maximumByteCount else {
    throw DocumentError(
      kind: .tooLarge,
      message: "\(quoted(path)) has \(bytes.count) bytes, over the limit of \(limits.maximumByteCount) bytes."
    )
  }
  if let signature = binarySignature(of: bytes) {
    throw DocumentError(
      kind: .binary,
      message: "\(quoted(path)) looks like \(signature.name), not text. hint: \(signature.wayOut)")
  }
  var format = DocumentFormat(path: path, text: bytes)
  let encoding = CharacterEncoding(of: bytes, format: format)
  if case .utf16 = encoding {
  } else if holdsBinaryData(bytes, format: format) {
    throw DocumentError(
      kind: .binary, message: "\(quoted(path)) is not text: it is full of bytes that no text has.")
  }
  guard let text = decode(bytes, as: encoding) else {
    throw DocumentError(
      kind: .damaged,
      message: "\(quoted(path)) names the character encoding \(encoding.name), which this system can't read.")
  }
  // A UTF-16 page without extension shows its tags only now.
  format = DocumentFormat(path: path, text: text)
  let read =
    switch format {
    case .text, .markdown: makeTextDocument(path: path, text: text, format: format)
    case .html: try makeHTMLDocument(path: path, html: text, options: options, limits: limits)
    }
  let document = read.escapingChatTokens()
  guard document.blocks.isEmpty == false else {
    throw DocumentError(kind: .empty, message: "\(quoted(path)) has no text that a reader can see.")
  }
  guard document.text.count <= limits.maximumTextByteCount else {
    throw DocumentError(
      kind: .tooLarge,
      message: "The text of \(quoted(path)) grows over the limit of \(limits.maximumTextByteCount) bytes.")
  }
  return document
}
