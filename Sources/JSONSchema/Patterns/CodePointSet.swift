/// A set of code points.
struct CodePointSet {
  /// Sorted, and neither overlapping nor touching.
  private(set) var ranges: [ClosedRange<UInt32>]

  init(_ ranges: [ClosedRange<UInt32>]) {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  static let all = CodePointSet([0...0x10FFFF])

  /// All other code points.
  var inverted: CodePointSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
    return CodePointSet(gaps)
  }

  /// The set as sequences of ranges of bytes, which match its members' UTF-8 and, in valid UTF-8, nothing else.
  var utf8Sequences: [[ClosedRange<UInt8>]] {
    var sequences: [[ClosedRange<UInt8>]] = []
    for range in ranges {
      for (index, part) in Self.byLength.enumerated() where range.overlaps(part) {
        let common = range.clamped(to: part)
        if index > 0, common == part {
          // All of a length: the first byte alone tells it.
          let first: ClosedRange<UInt8> = index == 1 ? 0xC0...0xDF : index == 2 ? 0xE0...0xEF : 0xF0...0xF7
          sequences.append([first] + Array(repeating: 0x80...0xBF, count: index))
        } else {
          Self.split(common, length: index + 1, into: &sequences)
        }
      }
    }
    return sequences
  }

  /// The code points that take one, two, three and four bytes.
  private static let byLength: [ClosedRange<UInt32>] = [
    0...0x7F, 0x80...0x7FF, 0x800...0xFFFF, 0x10000...0x10FFFF,
  ]

  /// Cuts a range until each of its bytes runs over a range of its own, whatever the others are.
  private static func split(
    _ range: ClosedRange<UInt32>, length: Int, into sequences: inout [[ClosedRange<UInt8>]]
  ) {
    let (low, high) = (range.lowerBound, range.upperBound)
    for trailing in 1..<max(length, 1) {
      let mask: UInt32 = 1 << UInt32(6 * trailing) - 1
      guard low & ~mask != high & ~mask else { continue }
      if low & mask != 0 {
        split(low...(low | mask), length: length, into: &sequences)
        split(((low | mask) + 1)...high, length: length, into: &sequences)
        return
      }
      if high & mask != mask {
        split(low...((high & ~mask) - 1), length: length, into: &sequences)
        split((high & ~mask)...high, length: length, into: &sequences)
        return
      }
    }
    let (first, last) = (bytes(low, length), bytes(high, length))
    sequences.append(zip(first, last).map { $0...$1 })
  }

  private static func bytes(_ value: UInt32, _ length: Int) -> [UInt8] {
    if length == 1 { return [UInt8(value)] }
    let mark: [UInt8] = [0, 0, 0xC0, 0xE0, 0xF0]
    var bytes: [UInt8] = []
    for trailing in stride(from: length - 1, through: 0, by: -1) {
      let bits = UInt8(value >> UInt32(6 * trailing) & 0x3F)
      bytes.append(bytes.isEmpty ? UInt8(value >> UInt32(6 * trailing)) | mark[length] : bits | 0x80)
    }
    return bytes
  }
}
