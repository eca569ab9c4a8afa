/// Makes a document of XML: its text with the tags, which name the values, in blocks of whole elements.
///
/// What only a parser needs is taken out: the declaration, the document type, processing instructions, the marks of
/// CDATA sections. Comments are dropped and counted. Character references are decoded; entities that a document type
/// declares are not, so none can grow.
///
/// - Parameter xml: valid UTF-8.
func makeXMLDocument(path: String, xml: [UInt8], options: ReadingOptions) -> Document {
  var invisible = InvisibleCharacters()
  var reader = XMLTextReader(cleanedText(xml, &invisible), keepsComments: options.keepsHidden)
  reader.read()
  var dropped = invisible.dropped
  dropped.add(reader.invisible.dropped)
  if options.keepsHidden == false {
    dropped.add(.comment, count: reader.commentCount, byteCount: reader.commentByteCount)
  }
  return Document(
    path: path, text: reader.text, blocks: reader.blocks.blocks(of: reader.text), title: nil, language: nil,
    format: .xml, dropped: dropped.dropped)
}
