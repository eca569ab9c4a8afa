import Foundation
import JSON
import JSONSchema
import TestSupport
import Testing

/// Every case of the official suite about formats and regular expressions, in all five drafts.
@Suite struct OfficialFormatTests {
  static let suite = SharedTestData.url("json-schema-test-suite/tests")

  /// Each draft with the `$schema` to test it by: the drafts that the compiler doesn't have yet are tested by
  /// the one that reads these schemas alike.
  static let drafts = [
    "draft4": "http://json-schema.org/draft-07/schema#",
    "draft6": "http://json-schema.org/draft-07/schema#",
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2020-12/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
  ]

  static let files: [String] = {
    guard let suite else { return [] }
    return drafts.keys.sorted().flatMap { draft in
      let formats = suite.appendingPathComponent("\(draft)/optional/format")
      let names = (try? FileManager.default.contentsOfDirectory(atPath: formats.path)) ?? []
      return names.sorted().map { "\(draft)/optional/format/\($0)" }
        + ["\(draft)/optional/ecmascript-regex.json", "\(draft)/optional/non-bmp-regex.json"]
    }
  }()

  @Test(.enabled(if: suite != nil, "skipped: no json-schema-test-suite"))
  func allFilesAreThere() {
    // 7, 10, 19, 21 and 21 formats, and two more files a draft.
    #expect(Self.files.count >= 88, "\(Self.files)")
  }

  @Test(.enabled(if: suite != nil, "skipped: no json-schema-test-suite"), arguments: files)
  func agreesWithTheSuite(file: String) throws {
    let url = try #require(Self.suite).appendingPathComponent(file)
    let groups = try JSONDocument([UInt8](Data(contentsOf: url)))
    #expect(!groups.root.elements.isEmpty)
    for group in groups.root.elements {
      var object = JSONObject()
      for (key, value) in try #require(group["schema"]).members where key != "$schema" {
        object[key] = JSONValue(value)
      }
      object["$schema"] = .string(try #require(Self.drafts[String(file.prefix { $0 != "/" })]))
      let schema = try JSONSchema(
        JSONDocument(JSONValue.object(object).serialized()), options: .init(formats: .assert))
      for test in try #require(group["tests"]).elements {
        let instance = try JSONDocument(JSONValue(try #require(test["data"])).serialized())
        let name = "\(group["description"]?.stringValue ?? ""): \(test["description"]?.stringValue ?? "")"
        let expected = test["valid"]?.boolValue == true
        #expect(schema.isValid(instance) == expected, "\(name)")
        #expect(schema.errors(in: instance).isEmpty == expected, "\(name)")
      }
    }
  }
}
