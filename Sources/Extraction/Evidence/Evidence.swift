import JSON

/// Where the values of a record stand in their document.
package struct Evidence: Sendable {
  /// For each value that was found, in the record's order: its JSON Pointer, and the byte ranges of the document's text that it
  /// stands at, in order.
  package var places: [(pointer: String, ranges: [Range<Int>])] = []
  /// The JSON Pointers of the values that were not found, in the record's order.
  package var ungrounded: [String] = []

  package init() {}

  /// Appends the members of an output line, each with a comma before it: `,"evidence":{"/total":[[412,420]]}` and
  /// `,"ungrounded":["/date"]`. One that would be empty is left out.
  package func appendMembers(to line: inout [UInt8]) {
    if !places.isEmpty {
      line.append(contentsOf: #","evidence":{"#.utf8)
      for (position, place) in places.enumerated() {
        if position > 0 { line.append(UInt8(ascii: ",")) }
        line.appendJSONString(place.pointer)
        line.append(contentsOf: ":[".utf8)
        for (position, range) in place.ranges.enumerated() {
          if position > 0 { line.append(UInt8(ascii: ",")) }
          line.append(contentsOf: "[\(range.lowerBound),\(range.upperBound)]".utf8)
        }
        line.append(UInt8(ascii: "]"))
      }
      line.append(UInt8(ascii: "}"))
    }
    if !ungrounded.isEmpty {
      line.append(contentsOf: #","ungrounded":["#.utf8)
      for (position, pointer) in ungrounded.enumerated() {
        if position > 0 { line.append(UInt8(ascii: ",")) }
        line.appendJSONString(pointer)
      }
      line.append(UInt8(ascii: "]"))
    }
  }
}
