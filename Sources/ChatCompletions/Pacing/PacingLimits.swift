/// The limits of a run that every request must fit into.
package struct PacingLimits: Sendable, Hashable {
  /// The most requests in flight at a time; how many really are follows what the server takes.
  package var concurrency: Int
  package var requestsPerMinute: Int?
  /// Prompts and answers together.
  package var tokensPerMinute: Int?
  /// US dollars. A request is sent only if its worst case fits what is left.
  package var maximumCost: Double?
  /// What earlier runs have used of ``maximumCost``.
  package var alreadySpent: Double = 0
  /// A server that is down for longer ends the run.
  package var maximumDowntime: Duration = .seconds(300)

  package init(concurrency: Int = 16) { self.concurrency = concurrency }
}
