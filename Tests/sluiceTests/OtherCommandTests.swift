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
