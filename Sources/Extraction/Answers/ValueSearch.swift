import JSON

/// Looks for JSON arrays and objects in a text that holds other things too.
///
/// Values that follow each other with only blanks and commas between them are taken together, as a list. A value that
/// breaks off, or that is broken, makes the whole text unsure, so that nothing is taken from it: what stands before it may be
/// a draft, and what stands inside it a part.
struct ValueSearch {
  /// A value, or a list of values in a row.
  struct Candidate {
    var document: JSONDocument
    var mends: Mends
  }

  /// The values found, the last first.
  private(set) var candidates: [Candidate] = []
  /// Why nothing is taken from the text.
  private(set) var trouble: String?

  private let text: [UInt8]
  private var runs: [Run] = []
  /// What is passed over around the values.
  private var mends: Mends = []

  /// Values in a row.
  private struct Run {
    var values: [[UInt8]]
    var mends: Mends
  }

  /// Runs that are kept. An answer that comes with more of them is no answer.
  private static let maximumRuns = 16

  init(_ text: [UInt8]) { self.text = text }

  mutating func run() {
    var reader = TolerantReader()
    var i = 0
    var gapStart = 0
    // A bracket in prose is read from until it turns out to be none. This many bytes are read in all before giving up.
    var budget = 8 * text.count + 4096
    while i < text.count {
      guard text[i] == UInt8(ascii: "{") || text[i] == UInt8(ascii: "[") else {
        i += 1
        continue
      }
      guard budget > 0 else {
        trouble = "there are too many brackets in it that are no JSON"
        return
      }
      switch reader.read(text.span, from: i) {
      case .whole(let end):
        budget -= end - i
        let gap = ValueGap(text[gapStart..<i])
        guard gap.surplus == 0, !gap.endsWithKey, !gap.goesOn || runs.isEmpty else {
          trouble = "the JSON in it is a part of something that is broken"
          return
        }
        add(reader.written, reader.mends, behind: gap)
        i = end
        gapStart = end
      case .cut(isJSON: true):
        trouble = "it ends in the middle of the JSON"
        return
      case .malformed(let offset, isJSON: true):
        trouble = "there is something at byte \(offset) of it that JSON does not allow"
        return
      case .cut:
        budget -= text.count - i
        i += 1
      case .malformed(let offset, _):
        budget -= offset - i
        i += 1
      }
    }
    let gap = ValueGap(text[gapStart...])
    // Brackets too many are put aside where there is nothing else but one value.
    let isOnlyValue = runs.count == 1 && runs[0].values.count == 1 && !mends.contains(.textAround)
    guard !gap.goesOn || runs.isEmpty, gap.surplus <= 0 || (isOnlyValue && !gap.hasText) else {
      trouble = "the JSON in it goes on behind its last bracket"
      return
    }
    note(gap, isEdge: true)
    for run in runs.suffix(Self.maximumRuns).reversed() {
      guard var candidate = candidate(of: run) else { continue }
      candidate.mends.formUnion(mends)
      candidates.append(candidate)
    }
  }

  private mutating func add(_ value: [UInt8], _ mends: Mends, behind gap: ValueGap) {
    note(gap, isEdge: runs.isEmpty)
    if gap.isBare, !runs.isEmpty {
      runs[runs.count - 1].values.append(value)
      runs[runs.count - 1].mends.formUnion(mends.union(.valuesInRow))
    } else {
      runs.append(Run(values: [value], mends: mends))
    }
  }

  /// Puts down what is passed over.
  private mutating func note(_ gap: ValueGap, isEdge: Bool) {
    if gap.hasFence { mends.insert(.codeFence) }
    if !gap.isBare || (isEdge && gap.hasCommas) { mends.insert(.textAround) }
  }

  private mutating func candidate(of run: Run) -> Candidate? {
    let list = Array("[".utf8) + run.values.joined(separator: [UInt8(ascii: ",")]) + Array("]".utf8)
    let bytes = run.values.count == 1 ? run.values[0] : list
    do throws(JSONError) {
      return Candidate(document: try JSONDocument(bytes, options: .answers), mends: run.mends)
    } catch {
      trouble = "\(error)"
      guard error.code == .duplicateKey, let document = documentWithoutRepeatedKeys(bytes) else { return nil }
      return Candidate(document: document, mends: run.mends.union(.repeatedKey))
    }
  }
}
