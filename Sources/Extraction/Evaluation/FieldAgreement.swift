/// How the records of an output agree with gold records, field by field.
package struct FieldAgreement: Sendable {
  /// All fields together.
  package internal(set) var total = FieldCounts()
  /// The counts under each top-level key, in the order in which the keys first appear. A record that is no object has the key `""`.
  package internal(set) var byKey: [(key: String, counts: FieldCounts)] = []
  /// The gold records.
  package internal(set) var goldRecords = 0
  /// The gold records that the output lacks; all their fields are missing.
  package internal(set) var missingRecords = 0
  /// The output's records of a document in gold that gold has no such record of; all their values are spurious.
  package internal(set) var spuriousRecords = 0

  init() {}

  mutating func add(_ counts: FieldCounts, to key: String) {
    guard counts != FieldCounts() else { return }
    total += counts
    if let position = byKey.firstIndex(where: { $0.key == key }) {
      byKey[position].counts += counts
    } else {
      byKey.append((key, counts))
    }
  }

  /// A table with a line for each key, and a last line such as `85 of 105 fields agree (81.0%)`. Ends with a line feed.
  package func rendered() -> String {
    var rows = [["field", "fields", "agree", "missing", "wrong", "spurious", "precision", "recall", "F1"]]
    for (key, counts) in byKey { rows.append(row(key, counts)) }
    if byKey.count > 1 { rows.append(row("all", total)) }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max()! }
    var text = ""
    for row in rows {
      let cells = row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + padding : padding + row[column]
      }
      text += cells.joined(separator: "  ") + "\n"
    }
    if missingRecords > 0 { text += "\(missingRecords) of \(goldRecords) records are missing\n" }
    if spuriousRecords > 0 { text += "\(spuriousRecords) records are not in gold\n" }
    return text + "\(total.agreeing) of \(total.fields) fields agree (\(tenths(total.recall * 100))%)\n"
  }

  private func row(_ name: String, _ counts: FieldCounts) -> [String] {
    [name]
      + [counts.fields, counts.agreeing, counts.missing, counts.wrong, counts.spurious].map(String.init)
      + [counts.precision, counts.recall, counts.f1].map { tenths($0 * 100) + "%" }
  }

  /// A number with one decimal.
  private func tenths(_ value: Double) -> String {
    let tenths = Int(value * 10 + 0.5)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
