import Foundation
import JSON
import Synchronization
import TestSupport
import Testing

/// A run of the built program over documents whose provider misbehaves once for each, and what came of it.
struct WireRun {
  /// How many documents each case has.
  static let documentsPerCase = 2

  static let schema = """
    {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Invoice","type":"object",
    "properties":{"number":{"type":"string","pattern":"^[A-Z]+-[0-9]+$"},"total":{"type":"number"},
    "note":{"type":["string","null"]}},"required":["number","total","note"],"additionalProperties":false}
    """

  /// The requests for one document.
  private struct Asked {
    var arrivals: [ContinuousClock.Instant] = []
    var billed = 0
  }

  let result: ProgramResult
  let took: Duration
  /// Bytes of answers that the provider got rid of.
  let bodyByteCount: Int
  private let asked: [Int: Asked]
  private let lines: [JSONDocument]
  let summary: String

  /// Runs `extract` over the documents of all these cases.
  init(_ cases: [WireCase], in folder: TemporaryFolder, _ options: [String] = []) async throws {
    try folder.write(Self.schema, to: "schema.json")
    for number in 0..<cases.count * Self.documentsPerCase {
      try folder.write("Invoice D-\(number)\n\nTotal \(number).50", to: "in/\(Self.name(number)).txt")
    }
    let asked = Mutex<[Int: Asked]>([:])
    let provider = try await FakeProvider(recording: .countsOnly) { request in
      guard let number = Self.documentNumber(in: request) else { return .error(400, "no document") }
      let content = #"{"number":"D-\#(number)","total":\#(number).50,"note":"first"}"#
      return asked.withLock { asked in
        let isFirst = asked[number] == nil
        let reply = isFirst ? cases[number / Self.documentsPerCase].reply(content) : .completion(content)
        asked[number, default: Asked()].arrivals.append(.now)
        if reply.isBilled { asked[number]?.billed += 1 }
        return reply
      }
    }
    let start = ContinuousClock.now
    result = try await runSluice(
      ["extract", "in", "--schema", "schema.json", "--output", "out.jsonl", "--base-url", provider.baseURL]
        + options, currentFolder: folder.path)
    took = .now - start
    bodyByteCount = provider.bodyByteCount
    try await provider.stop()
    self.asked = asked.withLock { $0 }
    let output = (try? folder.readText("out.jsonl")) ?? (try? folder.readText("out.jsonl.partial")) ?? ""
    lines = try output.split(separator: "\n").map { try JSONDocument(String($0)) }
    let failures = (try? folder.readText("out.failures.jsonl")) ?? ""
    summary = result.standardError + failures.prefix(2000)
  }

  /// Records what does not hold of a case.
  /// - Returns: billed answers more than the case needs.
  func check(_ wireCase: WireCase, at position: Int) -> Int {
    var excess = 0
    for number in (0..<Self.documentsPerCase).map({ position * Self.documentsPerCase + $0 }) {
      let asked = self.asked[number] ?? Asked()
      let records = lines.filter { $0.root["document"]?.stringValue == "\(Self.name(number)).txt" }
      guard records.count == 1, let record = records[0].root["record"] else {
        Issue.record("\(wireCase.name): \(records.count) records, asked \(asked.arrivals.count) times")
        continue
      }
      #expect(record["number"]?.stringValue == "D-\(number)", "\(wireCase.name)")
      #expect(record["total"]?.doubleValue == Double(number) + 0.5, "\(wireCase.name)")
      excess += max(asked.billed - wireCase.mostBilled, 0)
      if wireCase.notBefore > .zero, asked.arrivals.count > 1 {
        let waited = asked.arrivals[1] - asked.arrivals[0]
        #expect(waited >= wireCase.notBefore, "\(wireCase.name): asked again after \(waited)")
      }
    }
    return excess
  }

  private static func name(_ number: Int) -> String { String(number + 1000) }

  private static func documentNumber(in request: FakeRequest) -> Int? {
    // The document stands before any earlier answer that quotes another number.
    request.bodyText.firstMatch(of: /Invoice D-([0-9]+)/).flatMap { Int($0.1) }
  }
}
