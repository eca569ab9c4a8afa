/// A document as a model reads it: UTF-8 text, the blocks it is made of, and what is known about it.
///
/// The same bytes under the same path always give the same document.
package struct Document: Sendable {
  /// The path shown to users: relative to its root, parts separated by `/`.
  package let path: String
  /// The text in UTF-8, always valid: what `sluice text` prints, and what evidence offsets point into.
  package let text: [UInt8]
  /// The blocks in order, without overlap; they cover the text but for the newlines between them.
  package let blocks: [Block]
  /// The HTML title, a mail's subject, a front matter's title, or the first heading of level 1 of a Markdown text.
  package let title: String?
  /// The language that the page itself names (`<html lang>`), as written.
  package let language: String?
  package let format: DocumentFormat
  /// What the document says about itself beside its text. It stands at the head of the text as well.
  package let metadata: [MetadataField]
  /// What was left out, by reason; reasons that did not occur are not listed.
  package let dropped: [DroppedText]

  package init(
    path: String, text: [UInt8], blocks: [Block], title: String?, language: String?, format: DocumentFormat,
    metadata: [MetadataField] = [], dropped: [DroppedText] = []
  ) {
    self.path = path
    self.text = text
    self.blocks = blocks
    self.title = title
    self.language = language
    self.format = format
    self.metadata = metadata
    self.dropped = dropped
  }
}
