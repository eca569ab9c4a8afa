import ChatCompletions
package import Documents
package import Extraction

/// One run: documents in, lines out, in the documents' order whatever the concurrency.
package struct Run: Sendable {
  private let extractor: Extractor
  private let options: RunOptions
  private let read: @Sendable (DocumentSource) throws(DocumentError) -> Document

  /// - Parameter read: reads a document from its file. It may block.
  package init(
    extractor: Extractor, options: RunOptions,
    read: @escaping @Sendable (DocumentSource) throws(DocumentError) -> Document = {
      source throws(DocumentError) in try readDocument(source)
    }
  ) {
    self.extractor = extractor
    self.options = options
    self.read = read
  }

  /// Finished documents that may wait for an earlier one, for each document in flight. It bounds the memory of a run, and
  /// lets the others go on while one document is retried: 16 times the concurrency is a minute at four seconds an answer.
  private static let waitingPerFlight = 16

  /// Works through the documents.
  ///
  /// A document's failure is a line in the failures file. A stop, asked for or by the provider, leaves the output under its
  /// `.partial` name with everything that was finished; where that is nothing, no file is left.
  ///
  /// - Parameters:
  ///   - documents: walked twice: once to count, once to read.
  ///   - stop: asks for an early end.
  ///   - progress: called after each document.
  /// - Throws: ``RunError`` where the output can't be written or there are no documents.
  package func callAsFunction(
    _ documents: some Sequence<DocumentSource>, stop: StopRequest = StopRequest(),
    progress: (RunSummary) -> Void = { _ in }
  ) async throws(RunError) -> RunSummary {
    var summary = RunSummary()
    for _ in documents { summary.found += 1 }
    guard summary.found > 0 else { throw RunError(.noDocuments, "there is no document to read") }
    var files = try RunFiles(options)
    progress(summary)

    let failed = await withTaskGroup(of: Finished.self) { group -> RunError? in
      var remaining = documents.makeIterator()
      var isWalked = false
      var started = 0
      var written = 0
      var waiting: [Int: Finished] = [:]
      let window = options.concurrency * (Self.waitingPerFlight + 1)
      while true {
        while summary.inFlight < options.concurrency, started - written < window, summary.stop == nil,
          !stop.isRequested, !isWalked
        {
          guard let source = remaining.next() else {
            // Files may have come or gone since they were counted.
            isWalked = true
            summary.found = started
            break
          }
          summary.found = max(summary.found, started + 1)
          let number = started
          group.addTask { await work(on: source, number: number) }
          started += 1
          summary.inFlight += 1
        }
        guard let finished = await group.next() else { break }
        summary.inFlight -= 1
        waiting[finished.number] = finished
        // The answers to the requests in flight are paid for: they are waited for, and no new ones are sent.
        if case .failure(let error) = finished.outcome, summary.stop == nil {
          summary.stop = RunSummary.Stop(error)
        }
        do throws(RunError) {
          while let next = waiting.removeValue(forKey: written) {
            try write(next, to: &files, &summary)
            written += 1
          }
        } catch {
          group.cancelAll()
          return error
        }
        progress(summary)
      }
      do throws(RunError) {
        for number in waiting.keys.sorted() {
          if let late = waiting[number] { try write(late, to: &files, &summary) }
        }
      } catch {
        return error
      }
      return nil
    }
    if let failed { throw failed }
    if summary.unfinished == 0 {
      try files.commit(options)
      return summary
    }
    if summary.stop == nil { summary.stop = .requested }
    // Without a record or an answer there is nothing to keep, and nothing should stand in the next run's way.
    if !summary.hasResults { files.discard() }
    return summary
  }

  /// A document that has been worked on.
  private struct Finished: Sendable {
    let number: Int
    let document: String
    /// What came of it, or why the run can't go on.
    let outcome: Result<DocumentOutcome, ChatError>
  }

  private func write(
    _ finished: Finished, to files: inout RunFiles, _ summary: inout RunSummary
  ) throws(RunError) {
    switch finished.outcome {
    case .success(let outcome):
      try files.write(outcome, for: finished.document)
      summary.usage += outcome.usage
      summary.count(outcome.result)
    case .failure(let error):
      summary.usage += error.usage
    }
  }

  private func work(on source: DocumentSource, number: Int) async -> Finished {
    let document = await offPool { [read] () -> Result<Document, DocumentError> in
      do throws(DocumentError) { return .success(try read(source)) } catch { return .failure(error) }
    }
    let outcome: Result<DocumentOutcome, ChatError>
    switch document {
    case .failure(let error):
      outcome = .success(DocumentOutcome(result: .failure(Failure(error))))
    case .success(let document):
      do throws(ChatError) {
        outcome = .success(try await extractor.extract(document))
      } catch {
        outcome = .failure(error)
      }
    }
    return Finished(number: number, document: source.path, outcome: outcome)
  }
}
