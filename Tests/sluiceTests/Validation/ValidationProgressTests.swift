import Testing

@testable import sluice

/// The line on a terminal that says how far a check has come.
@Suite struct ValidationProgressTests {
  /// What stands on a terminal's line after the bytes: what came behind the last clearing of it.
  private func lastLine(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).split(separator: "\r\u{1B}[K", omittingEmptySubsequences: false)
      .last.map(String.init) ?? ""
  }

  /// A file with errors in every block took the line away each time, so that it was never seen.
  @Test(arguments: [true, false]) func staysWhereEveryBlockHasOutput(sharesTerminal: Bool) throws {
    let screen = Monitor([UInt8]())
    let progress = ValidationProgress(totalBytes: nil, sharesTerminal: sharesTerminal, delay: .zero) {
      bytes in screen.withLock { $0 += bytes }
    }
    var report = ValidationReport(
      inputs: [.memory("")], progress: progress,
      write: { bytes in
        if sharesTerminal { screen.withLock { $0 += bytes } }
        return true
      }, warn: { _ in })
    for number in 1...3 {
      let block = LineBlock(size: 16, outputLimit: 16)
      block.counts = .init(lines: 1, invalid: 1)
      block.output = Array("error\n".utf8)
      let isPrinted = report.emit(block)
      #expect(isPrinted)
      let shown = screen.withLock { $0 }
      #expect(lastLine(shown).contains("\(sharesTerminal ? number : 1) line"))
    }
    _ = report.summary(seconds: 1)
    #expect(lastLine(screen.withLock { $0 }) == "")
  }
}
