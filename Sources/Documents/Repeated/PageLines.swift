/// What a census of repeated lines needs to know of one document: hashes, no text.
package struct PageLines: Sendable {
  let page: UInt64
  let group: UInt64
  /// Sorted, each once.
  let hashes: [UInt64]

  package init(_ document: Document) {
    let sequence = LineSequence(document)
    page = pageHash(document)
    group = sequence.group
    hashes = sequence.counted()
  }
}

/// What tells a page from the others of a run: its path.
func pageHash(_ document: Document) -> UInt64 {
  let path = Array(document.path.utf8)
  return hash(path.span, 0..<path.count)
}
