import Foundation
import JSON
import JSONSchema
import TestSupport
import Testing

/// The example of the documentation's first page: it compiles, it says what the page says, and it is what the page shows.
@Suite struct DocumentationTests {
  static let page = "Sources/JSONSchema/Documentation.docc/JSONSchema.md"

  @Test func theExampleIsTrue() throws {
    let lines = [#"{"total":12.5,"currency":"EUR"}"#, #"{"total":-1,"curency":"EUR"}"#]
    var found: [String] = []

    // begin
    let schema = try JSONSchema(
      JSONDocument(
        """
        {"type": "object", "required": ["total"],
         "properties": {"total": {"type": "number", "minimum": 0}, "currency": {"enum": ["EUR", "USD"]}},
         "additionalProperties": false}
        """))

    // Is it valid? One reader for many texts: a valid one costs no allocation.
    var reader = JSONReader()
    for line in lines where try !schema.isValid(line.utf8.span, reader: &reader) {
      // Why not?
      for error in try schema.errors(in: JSONDocument(line)) { found.append("\(error)") }
    }
    // end

    let page = try text(at: Self.page)
    #expect(page.contains("```\n" + found.joined(separator: "\n") + "\n```"))
    let source = try text(at: "Tests/JSONSchemaTests/DocumentationTests.swift")
    let start = try #require(source.range(of: "// begin\n")?.upperBound)
    let end = try #require(source.range(of: "    // end\n")?.lowerBound)
    let example = source[start..<end].split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : String($0) }.joined(separator: "\n")
    #expect(page.contains("```swift\n" + example + "```"))
  }

  private func text(at path: String) throws -> String {
    try String(contentsOf: SharedTestData.packageRoot.appendingPathComponent(path), encoding: .utf8)
  }
}
