/// How a completion is written as server-sent events.
package struct FakeStreaming: Sendable {
  /// Unicode scalars of text in each event.
  package var piece = 24
  /// `: OPENROUTER PROCESSING` before the first event and after each.
  package var hasComments = false
  /// An `event:` and an `id:` line with each event.
  package var hasEventNames = false
  package var lineEnd = "\n"
  /// Whether a space follows `data:`.
  package var hasSpace = true
  /// Whether the last event is `[DONE]`.
  package var isDone = true
  /// Whether an event with the finish reason comes at all.
  package var isFinished = true
  /// Whether the usage is in the event of the finish reason; else it has one of its own with empty `choices`.
  package var hasUsageWithFinish = false
  /// A JSON value for `error`, sent instead of all that would follow this many pieces of the text.
  package var error: (afterPieces: Int, value: String)?

  package init() {}
}
