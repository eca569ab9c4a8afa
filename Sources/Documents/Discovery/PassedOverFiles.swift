/// What a walk through folders did not read, for a word about it at the end.
package struct PassedOverFiles: Hashable, Sendable {
  /// Files of kinds that are not read, by extension in small letters.
  package private(set) var counts: [String: Int] = [:]
  /// Files without an extension, with one that looks like none, or with one of more kinds than are told apart.
  package private(set) var others = 0
  /// Paths to files that were read under another path: links.
  package internal(set) var repeated = 0

  /// Extensions that are told apart; folders of random names must not fill the memory.
  static let maximumKinds = 1000

  package init() {}

  /// Files of kinds that are not read.
  package var unread: Int { counts.values.reduce(others, +) }

  mutating func add(name: [UInt8]) {
    let bytes = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard bytes.count > 1, let last = bytes.last, (1...10).contains(last.count),
      last.allSatisfy({ isASCIILetter($0) || isDigit($0) })
    else {
      others += 1
      return
    }
    add(1, of: String(decoding: last.map(lowercased), as: UTF8.self))
  }

  private mutating func add(_ count: Int, of kind: String) {
    if counts.count < Self.maximumKinds || counts[kind] != nil {
      counts[kind, default: 0] += count
    } else {
      others += count
    }
  }

  static func += (a: inout Self, b: Self) {
    for (kind, count) in b.counts.sorted(by: { $0.key < $1.key }) { a.add(count, of: kind) }
    a.others += b.others
    a.repeated += b.repeated
  }
}
