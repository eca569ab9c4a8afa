/// Makes a document of plain text or Markdown. Its blocks are those Markdown would see; its text stays as written but for
/// fixed-width tables and broken lines (see `TextRewriter`).
///
/// - Parameter text: valid UTF-8.
func makeTextDocument(path: String, text: [UInt8], format: DocumentFormat) -> Document {
  var invisible = InvisibleCharacters()
  let text = cleanedText(text, &invisible)
  let frontMatter = FrontMatter(text)
  var finder = TextBlockFinder(text, format: format)
  finder.find(from: frontMatter?.end ?? 0)
  let rewriter = TextRewriter(text, finder.blocks)
  return Document(
    path: path, text: rewriter.text, blocks: rewriter.blocks,
    title: frontMatter?["title"] ?? (format == .markdown ? finder.title : nil),
    language: frontMatter?["lang", "language", "locale"], format: format, metadata: frontMatter?.fields ?? [],
    dropped: invisible.dropped.dropped)
}
