/// The bounds that keep one document from taking a machine's memory or time.
package struct DocumentLimits: Sendable {
  /// The largest file that is read, in bytes.
  package var maximumByteCount: Int
  /// The most text that a document may become, in bytes: a table's row spans can make a small file large.
  package var maximumTextByteCount: Int
  /// How deep elements may be nested. Real pages stay under 100, broken ones reach some thousands.
  ///
  /// A page with more than 25,000 end tags is held to less, because libxml2 searches all open elements at each.
  package var maximumDepth: Int
  /// The most tags of a page. Each takes some 350 bytes in libxml2's tree with its text (1,000,000 options: 358 MB).
  package var maximumTagCount: Int

  package init(
    maximumByteCount: Int = 64 << 20, maximumTextByteCount: Int = 64 << 20, maximumDepth: Int = 10_000,
    maximumTagCount: Int = 4_000_000
  ) {
    self.maximumByteCount = maximumByteCount
    self.maximumTextByteCount = maximumTextByteCount
    self.maximumDepth = maximumDepth
    self.maximumTagCount = maximumTagCount
  }

  package static let `default` = DocumentLimits()
}
