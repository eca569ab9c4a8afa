import Foundation
import JSON
import TestSupport
import Testing

@Suite struct OtherCommandTests {
  @Test func textPrintsWhatTheModelReads() async throws {
    try await TemporaryFolder.with { folder in
      _ = try InvoiceFolder(folder)
      let one = try await runSluice(["text", "in/sub/c.html"], currentFolder: folder.path)
      #expect(one.exitCode == 0)
      #expect(one.standardOutput.contains("# Invoice C-3"))
      let all = try await runSluice(["text", "in"], currentFolder: folder.path)
      #expect(all.standardOutput.hasPrefix("==> a.txt <==\nInvoice A-1\n\nTotal 10.50\n==> b.md <==\n"))
      let missing = try await runSluice(["text", "missing"], currentFolder: folder.path)
      #expect(missing.exitCode == 2)
      #expect(missing.standardError.contains("missing"))
    }
  }

  @Test func schemaShowsWhatIsSent() async throws {
    try await TemporaryFolder.with { folder in
      _ = try InvoiceFolder(folder)
      let result = try await runSluice(["schema", "schema.json"], currentFolder: folder.path)
      #expect(result.exitCode == 0)
      let sent = try JSONDocument(result.standardOutput).root
      #expect(sent["json_schema"]?["name"]?.stringValue == "Invoice")
      try folder.write("{\"properties\":{\"a\":{\"minimum\":\"1\"}}}", to: "bad.json")
      let bad = try await runSluice(["schema", "bad.json"], currentFolder: folder.path)
      #expect(bad.exitCode == 2)
      #expect(bad.standardError.contains("bad.json"))
      #expect(bad.standardError.contains("/properties/a/minimum"))
    }
  }

  /// The options that say how a schema is understood were those of `validate` alone.
  @Test func schemaTakesTheOptionsOfSchemas() async throws {
    try await TemporaryFolder.with { folder in
      // Draft 4 has a boolean where later drafts have a number.
      try folder.write(
        "{\"properties\":{\"b\":{\"$ref\":\"https://example.com/b\",\"exclusiveMinimum\":true,\"minimum\":0}}}",
        to: "schema.json")
      try folder.write("{\"type\":\"string\"}", to: "copies/b.json")
      let arguments = [
        "--draft", "4", "--resolve", "https://example.com/=copies", "--formats", "annotate",
      ]
      let known = try await runSluice(["schema", "schema.json"] + arguments, currentFolder: folder.path)
      #expect(known.exitCode == 0, "\(known.standardError)")
      #expect(try await runSluice(["schema", "schema.json"], currentFolder: folder.path).exitCode == 2)
      // The schema is read before the documents are looked for.
      try folder.write("", to: "in/a.unknown")
      let extract = try await runSluice(
        [
          "extract", "in", "--schema", "schema.json", "--output", "o.jsonl", "--base-url",
          "http://127.0.0.1:9/v1",
        ] + arguments, currentFolder: folder.path)
      #expect(extract.exitCode == 2)
      #expect(extract.standardError.contains("document"), "\(extract.standardError)")
    }
  }

  /// What a reference to another file says was dropped without a word.
  @Test func schemasInOtherFilesAreSent() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write(##"{"properties":{"a":{"$ref":"other.json#/$defs/n"}}}"##, to: "schema.json")
      try folder.write(##"{"$defs":{"n":{"type":"integer","multipleOf":5}}}"##, to: "other.json")
      let schema = try await runSluice(["schema", "schema.json"], currentFolder: folder.path)
      #expect(schema.exitCode == 0)
      let sent = try JSONDocument(schema.standardOutput).root["json_schema"]?["schema"]
      #expect(sent?["$defs"]?["n"]?["type"]?.stringValue == "integer")
      #expect(
        schema.standardError
          == "sluice: note: schema.json#/$defs/n: multipleOf: not taken by every server; told in the description\n"
      )
    }
  }

  @Test func whatIsLoweredDependsOnTheProvider() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write(##"{"type":"object","properties":{"m":{"type":"object"}}}"##, to: "schema.json")
      for (provider, message) in [
        ("openai", "schema.json#/properties/m: names that aren't known beforehand are not taken by OpenAI: "),
        ("vllm", nil),
      ] {
        let result = try await runSluice(
          ["schema", "schema.json", "--provider", provider], currentFolder: folder.path)
        #expect(result.exitCode == 0)
        #expect(result.standardError.isEmpty == (message == nil))
        if let message { #expect(result.standardError.contains(message), "\(result.standardError)") }
      }
      let unknown = try await runSluice(
        ["schema", "schema.json", "--provider", "x"], currentFolder: folder.path)
      #expect(unknown.exitCode == 64)
    }
  }

  @Test func wrongUsageIs64() async throws {
    for arguments in [["extrct"], ["extract"], ["validate", "x.jsonl"], ["--nonsense"]] {
      let result = try await runSluice(arguments)
      #expect(result.exitCode == 64, "\(arguments)")
    }
    for arguments in [["--help"], ["extract", "--help"], ["--version"]] {
      let result = try await runSluice(arguments)
      #expect(result.exitCode == 0)
      #expect(!result.standardOutput.isEmpty)
    }
  }
}
