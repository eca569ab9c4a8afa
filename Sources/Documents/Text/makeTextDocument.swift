/// Makes a document of plain text or Markdown. Its text stays as written; its blocks are those Markdown would see.
///
/// - Parameter text: valid UTF-8.
func makeTextDocument(path: String, text: [UInt8], format: DocumentFormat) -> Document {
  var invisible = InvisibleCharacters()
  let text = cleanedText(text, &invisible)
  var finder = TextBlockFinder(text, format: format)
  finder.find()
  return Document(
    path: path, text: text, blocks: finder.blocks, title: format == .markdown ? finder.title : nil,
    language: nil, format: format, dropped: invisible.dropped.dropped)
}
