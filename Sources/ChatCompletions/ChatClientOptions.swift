package import Logging

/// The numbers of a client, and what tests put in the place of clock and chance.
package struct ChatClientOptions: Sendable {
  /// What a run may do at once, in a minute, and in all.
  package var limits: PacingLimits
  /// For one attempt, from the connection to the last byte of the answer. An answer of some thousand tokens takes a small
  /// machine minutes.
  package var requestTimeout: Duration
  /// Between two bytes of a stream. Providers send comments while a model thinks; those that don't think for a minute or
  /// two at most.
  package var idleTimeout: Duration = .seconds(120)
  package var retry: RetryPolicy
  /// How requests begin; `nil` for what the profile says.
  package var shape: RequestShape?
  /// Gets debug lines for each attempt, without the document's text and without the key.
  package var logger: Logger
  /// Told, once each, what a server refused and how the run goes on without it.
  package var notice: @Sendable (String) -> Void = { _ in }
  /// The time since some beginning, for the pace of requests.
  package var now: @Sendable () -> Duration = Admission.timeSinceStart()
  /// Waits, between attempts and for the pace, by the same clock.
  package var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  /// A number from 0 up to 1 by chance.
  package var jitter: @Sendable () -> Double = { Double.random(in: 0..<1) }

  package init(
    limits: PacingLimits = PacingLimits(), requestTimeout: Duration = .seconds(300),
    retry: RetryPolicy = RetryPolicy(),
    logger: Logger = Logger(label: "sluice.chat", factory: { _ in SwiftLogNoOpLogHandler() })
  ) {
    self.limits = limits
    self.requestTimeout = requestTimeout
    self.retry = retry
    self.logger = logger
  }
}
