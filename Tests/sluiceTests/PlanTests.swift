import Foundation
import JSON
import TestSupport
import Testing

/// `sluice plan`, and what it tells of being done by `extract`.
@Suite struct PlanTests {
  private func plan(_ folder: TemporaryFolder, _ more: String...) async throws -> JSONElement {
    let result = try await runSluice(
      ["plan", "in", "--schema", "schema.json", "--format", "json"] + more, currentFolder: folder.path)
    #expect(result.exitCode == 0, "\(result.standardError)")
    return try JSONDocument(result.standardOutput).root
  }

  /// Six pages of a shop, with a menu and a footer around what each sells.
  private func writeShop(_ folder: TemporaryFolder) throws {
    _ = try InvoiceFolder(folder)
    try FileManager.default.removeItem(atPath: folder.path("in"))
    for number in 1...6 {
      let html = """
        <title>Invoice A-\(number)</title><ul><li>Home<li>Products<li>About us<li>Contact</ul>
        <h1>Invoice A-\(number)</h1><p>Ships in \(number) days</p><p>Total 10</p><p>Part \(number) of six</p>
        <p>About the shop</p><p>All rights reserved</p><p>Imprint</p>
        """
      try folder.write(html, to: "in/shop/\(number).html")
    }
  }

  @Test func tableIsReadableAndNeedsNoKey() async throws {
    try await TemporaryFolder.with { folder in
      _ = try InvoiceFolder(folder)
      try folder.write("", to: "in/empty.txt")
      try folder.write([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31, 0x2E, 0x34, 0, 0, 1], to: "in/scan.txt")
      try folder.write("x", to: "in/a.unknown")
      let result = try await runSluice(["plan", "in", "--schema", "schema.json"], currentFolder: folder.path)
      #expect(result.exitCode == 0, "\(result.standardError)")
      let text = result.standardOutput
      #expect(text.hasPrefix("documents    5, of which 2 can't be read (1 binary, 1 empty)\ntext "))
      #expect(text.contains("\n\npassed over 1 file: 1 .unknown; "))
      #expect(text.contains("in 3 chunks\n"))
      #expect(text.contains(/\n +expected +upper bound\nrequests +3 +9\ntokens in +[0-9,]+ +[0-9,]+\n/))
      #expect(text.contains(/\ntokens out, a guess +[0-9,]+ +221,184\ncost +\$0\.[0-9]+ +\$0\.[0-9]+\n/))
      #expect(text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
    }
  }

  @Test func whatHasNoPriceHasNoCost() async throws {
    try await TemporaryFolder.with { folder in
      _ = try InvoiceFolder(folder)
      let plan = try await plan(folder, "--base-url", "http://127.0.0.1:9/v1", "--model", "m")
      #expect(plan["expected"]?["requests"]?.intValue == 3)
      #expect(plan["expected"]?["cost"]?.kind == .null)
      #expect(plan["upperBound"]?["cost"]?.kind == .null)
      #expect(try await self.plan(folder)["expected"]?["cost"]?.kind == .number)
    }
  }

  @Test func nothingToReadIsAnError() async throws {
    try await TemporaryFolder.with { folder in
      _ = try InvoiceFolder(folder)
      try folder.write("x", to: "none/a.unknown")
      let arguments = ["plan", "none", "--schema", "schema.json"]
      let result = try await runSluice(arguments, currentFolder: folder.path)
      #expect(result.exitCode == 2)
      #expect(result.standardError.contains("no document to read in none"))
      #expect(
        try await runSluice(["plan", "--schema", "schema.json"], currentFolder: folder.path).exitCode == 64)
    }
  }

  @Test func extractSendsTheRequestsThatWerePlanned() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      let paragraphs = (1...40).map { "Paragraph \($0) says something of its own about the goods." }
      try folder.write("Invoice L-9\n\n\(paragraphs.joined(separator: "\n\n"))\n\nTotal 7", to: "in/long.txt")
      try await FakeProvider.with(handler: { request in
        .completion(
          request.bodyText.contains("L-9") ? #"{"number":"L-9","total":7}"# : #"{"number":"A-1","total":1}"#)
      }) { provider in
        let more = ["--chunk-tokens", "200", "--base-url", provider.baseURL]
        let plan = try await plan(folder, more[0], more[1], more[2], more[3])
        let result = try await runSluice(
          invoices.arguments(provider) + more.prefix(2), currentFolder: folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
        #expect(plan["documents"]?.intValue == 4)
        #expect(plan["splitDocuments"]?.intValue == 1)
        #expect(plan["chunks"]?.intValue ?? 0 > 5)
        #expect(plan["expected"]?["requests"]?.intValue == provider.requestCount)
      }
    }
  }

  @Test func planShowsWhatDroppingRepeatedLinesSaves() async throws {
    try await TemporaryFolder.with { folder in
      try writeShop(folder)
      let whole = try await plan(folder)
      let shorter = try await plan(folder, "--drop-repeated")
      for side in ["expected", "upperBound"] {
        let without = try #require(whole["dropRepeated"]?["without"]?[side]?["promptTokens"]?.intValue)
        let with = try #require(whole["dropRepeated"]?["with"]?[side]?["promptTokens"]?.intValue)
        #expect(with < without)
        #expect(whole[side]?["promptTokens"]?.intValue == without)
        #expect(shorter[side]?["promptTokens"]?.intValue == with)
      }
      let text = try await runSluice(["plan", "in", "--schema", "schema.json"], currentFolder: folder.path)
      #expect(text.standardOutput.contains(/--drop-repeated would save [0-9.]+% of the tokens in/))
    }
  }

  @Test(arguments: ["1", "16"])
  func extractDropsRepeatedLinesAfterTheFirstDocument(concurrency: String) async throws {
    try await TemporaryFolder.with { folder in
      try writeShop(folder)
      let invoices = InvoiceFolder(in: folder)
      try await FakeProvider.with(handler: InvoiceFolder.answer) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--drop-repeated", "--concurrency", concurrency),
          currentFolder: folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
        #expect(provider.requestCount == 6)
        for request in provider.requests {
          let isFirst = request.bodyText.contains("Invoice A-1")
          for line in ["Home", "Contact", "All rights reserved", "Imprint"] {
            #expect(request.bodyText.contains(line) == isFirst, "\(line)")
          }
          #expect(request.bodyText.contains("Total 10"))
        }
        // Offsets point into the shorter text, as `text` prints it.
        let text = try await runSluice(
          ["text", "in", "--drop-repeated", "--format", "json"], currentFolder: folder.path)
        let shown = try JSONDocument(String(#require(text.standardOutput.split(separator: "\n").last))).root
        let bytes = Array(try #require(shown["text"]?.stringValue).utf8)
        let last = try #require(folder.readText("out.jsonl").split(separator: "\n").last)
        let range = try #require(JSONDocument(String(last)).root["evidence"]?["/total"]?[0])
        let (start, end) = (range[0]?.intValue ?? 0, range[1]?.intValue ?? 0)
        #expect(start > 0 && bytes[start..<end].elementsEqual("10".utf8), "\(last)")
      }
    }
  }
}
