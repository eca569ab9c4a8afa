import TestSupport
import Testing

/// Every answer that a provider can give, once for each document and then good ones: every document has its record, none twice,
/// and nothing is paid twice without need.
@Suite(.serialized, .timeLimit(.minutes(2))) struct WireAnswerTests {
  enum Kind: CaseIterable {
    case contents, transport, streams, runaways, slow

    var cases: [WireCase] {
      switch self {
      case .contents: WireCase.contents
      case .transport: WireCase.transport
      case .streams: WireCase.streams
      case .runaways: WireCase.runaways
      case .slow: WireCase.slow
      }
    }

    /// With the usual 300 seconds the tests would take as long.
    var options: [String] { self == .slow ? ["--request-timeout", "2"] : [] }
  }

  @Test(arguments: Kind.allCases)
  func isComplete(kind: Kind) async throws {
    try await check(kind, kind.options)
  }

  @Test(arguments: Kind.allCases)
  func isCompleteWithoutStreams(kind: Kind) async throws {
    try await check(kind, kind.options + ["--no-stream"])
  }

  /// On a machine that is short of time a good answer can be late enough to be given up, and paid once more: what was paid twice
  /// is tried again, and must not be so each time.
  private func check(_ kind: Kind, _ options: [String]) async throws {
    var overpaid = Set(kind.cases.map(\.name))
    for _ in 0..<3 where !overpaid.isEmpty {
      overpaid.formIntersection(try await casesOverpaid(kind, options))
    }
    #expect(overpaid.isEmpty, "billed more often than need be")
  }

  private func casesOverpaid(_ kind: Kind, _ options: [String]) async throws -> [String] {
    try await TemporaryFolder.with { folder in
      let run = try await WireRun(kind.cases, in: folder, options)
      #expect(run.result.exitCode == 0, "\(run.summary)")
      var overpaid: [String] = []
      for (position, wireCase) in kind.cases.enumerated() where run.check(wireCase, at: position) > 0 {
        overpaid.append(wireCase.name)
      }
      #expect(run.took < .seconds(30))
      if kind == .runaways {
        // Of 50 MB each; what lies in the buffers of two sockets can't be called back.
        let each = run.bodyByteCount / (kind.cases.count * WireRun.documentsPerCase)
        #expect(each < 16_000_000, "\(each) bytes of a runaway answer were taken")
      }
      return overpaid
    }
  }
}
