/// How often and how patiently a request is tried again.
package struct RetryPolicy: Sendable, Hashable {
  /// Attempts in all. Waiting for a model to load, for a busy server or for one that is down counts apart.
  package var maximumAttempts: Int = 5
  /// Refusals for load in all (429, 503, 529): they cost nothing, and a limit a minute takes a minute to pass.
  package var maximumRefusals: Int = 10
  /// Time-outs in all: each holds a place for a whole time limit and may have been billed.
  package var maximumTimeouts: Int = 3
  /// Unreadable answers in all: each was billed.
  package var maximumUnreadableAnswers: Int = 2
  /// The first wait; each one after it is three times as long. A fault that meets one request is mostly gone at the
  /// next; one that meets them all opens the circuit, where waiting uses up nothing.
  package var firstWait: Duration = .milliseconds(100)
  /// No wait is longer, whatever `Retry-After` says.
  package var maximumWait: Duration = .seconds(60)
  /// The wait between looks at a server that is loading its model.
  package var loadingWait: Duration = .seconds(1)
  /// Waits for a loading model in all; a large one takes minutes from a slow disk.
  package var maximumLoadingWait: Duration = .seconds(300)

  package init() {}
}
