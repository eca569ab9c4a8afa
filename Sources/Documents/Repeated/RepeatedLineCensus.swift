/// Learns which lines stand on most pages of a group, page after page.
///
/// What it finds depends on the pages and their order alone. It keeps hashes and no text, and no more of them than
/// ``entryLimit``: of a million pages it forgets what is rare and, at the last, groups that it saw long ago.
package struct RepeatedLineCensus: Sendable {
  /// The fewest pages that a group is judged by.
  static let fewestPages = 5

  private struct Entry {
    /// Pages of the group that have it. Too low by an eighth of the pages at most, where entries were forgotten.
    var count: UInt32
    let group: UInt32
    /// The first page that has it.
    let keeper: UInt64
  }

  private struct Group {
    var pages: UInt32 = 0
    /// The number of its last page among all.
    var last: Int = 0
  }

  private let entryLimit: Int
  private var entries: [UInt64: Entry] = [:]
  private var groups: [Group] = []
  private var groupNumbers: [UInt64: UInt32] = [:]
  private var pageCount = 0

  /// - Parameter entryLimit: hashes that are kept, some 120 bytes each at the most, 60 MB in all.
  package init(entryLimit: Int = 1 << 19) {
    self.entryLimit = entryLimit
  }

  /// Hashes that are kept now.
  var entryCount: Int { entries.count }

  /// Counts a page. Pages must come in the order of their documents for the same findings in every run.
  package mutating func add(_ page: PageLines) {
    pageCount += 1
    let number = groupNumbers[page.group] ?? UInt32(groups.count)
    if Int(number) == groups.count {
      groupNumbers[page.group] = number
      groups.append(Group())
    }
    groups[Int(number)].pages += 1
    groups[Int(number)].last = pageCount
    if entries.count + page.hashes.count > entryLimit { forget() }
    for hash in page.hashes {
      if (entries[hash]?.count += 1) == nil, entries.count < entryLimit {
        entries[hash] = Entry(count: 1, group: number, keeper: page.page)
      }
    }
  }

  /// The lines that stand on at least three of five pages of their group, of five pages or more.
  package consuming func repeatedLines() -> RepeatedLines {
    var places: [UInt64: RepeatedLines.Place] = [:]
    for (hash, entry) in entries where isOnMostPages(entry) {
      places[hash] = RepeatedLines.Place(pageCount: entry.count, keeper: entry.keeper)
    }
    return RepeatedLines(places)
  }

  private func isOnMostPages(_ entry: Entry) -> Bool {
    let pages = groups[Int(entry.group)].pages
    return pages >= Self.fewestPages && UInt64(entry.count) * 5 >= UInt64(pages) * 3
  }

  /// Makes room: drops what is on few pages of its group, and of groups that no page came of for long what is not on
  /// most; more and more until half of the room is free.
  private mutating func forget() {
    for share: UInt32 in [8, 4, 2] {
      let long = pageCount - 8192 / Int(share)
      entries = entries.filter { _, entry in
        let group = groups[Int(entry.group)]
        return group.last < long ? isOnMostPages(entry) : entry.count > group.pages / share
      }
      if entries.count <= entryLimit / 2 { return }
    }
    entries = entries.filter { isOnMostPages($1) }
    if entries.count > entryLimit / 2 { entries.removeAll(keepingCapacity: true) }
  }
}
