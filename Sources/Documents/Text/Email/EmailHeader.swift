/// The fields of a message's or a part's header that are of use, by RFC 5322 but read tolerantly.
struct EmailHeader {
  enum Field: String {
    case from, to, cc, date, subject
    case contentType = "content-type"
    case transferEncoding = "content-transfer-encoding"
    case disposition = "content-disposition"
  }

  /// Unfolded, not decoded.
  private(set) var values: [Field: [UInt8]] = [:]
  /// Where the body begins.
  private(set) var bodyStart: Int

  /// Reads fields up to a blank line, or to a line that is none where the blank line is missing.
  ///
  /// - Parameter isMessage: blank lines before the first field of a whole message are skipped; a part that begins with
  ///   one has no fields.
  init(_ message: [UInt8], _ range: Range<Int>, isMessage: Bool) {
    bodyStart = range.lowerBound
    var field: Field?
    var isFirst = true
    while bodyStart < range.upperBound {
      let end = message[bodyStart..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
      let next = min(end + 1, range.upperBound)
      var line = message[bodyStart..<end]
      while let last = line.last, isHTMLSpace(last) { line.removeLast() }
      if line.isEmpty {
        bodyStart = next
        if isFirst, isMessage { continue }
        return
      }
      if isFirst, line.starts(with: "From ".utf8) || line.starts(with: ">From ".utf8) {
        // The line that begins a message in a mailbox file.
      } else if isFirst == false, isBlank(line[line.startIndex]) {
        if let field { values[field]?.append(contentsOf: [0x20] + trimmed(line)) }
      } else if let colon = fieldNameEnd(line) {
        isFirst = false
        let name = String(decoding: trimmed(line[..<colon]).map(lowercased), as: UTF8.self)
        field = add(Field(rawValue: name), trimmed(line[(colon + 1)...]))
      } else {
        return
      }
      bodyStart = next
    }
  }

  /// Adds a value and returns the field if lines that follow belong to it.
  private mutating func add(_ field: Field?, _ value: ArraySlice<UInt8>) -> Field? {
    guard let field else { return nil }
    guard values[field] != nil else {
      values[field] = Array(value)
      return field
    }
    // Several lines of recipients are one list; of everything else the first counts.
    guard field == .to || field == .cc else { return nil }
    values[field]!.append(contentsOf: ", ".utf8 + value)
    return field
  }
}

/// The colon behind a field's name; nil for a line that begins with none.
func fieldNameEnd(_ line: ArraySlice<UInt8>) -> Int? {
  guard let colon = line.prefix(80).firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
    return nil
  }
  let name = trimmed(line[..<colon])
  return name.isEmpty == false && name.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? colon : nil
}
