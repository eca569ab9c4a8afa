import JSON

/// Compares the records of an output with gold records, field by field.
///
/// Both are JSONL with lines `{"document":…,"index":…,"record":…}` and are joined by document and index (0 where there is none). Every
/// value of a gold record that isn't a list or an object is a field. It agrees with the value at the same place of the output's record
///
/// - for numbers, when they have the same value (`1234.5` and `1234.50`);
/// - for strings, when they are the same after white space around them is removed and other white space is taken as one space; letter case counts,
///   the Unicode form (NFC, NFD) doesn't;
/// - for `true` and `false`, when they are the same; for null, when the output has null or nothing.
///
/// Lists are compared position by position. Values of the output that gold has nothing for are spurious. A gold record that the output
/// lacks has all its fields missing; documents of the output that gold doesn't know are left out, since gold may be a sample.
///
/// - Throws: ``EvaluationError`` for a line that is no record, a record that comes twice, or empty gold.
package func compareRecords(
  output: [UInt8], outputName: String = "the output", gold: [UInt8], goldName: String = "the gold file"
) throws(EvaluationError) -> FieldAgreement {
  let goldFile = try RecordFile(gold, name: goldName)
  let outputFile = try RecordFile(output, name: outputName)
  guard !goldFile.keys.isEmpty else {
    throw EvaluationError(code: .noGold, message: "There is no record in \(goldName).")
  }
  var agreement = FieldAgreement()
  agreement.goldRecords = goldFile.keys.count
  for key in goldFile.keys {
    if let record = outputFile.records[key] {
      agreement.compare(record, with: goldFile.records[key]!)
    } else {
      agreement.missingRecords += 1
      agreement.compare(nil, with: goldFile.records[key]!)
    }
  }
  let documents = Set(goldFile.keys.map(\.document))
  for key in outputFile.keys where goldFile.records[key] == nil && documents.contains(key.document) {
    agreement.spuriousRecords += 1
    agreement.compare(outputFile.records[key], with: nil)
  }
  return agreement
}

extension FieldAgreement {
  /// Adds the fields of one record; nil stands for a record that isn't there.
  fileprivate mutating func compare(_ record: JSONElement?, with gold: JSONElement?) {
    guard (gold ?? record)?.kind == .object else {
      add(counts(record, gold), to: "")
      return
    }
    let goldMembers = gold?.members ?? []
    for (key, value) in goldMembers {
      // A record that isn't there lacks its nulls too.
      add(record == nil ? missing(value) : counts(record?[key], value), to: key)
    }
    guard let record else { return }
    if record.kind == .object {
      for (key, value) in record.members where gold?[key] == nil { add(counts(value, nil), to: key) }
    } else {
      add(counts(record, nil), to: "")
    }
  }
}

/// All fields of a value, as missing.
private func missing(_ gold: JSONElement) -> FieldCounts {
  var counts = FieldCounts()
  switch gold.kind {
  case .object: for (_, value) in gold.members { counts += missing(value) }
  case .array: for value in gold.elements { counts += missing(value) }
  default: counts.missing = 1
  }
  return counts
}

/// The fields of a gold value against a value of the output; as deep as both are nested, which their reader has limited.
private func counts(_ value: JSONElement?, _ gold: JSONElement?) -> FieldCounts {
  var result = FieldCounts()
  let value = value?.isNull == true ? nil : value
  guard let gold else {
    switch value?.kind {
    case nil: break
    case .object: for (_, member) in value!.members { result += counts(member, nil) }
    case .array: for element in value!.elements { result += counts(element, nil) }
    default: result.spurious = 1
    }
    return result
  }
  switch gold.kind {
  case .object:
    let isObject = value?.kind == .object
    for (key, member) in gold.members { result += counts(isObject ? value?[key] : nil, member) }
    for (key, member) in value?.members ?? [] where gold[key] == nil { result += counts(member, nil) }
    if !isObject { result += counts(value, nil) }
  case .array:
    let elements = value?.elements ?? []
    for (position, element) in gold.elements.enumerated() {
      result += counts(position < elements.count ? elements[position] : nil, element)
    }
    for element in elements.dropFirst(gold.elements.count) { result += counts(element, nil) }
    if value?.kind != .array { result += counts(value, nil) }
  case .null:
    if value == nil { result.agreeing = 1 } else { result.wrong = 1 }
  default:
    if let value {
      if agree(value, gold) { result.agreeing = 1 } else { result.wrong = 1 }
    } else {
      result.missing = 1
    }
  }
  return result
}

private func agree(_ value: JSONElement, _ gold: JSONElement) -> Bool {
  guard value.kind == gold.kind else { return false }
  return switch gold.kind {
  case .string: spaced(value.stringValue!) == spaced(gold.stringValue!)
  case .number: value.numberValue! == gold.numberValue!
  default: true
  }
}

/// A string with single spaces between its words and none around them.
private func spaced(_ string: String) -> String {
  wordsBetweenBlanks(of: Array(string.utf8)).map { String(decoding: $0, as: UTF8.self) }.joined(
    separator: " ")
}
