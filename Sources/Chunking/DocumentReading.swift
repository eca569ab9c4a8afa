package import Documents

/// How documents are read, given the room that there is for their text.
package struct DocumentReading: Sendable {
  package var options: ReadingOptions
  /// With `content` full: a document that takes more tokens than this is read again for its main content alone. Nil for
  /// never. Both readings may be over it: what is still too long is cut by the splitter.
  package var fullTokenLimit: Int?
  /// Lines of the documents' folders that are left out, before the tokens are counted.
  package var repeatedLines: RepeatedLines?

  package init(
    options: ReadingOptions = .default, fullTokenLimit: Int? = nil, repeatedLines: RepeatedLines? = nil
  ) {
    self.options = options
    self.fullTokenLimit = fullTokenLimit
    self.repeatedLines = repeatedLines
  }

  /// Reads a document from its file. Blocks on the file system.
  ///
  /// - Parameter vocabulary: by which the tokens are estimated.
  package func callAsFunction(
    _ source: DocumentSource, vocabulary: TokenVocabulary = .qwen
  ) throws(DocumentError) -> Document {
    let document = try read(source, options)
    // Only pages have a main content of their own.
    guard let fullTokenLimit, options.content == .full, document.format == .html else { return document }
    // A token is a byte at least.
    guard document.text.count > fullTokenLimit,
      estimateTokens(document.text, vocabulary: vocabulary).bound > fullTokenLimit
    else { return document }
    var main = options
    main.content = .main
    return try read(source, main)
  }

  private func read(_ source: DocumentSource, _ options: ReadingOptions) throws(DocumentError) -> Document {
    let document = try readDocument(source, options: options)
    return repeatedLines.map { document.droppingRepeated($0) } ?? document
  }
}
