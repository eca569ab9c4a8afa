import Foundation
import JSON
import JSONSchema
import TestSupport
import Testing

/// The official JSON Schema test suite, as data. Every group whose schema compiles must be right in every
/// case.
@Suite struct OfficialSuiteTests {
  static let suite = SharedTestData.url("json-schema-test-suite/tests")

  /// A folder of the suite, how formats are taken there, and how many groups are refused when they are
  /// compiled, by code and keyword. A number may only go down.
  struct Folder: Sendable, CustomTestStringConvertible {
    let path: String
    let formats: FormatBehaviour
    let groups: Int
    let refused: [String: Int]
    var testDescription: String { path }
  }

  static let folders = [
    Folder(
      path: "draft2020-12", formats: .annotate, groups: 269,
      refused: [
        "unsupportedKeyword unevaluatedProperties": 47, "unsupportedKeyword unevaluatedItems": 29,
        "unsupportedKeyword $dynamicRef": 15, "unresolvableReference $ref": 21, "unsupportedDraft $schema": 2,
      ]),
    Folder(
      path: "draft2020-12/optional", formats: .annotate, groups: 46,
      refused: [
        "unsupportedKeyword $dynamicRef": 1, "unresolvableReference $ref": 1, "unsupportedDraft $schema": 2,
      ]),
    Folder(path: "draft2020-12/optional/format", formats: .assert, groups: 28, refused: [:]),
    Folder(path: "draft7", formats: .annotate, groups: 244, refused: ["unresolvableReference $ref": 13]),
    Folder(
      path: "draft7/optional", formats: .annotate, groups: 34, refused: ["unresolvableReference $ref": 1]),
    Folder(path: "draft7/optional/format", formats: .assert, groups: 26, refused: [:]),
  ]

  /// Files that ask for what is a choice: `contentMediaType` and `contentEncoding` are annotations here, as
  /// from draft 2019-09 on.
  static let notMet: Set<String> = ["draft7/optional/content.json"]

  @Test(.enabled(if: suite != nil, "skipped: no json-schema-test-suite"), arguments: folders)
  func agreesWithTheSuite(folder: Folder) throws {
    var passed = 0
    var refused: [String: Int] = [:]
    for file in try files(in: folder) {
      let groups = try JSONDocument([UInt8](Data(contentsOf: file.url)))
      for group in groups.root.elements {
        let title = "\(file.name): \(group["description"]?.stringValue ?? "")"
        let source = try JSONDocument(schemaText(group, folder))
        let schema: JSONSchema
        do throws(JSONSchemaError) {
          schema = try JSONSchema(source, options: .init(formats: folder.formats))
        } catch {
          refused["\(error.code) \(error.keyword)", default: 0] += 1
          continue
        }
        for test in try #require(group["tests"]).elements {
          let instance = try JSONDocument(JSONValue(try #require(test["data"])).serialized())
          let expected = test["valid"]?.boolValue == true
          let name = "\(title): \(test["description"]?.stringValue ?? "")"
          #expect(schema.isValid(instance) == expected, "\(name)")
          #expect(schema.errors(in: instance).isEmpty == expected, "\(name)")
        }
        passed += 1
      }
    }
    #expect(refused == folder.refused)
    #expect(passed >= folder.groups)
  }

  private func files(in folder: Folder) throws -> [(name: String, url: URL)] {
    let url = try #require(Self.suite).appendingPathComponent(folder.path)
    return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
      .filter { $0.hasSuffix(".json") && !Self.notMet.contains("\(folder.path)/\($0)") }
      .map { ("\(folder.path)/\($0)", url.appendingPathComponent($0)) }
  }

  /// The group's schema. The suite's draft-07 schemas may leave out which draft they are.
  private func schemaText(_ group: JSONElement, _ folder: Folder) throws -> [UInt8] {
    let schema = try #require(group["schema"])
    guard folder.path.hasPrefix("draft7"), schema.kind == .object, schema["$schema"] == nil else {
      return JSONValue(schema).serialized()
    }
    var object = JSONObject()
    object["$schema"] = "http://json-schema.org/draft-07/schema#"
    for (key, value) in schema.members { object[key] = JSONValue(value) }
    return JSONValue.object(object).serialized()
  }
}
