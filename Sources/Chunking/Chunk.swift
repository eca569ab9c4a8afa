/// A part of a document that one request holds.
package struct Chunk: Sendable {
  /// The chunk's place among the document's, from 0.
  package let index: Int
  /// The part of ``Document/text``, without blanks at its ends.
  package let range: Range<Int>
  /// The document's blocks that the range touches; the first and the last may be touched in part.
  package let blocks: Range<Int>
  /// What stands before the range and is needed to read it: the headings above it, outermost first, and the head of the table
  /// that it goes on with. Lines of Markdown, each with its line feed; empty where there are none.
  ///
  /// It is context only: the same bytes are part of an earlier chunk's range.
  package let context: [UInt8]
  /// The tokens of context and range together.
  package let tokens: TokenEstimate
}
