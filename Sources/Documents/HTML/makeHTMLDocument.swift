/// Makes a document of an HTML page: mends the bytes, has libxml2 make a tree, and writes Markdown in one walk over it.
///
/// - Parameters:
///   - html: valid UTF-8.
///   - readsNoscript: reads what the page shows where scripts don't run.
func makeHTMLDocument(
  path: String, html: [UInt8], options: ReadingOptions = .default, limits: DocumentLimits,
  readsNoscript: Bool = false
) throws(DocumentError) -> Document {
  let isXML =
    html.starts(with: "<?xml".utf8) || path.utf8.map(lowercased).suffix(6).elementsEqual(".xhtml".utf8)
  var mender = HTMLMender(html, isXML: isXML, readsNoscript: readsNoscript)
  mender.mend()
  guard mender.tagCount <= limits.maximumTagCount else {
    throw DocumentError(
      kind: .tooLarge,
      message: "\(quoted(path)) has \(mender.tagCount) tags, over the limit of \(limits.maximumTagCount).")
  }
  // libxml2 may look through all open elements at each end tag, 20 ns each: this holds the worst page to some seconds.
  let depth = min(limits.maximumDepth, max(200, 250_000_000 / max(1, mender.endTagCount)))
  var writer = MarkdownWriter(byteLimit: limits.maximumTextByteCount)
  var walk = HTMLWalk(
    attributes: mender.attributes, hidden: HiddenText(mender, html: html, keepsAll: options.keepsHidden),
    references: options.showsLinks
      ? LinkReferences(base: mender.pageAddress, byteLimit: limits.maximumTextByteCount) : nil)
  var microdata = MicrodataReader(mender.attributes)
  if mender.output.isEmpty == false {
    do throws(HTMLTree.Failure) {
      let tree = try HTMLTree(mender.output, maximumDepth: depth)
      if let root = tree.root {
        if options.content == .full, options.keepsHidden == false,
          let menus = skipMenus(in: root, mender.attributes)
        {
          walk.hidden.add(menus)
        }
        if options.content == .main {
          let statements = PageStatements(
            source: html, structuredData: mender.structuredData, headElements: mender.headElements,
            attributes: mender.attributes)
          let content = MainContent(root, mender.attributes, statements: statements)
          if let rest = content.skipTheRest() { walk.hidden.add(rest) }
        }
        walk.write(root, to: &writer)
        microdata.read(root)
      }
    } catch {
      let reason =
        switch error {
        case .tooDeep: "it nests its elements more than \(depth) levels deep"
        case .noMemory: "libxml2 ran out of memory"
        }
      throw DocumentError(kind: .damaged, message: "\(quoted(path)) could not be parsed: \(reason).")
    }
  }
  // A page that its scripts fill may have all its text there: most forums of one kind do.
  if writer.blocks.isEmpty, mender.hasNoscript, readsNoscript == false {
    return try makeHTMLDocument(
      path: path, html: html, options: options, limits: limits, readsNoscript: true)
  }
  let head = makeMetadataHead(
    mender, html: html, title: walk.title.flatMap { writer.hasHeading($0) ? nil : $0 },
    language: walk.language, microdata: microdata.entries,
    text: writer.text.span)
  if let overflow = head.dropped { walk.hidden.add(overflow) }
  // The title is no part of an article's body; where there is no body, the head is all there is.
  if options.content == .full || writer.blocks.isEmpty {
    // A language and an address alone make no document.
    if writer.blocks.isEmpty == false || head.saysSomething { writer.addHead(head.lines) }
  }
  if let references = walk.references { writer.addReferences(references) }
  writer.finish()
  let options = walk.droppedOptions
  if options.count > 0 {
    walk.hidden.add(DroppedText(reason: .options, count: options.count, byteCount: options.byteCount))
  }
  return Document(
    path: path, text: writer.text, blocks: writer.blocks,
    title: walk.title.map { String(decoding: $0, as: UTF8.self) },
    language: walk.language, format: .html, metadata: head.fields, dropped: walk.dropped)
}
