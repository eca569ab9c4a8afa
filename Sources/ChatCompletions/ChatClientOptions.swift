package import Logging

/// The numbers of a client, and what tests put in the place of clock and chance.
package struct ChatClientOptions: Sendable {
  /// Requests in flight at a time.
  package var concurrency: Int
  /// For one attempt, from the connection to the last byte of the answer. An answer of some thousand tokens takes a small
  /// machine minutes.
  package var requestTimeout: Duration
  package var retry: RetryPolicy
  /// A larger answer is not read to its end. 32 MiB is a hundred times what the longest output limits allow.
  package var maximumAnswerBytes: Int
  /// Gets a debug line for each attempt, without the document's text and without the key.
  package var logger: Logger
  /// Waits between attempts.
  package var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  /// A number from 0 up to 1 by chance.
  package var jitter: @Sendable () -> Double = { Double.random(in: 0..<1) }

  package init(
    concurrency: Int = 16, requestTimeout: Duration = .seconds(300), retry: RetryPolicy = RetryPolicy(),
    maximumAnswerBytes: Int = 32 << 20,
    logger: Logger = Logger(label: "sluice.chat", factory: { _ in SwiftLogNoOpLogHandler() })
  ) {
    self.concurrency = concurrency
    self.requestTimeout = requestTimeout
    self.retry = retry
    self.maximumAnswerBytes = maximumAnswerBytes
    self.logger = logger
  }
}
