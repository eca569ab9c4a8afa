/// The members or elements of one value that schemas have evaluated, by position.
///
/// Allocates nothing for the first 64.
struct EvaluatedChildren: Sendable {
  /// Whether all are, however many there are.
  private(set) var hasAll = false
  private var first: UInt64 = 0
  private var others: ContiguousArray<UInt64> = []

  @inline(__always)
  func contains(_ position: Int) -> Bool {
    if hasAll { return true }
    if position < 64 { return first >> UInt64(position) & 1 == 1 }
    let word = position >> 6 &- 1
    return word < others.count && others[word] >> UInt64(position & 63) & 1 == 1
  }

  @inline(__always)
  mutating func insert(_ position: Int) {
    if position < 64 { first |= 1 << UInt64(position) } else { insertOther(position) }
  }

  private mutating func insertOther(_ position: Int) {
    let word = position >> 6 - 1
    while others.count <= word { others.append(0) }
    others[word] |= 1 << UInt64(position & 63)
  }

  /// Adds the positions below `count`.
  mutating func insert(upTo count: Int) {
    for position in 0..<count { insert(position) }
  }

  mutating func insertAll() { hasAll = true }

  /// How many words are allocated.
  var wordCount: Int { others.count }

  mutating func formUnion(_ other: EvaluatedChildren) {
    hasAll = hasAll || other.hasAll
    first |= other.first
    for word in other.others.indices {
      if word < others.count { others[word] |= other.others[word] } else { others.append(other.others[word]) }
    }
  }
}
