import JSON

/// The records of a JSONL file by document and index.
struct RecordFile {
  struct Key: Hashable {
    var document: String
    var index: Int
  }

  private(set) var keys: [Key] = []
  private(set) var records: [Key: JSONElement] = [:]

  /// - Parameter name: what the file is called in errors.
  init(_ lines: [UInt8], name: String) throws(EvaluationError) {
    for (position, line) in lines.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { !isASCIIBlank($0) }) else { continue }
      let number = position + 1
      let root: JSONElement
      do {
        root = try JSONDocument(Array(line)).root
      } catch {
        throw EvaluationError(
          code: .notJSON,
          message: "Line \(number) of \(name) is not JSON: \(error.code.rawValue) (column \(error.column)).")
      }
      guard let document = root["document"]?.stringValue, let record = root["record"],
        let index = root["index"].map({ $0.intValue }) ?? 0
      else {
        throw EvaluationError(
          code: .notARecord,
          message: "Line \(number) of \(name) has no \"document\" and \"record\". "
            + "hint: compare an output that was written without --bare.")
      }
      let key = Key(document: document, index: index)
      guard records.updateValue(record, forKey: key) == nil else {
        throw EvaluationError(
          code: .duplicate, message: "Line \(number) of \(name) repeats record \(index) of \"\(document)\".")
      }
      keys.append(key)
    }
  }
}
