import JSON
import Testing

@testable import sluice

/// Inputs that are one JSON text instead of lines.
@Suite struct JSONTextTests {
  static let record = #"{"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}}"#
  static let list = #"{"type":"array","items":{"type":"integer"},"minItems":2}"#

  private func run(
    _ text: String, _ schema: String, _ shape: ValidationInput.Shape = .valueOrElements, pointer: String = "",
    format: ProblemWriter.Format = .text
  ) throws -> EngineRun {
    try EngineRun(
      [.memory(text, shape: shape, pieceSize: 3)], schema: schema, pointer: pointer, format: format,
      layout: .init(jobs: 2, blockCount: 3, blockSize: 4, outputLimit: 10))
  }

  @Test func oneValueOverManyLines() throws {
    #expect(try run("\u{FEFF}{\n \"a\": 1\n}\n", Self.record).counts == .init(values: 1))
    let bad = try run("{\n  \"a\": \"x\"\n}\n", Self.record)
    #expect(bad.counts == .init(values: 1, invalid: 1))
    #expect(bad.output.hasPrefix("m:2:8: /a: "))
    #expect(try run("{\n  \"a\" 1\n}\n", Self.record).output.hasPrefix("m:2:7: "))
    #expect(try run("", Self.record).output == "m:1:1: there is no JSON value\n")
  }

  /// An array is one value where the schema is about arrays, and a list of records where it is not.
  @Test func arrays() throws {
    #expect(try run("[1,2]", Self.list).counts == .init(values: 1))
    #expect(try run("[1]", Self.list).counts == .init(values: 1, invalid: 1))
    let records = try run("[\n{\"a\":1},\n{\"a\":\"x\"}, {},\n3]", Self.record)
    #expect(records.counts == .init(elements: 4, invalid: 3))
    #expect(records.lines[0].hasPrefix("m:3:6: element 1: /a: "))
    #expect(records.lines[1].hasPrefix("m:3:12: element 2: "))
    #expect(records.lines[2].hasPrefix("m:4:1: element 3: "))
    #expect(try run("[]", Self.record).counts == .init())
    // As one value where that is asked for, or where the schema says nothing of objects.
    #expect(try run("[]", Self.record, .value).counts == .init(values: 1, invalid: 1))
    #expect(try run("[{}]", #"{"required":["a"]}"#, .value).counts == .init(values: 1))
    #expect(try run("[{}]", #"{"not":{"type":"string"}}"#).counts == .init(values: 1))
    #expect(try run("[{}]", #"{"required":["a"]}"#, .elements).counts == .init(elements: 1, invalid: 1))
    #expect(try run("{}", #"{"required":["a"]}"#, .elements).counts == .init(values: 1, invalid: 1))
  }

  /// An array was "1 value, 0 invalid" where a schema of objects doesn't say `"type": "object"`.
  @Test func arraysThatAreValidForWantOfARule() throws {
    let bare = #"{"properties":{"a":{"type":"integer"}},"required":["a"]}"#
    let records = try run(#"[{"a":1},{"a":"x"},{"b":1}]"#, bare)
    #expect(records.counts == .init(elements: 3, invalid: 2))
    #expect(try run("{}", bare).counts == .init(values: 1, invalid: 1))
    #expect(try run("[{}]", #"{"required":["a"],"minItems":1}"#).counts == .init(values: 1))
    // In draft 7 what stands beside a reference says nothing.
    let beside =
      ##"{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","$ref":"#/definitions/l","definitions":{"l":{"items":true}}}"##
    #expect(try run("[1]", beside).counts == .init(values: 1))
  }

  @Test func pointers() throws {
    let inside = try run("{\"data\":\n[{\"a\":1},{}]}", Self.record, pointer: "/data")
    #expect(inside.counts == .init(elements: 2, invalid: 1))
    #expect(inside.output.hasPrefix("m:2:10: element 1: "))
    let each = try run("[{\"r\":{\"a\":1}},\n{\"r\":{}},{}]", Self.record, pointer: "/r")
    #expect(each.counts == .init(elements: 3, invalid: 2))
    #expect(each.lines[0].hasPrefix("m:2:6: element 1: "))
    #expect(each.lines[1] == "m:2:10: element 2: there is nothing at /r")
    #expect(try run("{}", Self.record, pointer: "/r").output == "m:1:1: there is nothing at /r\n")
  }

  @Test func jsonLinesOutputHasElementsAndLines() throws {
    let output = try run("[\n{\"a\":1},\n{\"b\":2,\n\"a\":\"x\"}]", Self.record, format: .jsonl).output
    let object = try JSONDocument(output).root
    #expect(object["line"]?.intValue == 3)
    #expect(object["element"]?.intValue == 1)
    #expect(object["errors"]?[0]?["line"]?.intValue == 4)
    #expect(object["errors"]?[0]?["column"]?.intValue == 5)
    #expect(object["errors"]?[0]?["instanceLocation"]?.stringValue == "/a")
  }

  @Test(
    arguments: [
      ("true", .anything), ("false", .noArrays), ("{}", .anything), (##"{"type":"object"}"##, .noArrays),
      (##"{"type":["object","array"]}"##, .arrays),
      (##"{"$ref":"#/$defs/a","$defs":{"a":{"type":"object"}}}"##, .noArrays),
      (##"{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"minItems":1}}}"##, .arrays),
      (##"{"anyOf":[{"type":"object"},{"$ref":"#/$defs/a"}],"$defs":{"a":{"type":"string"}}}"##, .noArrays),
      (##"{"oneOf":[{"type":"object"},{"type":"array"}]}"##, .arrays),
      (##"{"allOf":[{},{"type":"object"}]}"##, .noArrays),
      (##"{"const":{}}"##, .noArrays), (##"{"enum":[1,[]]}"##, .arrays), (##"{"$ref":"#"}"##, .anything),
      (##"{"$ref":"https://example.com/x"}"##, .anything),
      (##"{"properties":{}}"##, .objects), (##"{"required":["a"],"items":{}}"##, .arrays),
      (##"{"properties":{},"anyOf":[{"required":["a"]},{"required":["b"]}]}"##, .objects),
      (##"{"anyOf":[{"required":["a"]},{"type":"object"}]}"##, .objects),
      (##"{"anyOf":[{"required":["a"]},{}]}"##, .anything),
      (##"{"properties":{},"allOf":[{"contains":{}}]}"##, .arrays),
      (##"{"$ref":"#/definitions/a","definitions":{"a":{"dependencies":{}}}}"##, .objects),
    ] as [(String, SchemaTopic)])
  func knowsWhatASchemaSpeaksOf(schema: String, expected: SchemaTopic) throws {
    #expect(SchemaTopic(of: try JSONDocument(schema)) == expected)
  }
}
