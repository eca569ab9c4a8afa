package import ChatCompletions
package import Extraction

/// How a run stands or ended. Every document found is in exactly one of the counts.
package struct RunSummary: Sendable {
  /// Documents found.
  package internal(set) var found = 0
  /// Documents whose records are written.
  package internal(set) var succeeded = 0
  /// Documents with a line in the failures file.
  package internal(set) var failed = 0
  /// Documents that are being worked on.
  package internal(set) var inFlight = 0
  /// Records written.
  package internal(set) var records = 0
  /// Documents whose records were read from an answer that had to be mended.
  package internal(set) var salvaged = 0
  /// Those documents by what was mended.
  package internal(set) var mends: [String: Int] = [:]
  /// Failed documents by kind.
  package internal(set) var failures: [Failure.Kind: Int] = [:]
  /// Requests, tokens and cost.
  package internal(set) var usage = Usage.zero
  /// What ended the run before its last document: nil where nothing did.
  package internal(set) var stop: Stop?

  /// Documents that have neither records nor a failure.
  package var unfinished: Int { found - succeeded - failed }

  /// Whether there is anything that was asked for and may have been paid: documents with their records, or answers.
  package var hasResults: Bool {
    succeeded > 0 || usage.completionTokens > 0 || usage.uncountedAnswers > 0
  }

  /// Why a run ended early.
  package enum Stop: Sendable {
    /// The caller asked for it.
    case requested
    /// The provider's answer, or its absence, means that no request can succeed.
    case provider(ChatError)
    /// A limit that the user set is reached.
    case limit(ChatError)

    init(_ error: ChatError) {
      switch error.kind {
      case .cancelled: self = .requested
      case .costLimit: self = .limit(error)
      default: self = .provider(error)
      }
    }
  }

  mutating func count(_ result: Result<[ExtractedRecord], Failure>) {
    switch result {
    case .success(let extracted):
      succeeded += 1
      records += extracted.count
      let mends = extracted.reduce(into: Mends()) { $0.formUnion($1.mends) }
      if !mends.isEmpty { salvaged += 1 }
      for name in mends.names { self.mends[name, default: 0] += 1 }
    case .failure(let failure):
      failed += 1
      failures[failure.kind, default: 0] += 1
    }
  }
}
