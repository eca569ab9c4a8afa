import Foundation
import JSON
import JSONSchema
import TestSupport
import Testing

/// A schema and what it refers to in one document.
@Suite struct BundleTests {
  @Test(arguments: [
    // What needs no bundling stays as it is, in its order.
    (
      ##"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"T","properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"type":"string"}}}"##,
      ##"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"T","properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"type":"string"}}}"##
    ),
    // Another document, and what that refers to.
    (
      ##"{"properties":{"a":{"$ref":"other.json#/$defs/m","description":"d"},"b":{"$ref":"other.json"}}}"##,
      ##"{"properties":{"a":{"$ref":"#/$defs/m","description":"d"},"b":{"$ref":"#/$defs/other"}},"$defs":{"m":{"items":{"$ref":"#/$defs/other"}},"other":{"type":"object","$defs":{"m":{"items":{"$ref":"#/$defs/other"}}}}}}"##
    ),
    // Anchors and identifiers inside; a property that is called $id is none.
    (
      ##"{"$id":"https://a.example/s","properties":{"$id":{"$ref":"#n"},"b":{"$ref":"inner"}},"$defs":{"n":{"$anchor":"n","type":"integer"},"i":{"$id":"inner","$ref":"#/$defs/z","$defs":{"z":{"type":"null"}}}}}"##,
      ##"{"properties":{"$id":{"$ref":"#/$defs/n"},"b":{"$ref":"#/$defs/i"}},"$defs":{"n":{"type":"integer"},"i":{"$ref":"#/$defs/i/$defs/z","$defs":{"z":{"type":"null"}}}}}"##
    ),
    // Dynamic references, from the root; siblings that draft 7 ignores.
    (
      ##"{"$dynamicAnchor":"node","items":{"$dynamicRef":"#node"}}"##, ##"{"items":{"$ref":"#"}}"##
    ),
    (
      ##"{"$schema":"http://json-schema.org/draft-07/schema#","items":{"$ref":"#/definitions/a","title":"t","type":"string"},"definitions":{"a":{"type":"null"}}}"##,
      ##"{"$schema":"http://json-schema.org/draft-07/schema#","items":{"$ref":"#/definitions/a","title":"t"},"definitions":{"a":{"type":"null"}}}"##
    ),
    // A schema under a keyword that holds none, which a reference leads to.
    (
      ##"{"$ref":"#/components/a","components":{"a":{"$ref":"#x"},"b":{"$ref":"kept"}},"$defs":{"y":{"$anchor":"x"}}}"##,
      ##"{"$ref":"#/components/a","components":{"a":{"$ref":"#/$defs/y"},"b":{"$ref":"kept"}},"$defs":{"y":{}}}"##
    ),
  ])
  func becomesOneDocument(schema: String, expected: String) throws {
    let other = ##"{"type":"object","$defs":{"m":{"items":{"$ref":"#"}}}}"##
    let options = JSONSchema.Options(baseURI: "file:///s/main.json") { uri in
      uri == "file:///s/other.json" ? try JSONDocument(other) : nil
    }
    let bundle = try JSONSchema.bundled(try JSONDocument(schema), options: options)
    #expect(String(decoding: bundle.serialized(), as: UTF8.self) == expected)
  }

  /// Groups that need what a bundle doesn't keep: a dynamic reference that leads elsewhere than from the root, and keywords
  /// that a document with a metaschema of its own lacks. The metaschema of the newest drafts refers dynamically, too.
  static let exceptions = [
    "defs.json", "dynamicRef", "recursiveRef", "vocabulary", "cross-draft", "unevaluated",
  ]

  /// Every schema of the official suite judges as its bundle does.
  @Test(.enabled(if: OfficialSuiteTests.suite != nil), arguments: JSONSchema.Draft.allCases)
  func judgesAlike(draft: JSONSchema.Draft) throws {
    let folder = try #require(OfficialSuiteTests.suite).appendingPathComponent("draft\(draft.rawValue)")
    var count = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".json") && !Self.exceptions.contains(where: name.contains) {
      let groups = try JSONDocument([UInt8](Data(contentsOf: folder.appendingPathComponent(name))))
      for group in groups.root.elements {
        let title = "\(name): \(group["description"]?.stringValue ?? "")"
        let options = JSONSchema.Options(
          formats: .annotate, defaultDraft: draft, resolver: SuiteRemotes.document)
        let source = try JSONDocument(JSONValue(try #require(group["schema"])).serialized())
        let bundle = try JSONSchema.bundled(source, options: options)
        let schema: JSONSchema
        do {
          schema = try JSONSchema(
            JSONDocument(bundle.serialized()), options: .init(formats: .annotate, defaultDraft: draft))
        } catch {
          Issue.record("\(title): \(error)")
          continue
        }
        for test in try #require(group["tests"]).elements {
          let instance = try JSONDocument(JSONValue(try #require(test["data"])).serialized())
          let expected = test["valid"]?.boolValue == true
          #expect(schema.isValid(instance) == expected, "\(title): \(test["description"]?.stringValue ?? "")")
          count += 1
        }
      }
    }
    #expect(count > 500)
  }
}
