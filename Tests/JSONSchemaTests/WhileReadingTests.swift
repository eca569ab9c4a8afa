import Foundation
import JSON
import TestSupport
import Testing

@testable import JSONSchema

/// Validation while reading must say yes only where reading and then validating does; and it must say yes to what is
/// usual, or it would be for nothing.
@Suite struct WhileReadingTests {
  static let schema = #"""
    {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
     "required": ["id", "number", "items"],
     "properties": {
       "id": {"type": "string", "format": "uuid"}, "number": {"pattern": "^INV-[0-9]{6}$"},
       "a property of a long name": {"type": "boolean"}, "é": {"$ref": "#/$defs/amount"},
       "due": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
       "seller": {"$ref": "#/$defs/party"}, "free": true, "never": false, "extra": {"minProperties": 1, "maxProperties": 2},
       "either": {"oneOf": [{"type": "object", "required": ["x"]}, {"type": "array", "maxItems": 1}, {"const": 7}]},
       "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"$ref": "#/$defs/item"}},
       "tags": {"type": "array", "uniqueItems": true, "items": {"maxLength": 4}}},
     "$defs": {
       "amount": {"type": "number", "minimum": 0, "multipleOf": 0.01},
       "party": {"type": "object", "properties": {"name": {"minLength": 1}, "parent": {"$ref": "#/$defs/party"}},
                 "required": ["name"], "additionalProperties": {"type": "integer"}},
       "item": {"properties": {"kind": {"enum": ["a", "bc", 1, null]}, "price": {"$ref": "#/$defs/amount"}}}}}
    """#

  static let usual = [
    #"{"id":"7f3c9a60-52d1-4c5e-9c1b-0a1b2c3d4e5f","number":"INV-123456","items":[{"kind":"bc","price":1.25}]}"#,
    #"{ "number" : "INV-123456" , "id":"7f3c9a60-52d1-4c5e-9c1b-0a1b2c3d4e5f", "items": [ {} , [ ], null ] }"#,
    #"{"id":"7f3c9a60-52d1-4c5e-9c1b-0a1b2c3d4e5f","number":"INV-000000","a property of a long name":true,"é":12,"due":null,"seller":{"name":"Müller & \"Söhne\"","parent":{"name":"x","z":5}},"items":[{"other":[1,{"a":[]}]}],"tags":["a","b","ab"]}"#,
    #"{"items":[1],"free":{"a":[[],{"b":-1e5}]},"either":{"x":1},"extra":{"a":1,"b":{}},"due":"2024-02-29","number":1,"id":"7f3c9a60-52d1-4c5e-9c1b-0a1b2c3d4e5f"}"#,
    #"{"either":[[]],"items":[{"kind":null},{"kind":1,"price":0.30}],"number":[],"id":"7F3C9A60-52D1-4C5E-9C1B-0A1B2C3D4E5F","tags":[]}"#,
  ]

  @Test(arguments: usual)
  func acceptsWhatIsUsual(_ text: String) throws {
    let schema = try JSONSchema(JSONDocument(Self.schema))
    let checker = try #require(schema.textChecker)
    #expect(try schema.isValid(JSONDocument(text)))
    for text in [text, "\n \(text)\r\n"] {
      let isAccepted = checker.accepts(Array(text.utf8).span, .init())
      #expect(isAccepted)
    }
  }

  /// Each byte changed, left out or doubled, each end cut off.
  @Test(arguments: usual)
  func agreesOnDamagedTexts(_ text: String) throws {
    let schema = try JSONSchema(JSONDocument(Self.schema))
    var reader = JSONReader()
    let bytes = Array(text.utf8)
    var accepted = 0
    for i in bytes.indices {
      var texts = [
        Array(bytes[..<i]), Array(bytes[..<i] + bytes[(i + 1)...]), Array(bytes[...i] + bytes[i...]),
      ]
      for change in "\"\\{}[],: 0-.et/é\u{0}".utf8 {
        texts.append(bytes)
        texts[texts.count - 1][i] = change
      }
      for text in texts {
        if try compare(schema, text, &reader) { accepted += 1 }
      }
    }
    #expect(accepted > 20)
  }

  @Test func readingOptionsHold() throws {
    let schema = try JSONSchema(JSONDocument(#"{"properties": {"a": {"type": "integer"}}}"#))
    let checker = try #require(schema.textChecker)
    func accepts(_ text: String, _ options: JSONReadingOptions = .init()) -> Bool {
      checker.accepts(Array(text.utf8).span, options)
    }
    #expect(accepts(#"{"a":1,"a":2,"b":3,"b":4}"#))
    #expect(!accepts(#"{"a":1,"a":2}"#, .init(duplicateKeys: .reject)))
    #expect(!accepts(#"{"b":1,"b":2}"#, .init(duplicateKeys: .reject)))
    #expect(accepts(#"{"a":1}"#, .init(duplicateKeys: .reject)))
    #expect(accepts("[[[1]]]", .init(maximumDepth: 3)))
    #expect(!accepts("[[[1]]]", .init(maximumDepth: 2)))
    #expect(!accepts(String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)))
    #expect(accepts("[12]", .init(maximumByteCount: 4)))
    #expect(!accepts("[12]", .init(maximumByteCount: 3)))
    // The schema has no say in whether a text is JSON, and the reader's error is what the caller gets.
    var reader = JSONReader()
    let (malformed, invalid) = (Array("[1,]".utf8), Array(#"{"a":"x"}"#.utf8))
    #expect(throws: JSONError.self) { try schema.isValid(malformed.span, reader: &reader) }
    let isValid = try schema.isValid(invalid.span, reader: &reader)
    #expect(!isValid)
    #expect(reader.nodes.count == 3)
  }

  /// Schemas that ask containers for more than this way can tell are left to the other one.
  @Test(arguments: [
    #"{"patternProperties": {"^a": {}}}"#, #"{"not": {"type": "object"}}"#, #"{"items": {"contains": {}}}"#,
    #"{"prefixItems": [true, false]}"#, #"{"if": {"required": ["a"]}, "then": {"maxProperties": 1}}"#,
    #"{"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#, #"{"unevaluatedProperties": false}"#,
    #"{"enum": [{"a": 1}]}"#, #"{"properties": {"a": {"dependentRequired": {"a": ["b"]}}}}"#,
    #"{"propertyNames": {"maxLength": 3}}"#,
    #"{"allOf": [{"properties": {"a": false}}, {"required": ["a"]}]}"#,
  ])
  func leavesOtherSchemasAlone(_ text: String) throws {
    #expect(try JSONSchema(JSONDocument(text)).textChecker == nil)
  }

  @Test(.enabled(if: OfficialSuiteTests.suite != nil, "skipped: no json-schema-test-suite"))
  func agreesOnTheOfficialSuite() throws {
    let folder = try #require(OfficialSuiteTests.suite).appendingPathComponent("draft2020-12")
    var reader = JSONReader()
    var (accepted, checked) = (0, 0)
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == "json" {
      for group in try JSONDocument([UInt8](Data(contentsOf: file))).root.elements {
        let source = try JSONDocument(JSONValue(try #require(group["schema"])).serialized())
        let options = JSONSchema.Options(formats: .annotate, resolver: SuiteRemotes.document)
        guard let schema = try? JSONSchema(source, options: options), schema.textChecker != nil else {
          continue
        }
        for test in try #require(group["tests"]).elements {
          checked += 1
          if try compare(schema, Array(try #require(test["data"]).rawBytes), &reader) { accepted += 1 }
        }
      }
    }
    #expect(checked > 500)
    #expect(accepted > 200)
  }

  /// Whether the text is accepted while it is read; an issue where it shouldn't be.
  private func compare(_ schema: JSONSchema, _ text: [UInt8], _ reader: inout JSONReader) throws -> Bool {
    guard try #require(schema.textChecker).accepts(text.span, reader.options) else { return false }
    do {
      try reader.read(text.span)
      if schema.isValid(bytes: text.span, nodes: reader.nodes.span) { return true }
      Issue.record("accepted, but invalid: \(String(decoding: text, as: UTF8.self))")
    } catch {
      Issue.record("accepted, but no JSON (\(error)): \(String(decoding: text, as: UTF8.self))")
    }
    return false
  }
}
