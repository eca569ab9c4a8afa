import Foundation
import JSON
@testable import JSONSchema
import TestSupport
import Testing

/// The official JSON Schema test suite, as data: every case of every draft.
@Suite struct OfficialSuiteTests {
  static let suite = SharedTestData.url("json-schema-test-suite/tests")

  /// A folder of the suite, and how formats are taken there.
  struct Folder: Sendable, CustomTestStringConvertible {
    let draft: JSONSchema.Draft
    let path: String
    let formats: FormatBehaviour
    var testDescription: String { path }
  }

  static let folders = JSONSchema.Draft.allCases.flatMap { draft in
    [
      Folder(draft: draft, path: "draft\(draft.rawValue)", formats: .annotate),
      Folder(draft: draft, path: "draft\(draft.rawValue)/optional", formats: .annotate),
      Folder(draft: draft, path: "draft\(draft.rawValue)/optional/format", formats: .assert),
    ]
  }

  /// Files of an `optional` folder that ask for what Sluice does where formats are asserted.
  static let asserted: Set<String> = ["draft7/optional/content.json"]

  @Test(.enabled(if: suite != nil, "skipped: no json-schema-test-suite"), arguments: folders)
  func agreesWithTheSuite(folder: Folder) throws {
    var count = 0
    for file in try files(in: folder) {
      let groups = try JSONDocument([UInt8](Data(contentsOf: file.url)))
      for group in groups.root.elements {
        let title = "\(file.name): \(group["description"]?.stringValue ?? "")"
        let options = JSONSchema.Options(
          formats: Self.asserted.contains(file.name) ? .assert : folder.formats, defaultDraft: folder.draft,
          resolver: SuiteRemotes.document)
        let schema: JSONSchema
        let source = try JSONDocument(JSONValue(try #require(group["schema"])).serialized())
        do throws(JSONSchemaError) {
          schema = try JSONSchema(source, options: options)
        } catch {
          Issue.record("\(title): \(error)")
          continue
        }
        for test in try #require(group["tests"]).elements {
          let instance = try JSONDocument(JSONValue(try #require(test["data"])).serialized())
          let expected = test["valid"]?.boolValue == true
          let name = "\(title): \(test["description"]?.stringValue ?? "")"
          #expect(schema.isValid(instance) == expected, "\(name)")
          #expect(schema.errors(in: instance).isEmpty == expected, "\(name)")
          #expect(isValidRemembering(instance, schema) == expected, "\(name)")
          count += 1
        }
      }
    }
    print("\(folder.path): \(count) cases")
    #expect(count > 0)
  }

  /// The verdict where each block's verdict on each value is remembered from the first on.
  private func isValidRemembering(_ instance: JSONDocument, _ schema: JSONSchema) -> Bool {
    var state = EvaluationState(nodeCount: instance.nodes.count)
    state.remainingBlocks = 0
    return schema.program.satisfies(
      Program.rootBlock, 0, instance.bytes.span, instance.nodes.span, &state) && state.stop == .none
  }

  private func files(in folder: Folder) throws -> [(name: String, url: URL)] {
    let url = try #require(Self.suite).appendingPathComponent(folder.path)
    return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
      .filter { $0.hasSuffix(".json") }
      .map { ("\(folder.path)/\($0)", url.appendingPathComponent($0)) }
  }
}
