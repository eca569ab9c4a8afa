/// A document's blocks as hashes, in their order, for the comparison with other documents of its group.
///
/// The head of a text, its metadata and its title, is no part of it: what follows begins the document on every page.
struct LineSequence {
  /// Pages are compared within one group only; see ``groupOfPages(_:)``.
  let group: UInt64
  /// The document's index of the first block of the sequence.
  let firstBlock: Int
  /// The hash of each block, with ``edge`` before the first and behind the last.
  private let lines: [UInt64]
  private let kinds: ArraySlice<Block.Kind>

  /// Stands where a document begins and where it ends.
  static let edge: UInt64 = 1
  /// Stands where a list begins and where it ends.
  private static let listEdge: UInt64 = 2

  /// More blocks than any page of a site has: a file of that many is data, and nothing of it is navigation.
  private static let blockLimit = 20_000

  init(_ document: Document) {
    group = groupOfPages(document)
    var first = 0
    while first < document.blocks.count, first < 2, document.blocks[first].isHead { first += 1 }
    firstBlock = first
    let blocks = document.blocks.count > Self.blockLimit ? [] : document.blocks[first...]
    let text = document.text.span
    var lines: [UInt64] = [Self.edge]
    lines.reserveCapacity(blocks.count + 2)
    for block in blocks { lines.append(hash(text, block.range)) }
    lines.append(Self.edge)
    self.lines = lines
    kinds = blocks.map(\.kind)[...]
  }

  var indices: Range<Int> { 0..<kinds.count }

  /// A line with the lines before and after it.
  func place(_ index: Int) -> LinePlace {
    LinePlace(group: group, before: lines[index], line: lines[index + 1], after: lines[index + 2])
  }

  /// The place of the first or last item of a list, whatever stands outside the list; nil for any other line.
  ///
  /// A menu ends where its list does. What comes next is the page's own, and no neighbour of the menu's.
  func placeInList(_ index: Int) -> LinePlace? {
    guard kinds[index] == .listItem else { return nil }
    let begins = index == 0 || kinds[index - 1] != .listItem
    let ends = index == kinds.count - 1 || kinds[index + 1] != .listItem
    guard begins != ends else { return nil }
    return LinePlace(
      group: group, before: begins ? Self.listEdge : lines[index], line: lines[index + 1],
      after: ends ? Self.listEdge : lines[index + 2])
  }

  /// What a census counts once a page: all lines by themselves, and all places.
  func counted() -> [UInt64] {
    var hashes: [UInt64] = [combined(group, Self.edge)]
    hashes.reserveCapacity(2 * kinds.count + 1)
    for index in indices {
      let place = place(index)
      hashes.append(combined(group, place.line))
      hashes.append(place.hash)
      if let inList = placeInList(index) { hashes.append(inList.hash) }
    }
    hashes.sort()
    var count = 0
    for hash in hashes where count == 0 || hashes[count - 1] != hash {
      hashes[count] = hash
      count += 1
    }
    hashes.removeSubrange(count...)
    return hashes
  }
}

/// A line and its neighbours in the pages of a group, as hashes.
struct LinePlace {
  let hash: UInt64
  let line: UInt64
  /// The hashes under which the neighbours are counted by themselves. The end of a list is not counted.
  let neighbours: (before: UInt64, after: UInt64)

  init(group: UInt64, before: UInt64, line: UInt64, after: UInt64) {
    self.line = line
    neighbours = (combined(group, before), combined(group, after))
    hash = combined(combined(neighbours.before, line), after)
  }
}

extension Block {
  /// What says which page this is, and begins its text.
  fileprivate var isHead: Bool { kind == .metadata || kind == .heading(level: 1) }
}
