package import JSON

/// Finds where the values of records stand in one document's text.
///
/// A string is found as it is, between word boundaries; else with other white space; else with other letter case. A date
/// (`2024-03-05`) is also found as it is written in English, German, Spanish and French. A number is found by its value, however it is grouped.
/// Each string costs at most a few passes over the text; the numbers and dates of the text are collected once, when first asked for.
package struct EvidenceFinder {
  /// The places that are kept of one value: its first ones.
  package static let maximumPlaces = 8

  let text: [UInt8]
  private(set) lazy var folded = foldedCase(text)
  private(set) lazy var numbers = NumberIndex(text)
  private(set) lazy var dates = DateIndex(text)

  /// - Parameter text: the document's text, in UTF-8, of less than 4 GiB.
  package init(_ text: [UInt8]) {
    self.text = text
  }

  /// Where a record's strings and numbers stand. Booleans, nulls and blank strings have no evidence and lack none.
  ///
  /// - Parameters:
  ///   - record: the record, or any value of a document; the pointers start there.
  ///   - part: the part of the text that the record came from (its chunk). A value that stands there is not sought elsewhere.
  ///   - isExempt: whether the value at a JSON Pointer may be missing from the text, as a judgement is that the schema spells
  ///     out in an `enum`. It is still sought, but never listed as ungrounded.
  package mutating func evidence(
    for record: JSONElement, in part: Range<Int>? = nil, isExempt: (String) -> Bool = { _ in false }
  ) -> Evidence {
    var evidence = Evidence()
    let whole = 0..<text.count
    let areas = part.map { $0 == whole ? [whole] : [$0.clamped(to: whole), whole] } ?? [whole]
    visit(record, at: JSONPointer(), areas, isExempt, &evidence)
    return evidence
  }

  /// As deep as the record is nested, which its reader has limited.
  private mutating func visit(
    _ value: JSONElement, at pointer: JSONPointer, _ areas: [Range<Int>], _ isExempt: (String) -> Bool,
    _ evidence: inout Evidence
  ) {
    switch value.kind {
    case .object:
      for (key, member) in value.members {
        visit(member, at: pointer.appending(key), areas, isExempt, &evidence)
      }
    case .array:
      for (position, element) in value.elements.enumerated() {
        visit(element, at: pointer.appending(position), areas, isExempt, &evidence)
      }
    case .string, .number:
      let needle = withoutOuterBlanks(Array(value.stringValue?.utf8 ?? value.numberValue!.text.utf8))
      guard !needle.isEmpty else { return }
      var ranges: [Range<Int>] = []
      for area in areas where ranges.isEmpty {
        ranges = value.kind == .string ? places(of: needle, in: area) : places(ofNumber: needle, in: area)
      }
      let name = pointer.description
      if !ranges.isEmpty {
        evidence.places.append((name, ranges))
      } else if !isExempt(name) {
        evidence.ungrounded.append(name)
      }
    case .null, .true, .false, .key: break
    }
  }

  private mutating func places(of string: [UInt8], in area: Range<Int>) -> [Range<Int>] {
    var places = exactPlaces(of: string, in: area)
    if places.isEmpty, string.contains(UInt8(ascii: "|")) {
      // In a Markdown table a pipe that is text stands behind a backslash.
      let escaped = string.flatMap { $0 == UInt8(ascii: "|") ? [UInt8(ascii: "\\"), $0] : [$0] }
      places = exactPlaces(of: escaped, in: area)
    }
    if places.isEmpty, let day = CalendarDay(isoText: string) { places = dates.places(of: day, in: area) }
    let words = wordsBetweenBlanks(of: string)
    if places.isEmpty, words.count > 1 { places = placesOfWords(words, of: text, in: area) }
    if places.isEmpty { places = placesOfWords(words.map { foldedCase($0) }, of: folded, in: area) }
    if places.isEmpty, JSONNumber(String(decoding: string, as: UTF8.self)) != nil {
      places = self.places(ofNumber: string, in: area)
    }
    return places
  }

  private mutating func places(ofNumber number: [UInt8], in area: Range<Int>) -> [Range<Int>] {
    guard let value = DecimalValue(jsonNumber: number) else { return exactPlaces(of: number, in: area) }
    return numbers.places(of: value, in: area)
  }
}
