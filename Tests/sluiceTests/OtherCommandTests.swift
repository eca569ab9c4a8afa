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

  @Test func validateTellsLinesAndPlaces() async throws {
    try await TemporaryFolder.with { folder in
      _ = try InvoiceFolder(folder)
      try folder.write(
        "{\"number\":\"A-1\",\"total\":1}\n\n{\"number\":\"a\",\"total\":1}\n{\"number\":\n{\"number\":\"A-1\",\"total\":\"x\"}",
        to: "r.jsonl")
      let text = try await runSluice(
        ["validate", "r.jsonl", "--schema", "schema.json"], currentFolder: folder.path)
      #expect(text.exitCode == 1)
      let lines = text.standardOutput.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines[0].hasPrefix("r.jsonl:3: /number: "))
      #expect(lines[1].hasPrefix("r.jsonl:4: "))
      #expect(lines[2].hasPrefix("r.jsonl:5: /total: "))
      #expect(text.standardError.hasPrefix("4 lines, 3 invalid, "))

      let json = try await runSluice(
        ["validate", "r.jsonl", "--schema", "schema.json", "--format", "jsonl"], currentFolder: folder.path)
      let objects = try json.standardOutput.split(separator: "\n").map { try JSONDocument(String($0)).root }
      #expect(objects.map { $0["line"]?.intValue } == [3, 4, 5])
      #expect(objects[0]["errors"]?[0]?["instanceLocation"]?.stringValue == "/number")
      #expect(objects[0]["errors"]?[0]?["keywordLocation"]?.stringValue == "/properties/number/pattern")
      #expect(objects[1]["errors"]?[0]?["position"]?["column"]?.intValue != nil)

      let piped = try await runSluice(
        ["validate", "-", "--schema", "schema.json", "--pointer", "/record"],
        input: "{\"record\":{\"number\":\"A-1\",\"total\":1}}\n{}\n", currentFolder: folder.path)
      #expect(piped.exitCode == 1)
      #expect(piped.standardOutput == "-:2: there is nothing at /record\n")

      let good = try await runSluice(
        ["validate", "-", "--schema", "schema.json"], input: "{\"number\":\"A-1\",\"total\":1}",
        currentFolder: folder.path)
      #expect(good.exitCode == 0)
      #expect(good.standardOutput == "")
    }
  }

  /// Lines longer than the reading block, and cut by its border.
  @Test func validateReadsLongLines() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("{\"type\":\"string\",\"maxLength\":10}", to: "schema.json")
      let long = "\"" + String(repeating: "x", count: 3_000_000) + "\"\n"
      let short = String(repeating: "\"short\"\n", count: 200_000)
      try folder.write(short + long + short, to: "r.jsonl")
      let result = try await runSluice(
        ["validate", "r.jsonl", "--schema", "schema.json"], currentFolder: folder.path)
      #expect(result.exitCode == 1)
      #expect(result.standardOutput.hasPrefix("r.jsonl:200001: "))
      #expect(result.standardError.hasPrefix("400001 lines, 1 invalid, "))
    }
  }

  /// `| head` ends a command without a word.
  @Test func aReaderThatLeavesIsNoError() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("{\"type\":\"string\"}", to: "schema.json")
      try folder.write(String(repeating: "1\n", count: 200_000), to: "r.jsonl")
      let binary = try sluiceBinary().path(percentEncoded: false)
      let shell = try RunningProgram(
        URL(filePath: "/bin/sh"),
        arguments: ["-c", "'\(binary)' validate r.jsonl --schema schema.json | head -n 1"],
        currentFolder: folder.path)
      let result = try await shell.wait()
      #expect(result.standardOutput.split(separator: "\n").count == 1)
      #expect(result.standardError == "")
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
