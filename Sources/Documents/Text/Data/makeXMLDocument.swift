/// Makes a document of XML: its text with the tags, which name the values, in blocks of whole elements.
///
/// What only a parser needs is taken out: the declaration, the document type, processing instructions, the marks of
/// CDATA sections. Comments are dropped and counted. Character references are decoded; entities that a document type
/// declares are not, so none can grow.
///
/// - Parameter xml: valid UTF-8.
func makeXMLDocument(path: String, xml: [UInt8], options: ReadingOptions) -> Document {
  var reader = XMLTextReader(cleanedText(xml), keepsComments: options.keepsHidden)
  reader.read()
  var dropped: [DroppedText] = []
  if reader.commentCount > 0, options.keepsHidden == false {
    dropped.append(
      DroppedText(reason: .comment, count: reader.commentCount, byteCount: reader.commentByteCount))
  }
  return Document(
    path: path, text: reader.text, blocks: reader.blocks.blocks(of: reader.text), title: nil, language: nil,
    format: .xml, dropped: dropped)
}
