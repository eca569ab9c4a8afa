extension JSONDocument {
  /// Puts another document behind this one, so that one text and one array of nodes hold both.
  ///
  /// The document stays what it was: its root is the first node, and no node of it leads into the other's. Keys keep
  /// their hashes.
  ///
  /// - Returns: the node of the other document's root; nil, with nothing appended, where both together are larger
  ///   than offsets of 32 bits can tell (4 GiB).
  package mutating func append(_ other: JSONDocument) -> Int? {
    let root = nodes.count
    guard bytes.count + other.bytes.count <= JSONReadingOptions.largestByteCount else { return nil }
    let offset = UInt32(bytes.count)
    let index = UInt32(root)
    bytes.append(contentsOf: other.bytes)
    nodes.reserveCapacity(root + other.nodes.count)
    for var node in other.nodes {
      node.start += offset
      node.end += offset
      if node.kind != .key { node.next += index }
      nodes.append(node)
    }
    return root
  }
}
