import Foundation
import TestSupport

/// A folder with a schema and three small documents, and the arguments that extract them from a server.
struct InvoiceFolder {
  let folder: TemporaryFolder

  static let schema = """
    {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Invoice","type":"object",
    "properties":{"number":{"type":"string","pattern":"^[A-Z]+-[0-9]+$"},"total":{"type":"number"}},
    "required":["number","total"],"additionalProperties":false}
    """

  /// A folder that has its schema and documents already.
  init(in folder: TemporaryFolder) {
    self.folder = folder
  }

  init(_ folder: TemporaryFolder) throws {
    self.folder = folder
    try folder.write(Self.schema, to: "schema.json")
    try folder.write("Invoice A-1\n\nTotal 10.50", to: "in/a.txt")
    try folder.write("# Invoice B-2\n\nTotal 20", to: "in/b.md")
    try folder.write(
      "<html><body><h1>Invoice C-3</h1><p>Total <b>30</b></p></body></html>", to: "in/sub/c.html")
  }

  static func with(_ body: (InvoiceFolder) async throws -> Void) async throws {
    try await TemporaryFolder.with { folder in try await body(InvoiceFolder(folder)) }
  }

  func arguments(_ provider: FakeProvider, _ more: String...) -> [String] {
    ["extract", "in", "--schema", "schema.json", "--output", "out.jsonl", "--base-url", provider.baseURL]
      + more
  }

  /// Answers each request with the number and total that its document states.
  static func answer(_ request: FakeRequest) -> FakeReply {
    let text = request.bodyText
    let number = text.firstMatch(of: /Invoice ([A-Z]+-[0-9]+)/).map { String($0.1) } ?? "none"
    let total = text.firstMatch(of: /Total (?:\*\*)?([0-9.]+)/).map { String($0.1) } ?? "null"
    return .completion(#"{"number":"\#(number)","total":\#(total)}"#)
  }
}
