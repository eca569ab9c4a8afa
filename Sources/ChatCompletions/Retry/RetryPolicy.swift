/// How often and how patiently a request is tried again.
package struct RetryPolicy: Sendable, Hashable {
  /// Attempts in all. Waiting for a model to load counts apart.
  package var maximumAttempts: Int = 5
  /// Time-outs in all: each holds a place for a whole time limit and may have been billed.
  package var maximumTimeouts: Int = 3
  /// Unreadable answers in all: each was billed.
  package var maximumUnreadableAnswers: Int = 2
  /// The first wait; it doubles with every attempt (half a second, as OpenAI's client has it).
  package var firstWait: Duration = .milliseconds(500)
  /// No wait is longer, whatever `Retry-After` says.
  package var maximumWait: Duration = .seconds(60)
  /// The wait between looks at a server that is loading its model.
  package var loadingWait: Duration = .seconds(1)
  /// Waits for a loading model in all; a large one takes minutes from a slow disk.
  package var maximumLoadingWait: Duration = .seconds(300)

  package init() {}
}
