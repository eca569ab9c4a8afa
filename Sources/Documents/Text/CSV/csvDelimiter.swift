/// The delimiter of a CSV or TSV text: the one that gives the first records most evenly as many cells.
///
/// - Parameter text: valid UTF-8 with LF as its only line break.
func csvDelimiter(_ text: [UInt8], format: DocumentFormat) -> UInt8 {
  var sample = Array(text.prefix(1 << 16))
  // A record that the sample cuts would have too few cells.
  if sample.count < text.count, let end = sample.lastIndex(of: 0x0A) { sample.removeSubrange(end...) }
  // Where two fit as well, a tab is no part of a value, and a comma is the likeliest one inside of numbers.
  let candidates: [UInt8] = [0x09, UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ",")]
  var best: (delimiter: UInt8, score: Double)?
  for delimiter in candidates {
    let score = evenness(sample, delimiter)
    if score > best?.score ?? 0 { best = (delimiter, score) }
  }
  return best?.delimiter ?? (format == .tsv ? 0x09 : UInt8(ascii: ","))
}

/// The share of records with the commonest count of cells; 0 where that is one cell.
private func evenness(_ sample: [UInt8], _ delimiter: UInt8) -> Double {
  let counts = recordLengths(sample, delimiter)
  guard let common = commonest(counts), common > 1 else { return 0 }
  return Double(counts.count { $0 == common }) / Double(counts.count)
}

/// How many cells the first records have.
func recordLengths(_ sample: [UInt8], _ delimiter: UInt8) -> [Int] {
  var reader = CSVReader(sample, delimiter: delimiter)
  var counts: [Int] = []
  while counts.count < 100, reader.next() { counts.append(reader.cells.count) }
  return counts
}

/// The count that occurs most often, the larger one of two that do.
func commonest(_ counts: [Int]) -> Int? {
  var occurrences: [Int: Int] = [:]
  for count in counts { occurrences[count, default: 0] += 1 }
  return occurrences.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
}
