import Foundation
import JSON
import JSONSchema
import TestSupport
import Testing

/// The official suite's tests of output and annotations, as data.
@Suite struct OutputSuiteTests {
  static let outputTests = SharedTestData.url("json-schema-test-suite/output-tests")
  static let annotationTests = SharedTestData.url("json-schema-test-suite/annotations/tests")

  /// The output of each case, validated by the case's schema for it.
  @Test(
    .enabled(if: outputTests != nil, "skipped: no json-schema-test-suite/output-tests"),
    arguments: [JSONSchema.Draft.draft2019, .draft2020])
  func output(draft: JSONSchema.Draft) throws {
    let folder = try #require(Self.outputTests).appendingPathComponent("draft\(draft.rawValue)")
    let outputSchema = try document(folder.appendingPathComponent("output-schema.json"))
    var count = 0
    for file in try files(in: folder.appendingPathComponent("content")) {
      for group in try document(file).root.elements {
        let schema = try JSONSchema(
          copy(try #require(group["schema"])), options: .init(collectsAnnotations: true))
        for test in try #require(group["tests"]).elements {
          for (format, expected) in try #require(test["output"]).members {
            let output = schema.output(
              try #require(.init(rawValue: format)), for: try copy(try #require(test["data"])))
            let description = try JSONSchema(
              copy(expected),
              options: .init(
                formats: .annotate, defaultDraft: draft,
                resolver: { $0.hasSuffix("/output/schema") ? outputSchema : nil }))
            let errors = try description.errors(in: JSONDocument(output.serialized()))
            #expect(
              errors.isEmpty,
              "\(file.lastPathComponent): \(errors) in \(String(decoding: output.serialized(), as: UTF8.self))"
            )
            count += 1
          }
        }
      }
    }
    #expect(count >= 4)
  }

  /// What each case says of the places of an instance, in every draft that the case is for.
  @Test(
    .enabled(if: annotationTests != nil, "skipped: no json-schema-test-suite/annotations"),
    arguments: JSONSchema.Draft.allCases)
  func annotations(draft: JSONSchema.Draft) throws {
    var count = 0
    for file in try files(in: try #require(Self.annotationTests)) {
      for group in try #require(document(file).root["suite"]).elements
      where isFor(draft, group["compatibility"]?.stringValue) {
        let text = try copy(try #require(group["schema"]))
        let schema = try JSONSchema(
          text, options: .init(formats: .annotate, defaultDraft: draft, collectsAnnotations: true))
        for test in try #require(group["tests"]).elements {
          let annotations = schema.annotations(in: try copy(try #require(test["instance"])))
          for assertion in try #require(test["assertions"]).elements {
            let (location, keyword) = (assertion["location"]?.stringValue, assertion["keyword"]?.stringValue)
            var found: [String: JSONValue] = [:]
            for annotation in annotations
            where annotation.instanceLocation == location && annotation.keyword == keyword {
              found[String(annotation.absoluteKeywordLocation.dropLast(annotation.keyword.utf8.count + 1))] =
                annotation.value
            }
            var expected: [String: JSONValue] = [:]
            for (place, value) in try #require(assertion["expected"]).members {
              expected[canonical(place, in: text)] = JSONValue(value)
            }
            #expect(
              found == expected, "\(file.lastPathComponent): \(group["description"]?.stringValue ?? "")")
            count += 1
          }
        }
      }
    }
    #expect(count > 10)
  }

  /// Schemas that multiply for one value are not all asked what they say of it.
  @Test(.timeLimit(.minutes(1)))
  func annotationsOfSchemasThatMultiplyEnd() throws {
    let levels = (0..<40).map { level in
      ##""d\##(level)":{"allOf":[{"$ref":"#/$defs/d\##(level + 1)"},{"$ref":"#/$defs/d\##(level + 1)"}]}"##
    }
    let schema = try JSONSchema(
      JSONDocument(
        ##"{"$defs":{\##(levels.joined(separator: ",")),"d40":{"title":"t"}},"$ref":"#/$defs/d0"}"##),
      options: .init(collectsAnnotations: true))
    let annotations = try schema.annotations(in: JSONDocument("{}"))
    #expect(annotations.first?.keyword == "title")
  }

  /// The suite names schemas from the document's root; Sluice from the root of their own resource.
  private func canonical(_ place: String, in schema: JSONDocument) -> String {
    guard let id = schema.root["$id"]?.stringValue, let base = id.lastIndex(of: "/") else { return place }
    let parts = place.split(separator: "/", maxSplits: 3)
    guard parts.count > 2 else { return id + place }
    return id[...base] + parts[2] + "#/" + (parts.count > 3 ? String(parts[3]) : "")
  }

  /// Whether a case with a `compatibility` (`7`, `<=2019`, `=2020`, `6,<=2019`) is for a draft.
  private func isFor(_ draft: JSONSchema.Draft, _ compatibility: String?) -> Bool {
    let number = Int(draft.rawValue.prefix(4)) ?? 0
    return (compatibility ?? "").split(separator: ",").allSatisfy { part in
      if part.hasPrefix("<=") { return number <= Int(part.dropFirst(2)) ?? 0 }
      if part.hasPrefix("=") { return number == Int(part.dropFirst()) ?? 0 }
      return number >= Int(part) ?? 0
    }
  }

  private func files(in folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
  }

  private func document(_ file: URL) throws -> JSONDocument {
    try JSONDocument([UInt8](Data(contentsOf: file)))
  }

  private func copy(_ element: JSONElement) throws -> JSONDocument {
    try JSONDocument(JSONValue(element).serialized())
  }
}
