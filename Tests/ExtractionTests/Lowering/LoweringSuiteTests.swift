import ChatCompletions
import Extraction
import Foundation
import JSON
import JSONSchema
import TestSupport
import Testing

/// Every schema of the official suite, lowered for every server; every valid instance there and back.
@Suite struct LoweringSuiteTests {
  static let suite = SharedTestData.url("json-schema-test-suite/tests")
  static let subsets: [SchemaSubset] = [.openAI, .azure, .vLLM, .llamaCPP, .portable]

  struct Group: Sendable {
    let title: String
    let schema: JSONSchema
    let bundle: JSONValue
    let instances: [JSONValue]
  }

  static func groups(_ draft: JSONSchema.Draft) throws -> [Group] {
    let folder = try #require(suite).appendingPathComponent("draft\(draft.rawValue)")
    var groups: [Group] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    // A metaschema without the vocabulary of validation makes keywords mean nothing.
    where name.hasSuffix(".json") && name != "vocabulary.json" {
      let file = try JSONDocument([UInt8](Data(contentsOf: folder.appendingPathComponent(name))))
      for group in file.root.elements {
        let source = try JSONDocument(JSONValue(try #require(group["schema"])).serialized())
        let options = JSONSchema.Options(
          formats: .annotate, defaultDraft: draft, resolver: SuiteRemotes.document)
        groups.append(
          Group(
            title: "\(name): \(group["description"]?.stringValue ?? "")",
            schema: try JSONSchema(source, options: options),
            bundle: try JSONSchema.bundled(source, options: options),
            instances: try #require(group["tests"]).elements.filter { $0["valid"]?.boolValue == true }
              .compactMap { $0["data"] }.map { JSONValue($0) }))
      }
    }
    return groups
  }

  @Test(.enabled(if: suite != nil), arguments: JSONSchema.Draft.allCases)
  func everySchemaIsLowered(draft: JSONSchema.Draft) throws {
    let groups = try Self.groups(draft)
    for subset in Self.subsets {
      var (encoded, all) = (0, 0)
      for group in groups {
        let title = "\(subset.name), \(group.title)"
        let response = ResponseSchema(group.bundle, records: .one, subset: subset)
        let lowered = response.responseFormat.schema
        #expect(subsetViolations(lowered, subset) == [], "\(title)")
        #expect(lowered["type"] == "object", "\(title)")
        let judge = try JSONSchema(
          JSONDocument(lowered.serialized()), options: .init(formats: .annotate, defaultDraft: .draft2020))
        // What `unevaluatedItems` speaks of isn't known beforehand where the items are alternatives.
        for instance in group.instances where !group.title.contains("unevaluatedItems with $recursiveRef") {
          all += 1
          let wrapped: JSONValue = response.envelope == .record ? ["record": instance] : instance
          let ways = AnswerEncoder(root: lowered).encodings(of: wrapped, by: lowered)
          guard !ways.isEmpty else { continue }
          let answers = try ways.map { try JSONDocument($0.serialized()) }.filter { judge.isValid($0) }
          guard let answer = answers.first else {
            Issue.record(
              "\(title): no way to write \(text(instance)) is valid by \(text(lowered)): \(ways.map(text))")
            continue
          }
          encoded += 1
          let record = try #require(response.records(in: answer.root)?.first)
          let restored = response.restored(record)
          #expect(
            isSame(restored, instance),
            "\(title): \(text(instance)) as \(text(record)) became \(text(restored))")
          #expect(
            group.schema.isValid(try JSONDocument(restored.serialized())), "\(title): \(text(restored))")
        }
      }
      print("draft \(draft.rawValue), \(subset.name): \(encoded) of \(all) instances can be asked for")
      #expect(encoded * 10 > all * 3)
    }
  }

  private func text(_ value: JSONValue) -> String { String(decoding: value.serialized(), as: UTF8.self) }
}
