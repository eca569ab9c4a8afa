/// A part of a document that should stay whole: a heading, a paragraph, a row of a table.
package struct Block: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Level 1 to 6.
    case heading(level: Int)
    case paragraph
    case listItem
    /// A row of a table as `| a | b |`. A header row's range includes the line of dashes under it.
    case tableRow(isHeader: Bool)
    /// Text whose line breaks and blanks count: code with its fences, JSON, XML.
    case code
    case quote
    /// The head of the text between two lines of dashes: a page's metadata, a Markdown file's front matter.
    case metadata
  }

  package let kind: Kind
  /// Byte offsets into the document's text; the range holds no newline at its end.
  package let range: Range<Int>

  package init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}
