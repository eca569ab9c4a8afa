import Documents

/// The documents of a walk, the first of which are looked at before the work begins.
struct TextSources: BlockReader, Sendable {
  private var walk: DocumentWalk
  private var first: [DocumentSource] = []

  init(_ discovery: DocumentDiscovery) {
    walk = discovery.makeIterator()
    while first.count < 2, let source = walk.next() { first.append(source) }
    first.reverse()
  }

  /// How many there are: 0, 1, or 2 for all that is more.
  var count: Int { first.count }

  mutating func fill(_ block: TextBlock) -> Bool {
    block.source = first.popLast() ?? walk.next()
    return block.source != nil
  }
}
