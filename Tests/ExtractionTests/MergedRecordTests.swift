import JSON
import Testing

@testable import Extraction

@Suite struct MergedRecordTests {
  private func merge(_ parts: (String, ungrounded: Set<String>)...) throws -> String {
    let records = try parts.map {
      PartialRecord(value: JSONValue(try JSONDocument($0.0).root), ungrounded: $0.ungrounded)
    }
    return String(decoding: mergedRecord(records).serialized(), as: UTF8.self)
  }

  @Test func theFirstValueCountsUnlessOnlyALaterOneIsInTheText() throws {
    #expect(try merge((#"{"a":1,"b":null}"#, []), (#"{"a":2,"b":3}"#, [])) == #"{"a":1,"b":3}"#)
    #expect(try merge((#"{"a":1}"#, ["/a"]), (#"{"a":2}"#, [])) == #"{"a":2}"#)
    #expect(try merge((#"{"a":1}"#, ["/a"]), (#"{"a":2}"#, ["/a"])) == #"{"a":1}"#)
    #expect(try merge((#"{"a":1}"#, ["/a"]), (#"{"a":null}"#, [])) == #"{"a":1}"#)
    // A grounded value that won stays against a third part.
    #expect(try merge((#"{"a":1}"#, ["/a"]), (#"{"a":2}"#, []), (#"{"a":3}"#, [])) == #"{"a":2}"#)
    // An ungrounded one that came after null can still be beaten.
    #expect(try merge((#"{"a":null}"#, []), (#"{"a":2}"#, ["/a"]), (#"{"a":3}"#, [])) == #"{"a":3}"#)
  }

  /// What an object that takes the place of null lacks in evidence is not forgotten.
  @Test func evidenceGoesWithAnObject() throws {
    let merged = try merge(
      (#"{"o":null}"#, []), (#"{"o":{"x":"invented"}}"#, ["/o/x"]), (#"{"o":{"x":"stated"}}"#, []))
    #expect(merged == #"{"o":{"x":"stated"}}"#)
  }

  @Test func objectsAreMergedAndArraysJoined() throws {
    let merged = try merge(
      (#"{"o":{"x":1,"y":null},"l":["a","b"]}"#, []),
      (#"{"o":{"x":9,"y":2,"z":3},"l":["b","c","c"],"n":true}"#, []))
    #expect(merged == #"{"o":{"x":1,"y":2,"z":3},"l":["a","b","c","c"],"n":true}"#)
  }
}
