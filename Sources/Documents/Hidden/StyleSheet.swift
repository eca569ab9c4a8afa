/// The rules of a page's own style sheets that have a say in whether text can be seen.
///
/// The cascade is honoured for the selectors that are understood: importance, specificity and order.
struct StyleSheet: Sendable {
  struct Rule: Sendable {
    /// Indices into `compounds`.
    let selector: Range<Int>
    let declarations: StyleDeclarations
    /// By specificity, then by place.
    let priority: UInt64
    /// The next rule of the same key, nil at the last.
    fileprivate(set) var next: Int?
  }

  /// Where the rules of a key begin.
  struct Bucket: Sendable {
    fileprivate(set) var key: StyleKey
    /// Rules that can hide an element by themselves, which are few.
    fileprivate(set) var hiding: Int?
    /// Rules that have a say once one of those does.
    fileprivate(set) var other: Int?
  }

  private(set) var rules: [Rule] = []
  /// The parts of all selectors, in the order in which they are written.
  private(set) var compounds: [StyleCompound] = []
  private var buckets: [Bucket] = []
  /// Open addressing: numbers of buckets, one more than the index, 0 for none. A power of two.
  private var slots: [UInt32] = []
  /// Some rule can hide something.
  private(set) var canHide = false

  /// Enough for any page that is not made to take long.
  private static let maximumCompoundCount = 200_000

  init() {}

  /// Adds a rule for one selector, unless it is of no use.
  mutating func add(_ bytes: [UInt8], selector range: Range<Int>, _ declarations: StyleDeclarations) {
    guard compounds.count < StyleSheet.maximumCompoundCount else { return }
    var scanner = StyleSelectorScanner(bytes, range)
    let start = compounds.count
    guard scanner.appendCompounds(to: &compounds) else {
      compounds.removeLast(compounds.count - start)
      return
    }
    let specificity = compounds[start...].reduce(0) { $0 + $1.specificity }
    let index = rules.count
    let bucket = bucketIndex(compounds[compounds.count - 1].key)
    var rule = Rule(
      selector: start..<compounds.count, declarations: declarations,
      priority: specificity << 32 | UInt64(index), next: nil)
    if declarations.canHide {
      rule.next = buckets[bucket].hiding
      buckets[bucket].hiding = index
      canHide = true
    } else {
      rule.next = buckets[bucket].other
      buckets[bucket].other = index
    }
    rules.append(rule)
  }

  /// The rules that an element with this name, id or class may match.
  func bucket(_ key: StyleKey) -> Bucket? {
    guard slots.isEmpty == false else { return nil }
    var slot = Int(truncatingIfNeeded: key.value) & (slots.count - 1)
    while slots[slot] != 0 {
      let bucket = buckets[Int(slots[slot]) - 1]
      if bucket.key == key { return bucket }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func bucketIndex(_ key: StyleKey) -> Int {
    if buckets.count * 2 >= slots.count { grow() }
    var slot = Int(truncatingIfNeeded: key.value) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if buckets[index].key == key { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    buckets.append(Bucket(key: key))
    slots[slot] = UInt32(buckets.count)
    return buckets.count - 1
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: max(64, slots.count * 2))
    for (index, bucket) in buckets.enumerated() {
      var slot = Int(truncatingIfNeeded: bucket.key.value) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(index + 1)
    }
  }
}
