/// Finds which values a page's text, or an earlier value, says already: in one pass over their words.
///
/// A number or a single word is a repeat only where the name of its property stands right before it as well. A `40`
/// somewhere in the text isn't the price.
struct RepeatedValues {
  private struct Value {
    /// Where its line begins among the words: only what stands before it can have said it.
    var line: Int
    var words: Range<Int>
    /// Hashes of the words of the property's name, if one of them must stand before the value.
    var labels: [UInt32]
    /// The next value that begins alike, -1 behind the last.
    var next = -1
  }

  /// Hashes of words, 0 between two texts: the page's, then each value with its property's name before it.
  private var words: [UInt32] = []
  private var values: [Value] = []
  private(set) var isRepeated: [Bool]

  /// How many words before a value may name it.
  private static let labelDistance = 4

  /// - Parameters:
  ///   - entries: the values, of which earlier ones make later ones repeats.
  ///   - text: what a reader sees, valid UTF-8.
  init(of entries: [MetadataEntry], in text: Span<UInt8>) {
    isRepeated = [Bool](repeating: false, count: entries.count)
    guard entries.isEmpty == false else { return }
    words.reserveCapacity(text.count / 5)
    appendWordHashes(text, to: &words)
    for entry in entries { append(entry) }
    find()
  }

  private mutating func append(_ entry: MetadataEntry) {
    words.append(0)
    let line = words.count
    appendWordHashes(lastPart(of: entry.name).span, to: &words)
    let labels = words[line...].filter { commonLabels.contains($0) == false }
    let start = words.count
    appendWordHashes(entry.value.span, to: &words)
    var end = words.count
    // A text that was cut may be cut inside a word.
    if end - start > 5,
      entry.value.reversed().starts(with: "…".utf8.reversed())
        || entry.value.suffix(3).elementsEqual("...".utf8)
    {
      end -= 1
    }
    let needsLabel = needsLabel(entry, wordCount: end - start)
    // No word has the hash 2: where a name has no words of its own, none can stand before the value.
    values.append(
      Value(line: line, words: start..<end, labels: needsLabel ? labels.isEmpty ? [2] : Array(labels) : []))
  }

  private func needsLabel(_ entry: MetadataEntry, wordCount: Int) -> Bool {
    guard entry.source != .text, entry.role == .single else { return false }
    switch entry.property {
    case "name", "headline", "alternateName", "title": return false
    default: break
    }
    let letters = entry.value.count { isASCIILetter($0) || $0 >= 0x80 }
    return wordCount == 1 || (entry.value.count <= 16 && letters < entry.value.count / 2 + 2)
  }

  private mutating func find() {
    var size = 64
    while size < values.count * 2 { size *= 2 }
    var heads = [Int](repeating: -1, count: size)
    func slot(_ first: UInt32, _ second: UInt32) -> Int {
      let key = (UInt64(first) << 32 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: key >> 40) & (size - 1)
    }
    for index in values.indices.reversed() {
      let range = values[index].words
      guard range.isEmpty == false else {
        isRepeated[index] = true
        continue
      }
      let start = range.lowerBound
      let slot = slot(words[start], range.count > 1 ? words[start + 1] : 0)
      values[index].next = heads[slot]
      heads[slot] = index
    }
    // Bounds the time that values take which all begin like the text.
    var comparisons = 50_000 + 4 * words.count
    for place in words.indices where words[place] != 0 {
      let second = place + 1 < words.count ? words[place + 1] : 0
      check(place, &heads[slot(words[place], 0)], &comparisons)
      if second != 0 { check(place, &heads[slot(words[place], second)], &comparisons) }
      if comparisons < 0 { return }
    }
  }

  /// Looks for values that stand at a place, and takes those found out of their list.
  private mutating func check(_ place: Int, _ head: inout Int, _ comparisons: inout Int) {
    var previous = -1
    var index = head
    while index >= 0 {
      let next = values[index].next
      if isSaid(index, at: place, &comparisons) {
        isRepeated[index] = true
        if previous < 0 { head = next } else { values[previous].next = next }
      } else {
        previous = index
      }
      index = next
    }
  }

  private func isSaid(_ index: Int, at place: Int, _ comparisons: inout Int) -> Bool {
    comparisons -= 1
    let range = values[index].words
    guard place < values[index].line, place + range.count <= words.count else { return false }
    for offset in 0..<range.count where words[place + offset] != words[range.lowerBound + offset] {
      comparisons -= offset
      return false
    }
    let labels = values[index].labels
    guard labels.isEmpty == false else { return true }
    for before in stride(from: place - 1, through: max(0, place - RepeatedValues.labelDistance), by: -1) {
      if words[before] == 0 { return false }
      if labels.contains(words[before]) { return true }
    }
    return false
  }

  /// The last part of a property's name as words: `fat Content` of `nutrition.fatContent`.
  private func lastPart(of name: String) -> [UInt8] {
    var result: [UInt8] = []
    for byte in name.utf8 {
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") {
        result.removeAll(keepingCapacity: true)
        continue
      }
      if lowercased(byte) != byte, result.isEmpty == false { result.append(0x20) }
      result.append(byte)
    }
    return result
  }
}

/// Words in the names of properties that say nothing of what the property is.
private let commonLabels: Set<UInt32> = {
  var hashes: [UInt32] = []
  appendWordHashes(Array("content value amount type".utf8).span, to: &hashes)
  return Set(hashes)
}()
