import Chunking
import Documents

/// What the options of `text` mean: documents found, output at hand.
struct TextPlan: Sendable {
  private let discovery: DocumentDiscovery
  private let places: String
  private let reading: DocumentReading
  private let dropsRepeated: Bool
  private let format: TextFormat
  private let folder: TextFolder?
  private let jobs: Int
  private let isQuiet: Bool

  /// Bytes of texts that may wait, beside those being worked on, for one before them.
  private static let waitingLimit = 4 << 20
  /// Texts that may wait for each thread. One large document then holds up nobody for a while.
  private static let waitingPerThread = 16

  init(_ command: TextCommand) throws(CommandFailure) {
    let discovery = try command.discovery.discovery()
    self.discovery = discovery
    places = command.discovery.places
    reading = command.reading.reading(textTokens: textTokens(ofContext: command.contextTokens))
    dropsRepeated = command.reading.dropRepeated
    format = command.format
    folder = try command.output.map { output throws(CommandFailure) in
      try TextFolder(output, of: discovery, readsAllKinds: command.discovery.include.isEmpty)
    }
    jobs = command.jobs ?? availableCores()
    isQuiet = command.quiet
  }

  /// Reads and writes the documents. Returns how many failed.
  func run() throws(CommandFailure) -> Int {
    let sources = TextSources(discovery)
    guard sources.count > 0 else {
      var message = "there is no document to read in \(places)"
      if let passedOver = discovery.passedOver.sentence { message += "; \(passedOver)" }
      throw CommandFailure(message)
    }
    let isLone = sources.count == 1
    let showsProgress = !isQuiet && !isLone && isErrorTerminal()
    let line = StatusLine(sharesTerminal: isOutputTerminal()) { _ = writeAll($0, to: 2) }
    let report = Monitor(
      TextReport(
        total: showsProgress ? discovery.reduce(0) { count, _ in count + 1 } : nil,
        line: showsProgress ? line : nil, write: writeOutputOrExit))
    exitOnInterrupt { [folder] in
      folder?.removeUnfinished()
      _ = report.withLockIfAvailable { $0.clearProgress() }
    }
    let start = ContinuousClock.now
    let jobs = isLone ? 1 : jobs
    var reading = reading
    if dropsRepeated { reading.repeatedLines = learnRepeatedLines(discovery, reading, jobs: jobs) }
    let blocks = (0..<(jobs == 1 ? 1 : jobs * (Self.waitingPerThread + 1))).map { _ in TextBlock() }
    let work = OrderedBlocks(sources, blocks: blocks, waitingLimit: Self.waitingLimit) { block in
      report.withLock { $0.emit(block) }
    }
    runOnThreads(jobs) { [reading] in
      while let block = work.take() {
        read(block, reading, isLone: isLone)
        work.finish(block)
      }
    }
    let (succeeded, failed, stop) = report.withLock { report in
      report.clearProgress()
      return (report.succeeded, report.failed, report.stop)
    }
    if !isQuiet {
      if (folder != nil && succeeded + failed > 0) || (failed > 0 && !isLone) {
        printError(summary(succeeded, failed, seconds: (ContinuousClock.now - start).seconds).printable)
      }
      if stop == nil, let passedOver = discovery.passedOver.sentence { printError(passedOver) }
    }
    if let stop { throw stop }
    return failed
  }

  private func read(_ block: TextBlock, _ reading: DocumentReading, isLone: Bool) {
    guard let source = block.source else { return }
    do throws(DocumentError) {
      let document = try reading(source)
      if let folder {
        write(document, to: folder, block)
        return
      }
      if !isLone, format == .text { block.output += "==> \(source.path.printable) <==\n".utf8 }
      block.output += format.bytes(of: document)
    } catch {
      block.failure = .document(error.message)
    }
  }

  private func write(_ document: Document, to folder: TextFolder, _ block: TextBlock) {
    do throws(TextFailure) {
      try folder.write(format.bytes(of: document), to: document.path + format.fileExtension)
    } catch {
      block.failure = error
    }
  }

  private func summary(_ succeeded: Int, _ failed: Int, seconds: Double) -> String {
    var text = counted(succeeded + failed, "document")
    if let folder { text += ": \(grouped(succeeded)) written to \(folder.path)" }
    if failed > 0 { text += ", \(grouped(failed)) failed" }
    return text + ", \(decimal(seconds, places: 1)) s"
  }
}

/// The tokens of document text that a request of some tokens has room for, its answer aside; the rest of the prompt is
/// not known here.
private func textTokens(ofContext tokens: Int) -> Int {
  tokens - min(8192, tokens / 4)
}
