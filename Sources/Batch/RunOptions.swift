/// Where a run writes and how much it does at once.
package struct RunOptions: Sendable {
  /// The records file.
  package var output: String
  /// The folder of what a run keeps beside its output.
  package var stateFolder: String
  /// Documents that are worked on at once, at least 1.
  package var concurrency: Int
  /// Whether a line is the record alone.
  package var isBare = false
  /// Whether an output that is there is replaced.
  package var isFresh = false

  package init(output: String, stateFolder: String? = nil, concurrency: Int) {
    self.output = output
    self.stateFolder = stateFolder ?? output + ".state"
    self.concurrency = max(concurrency, 1)
  }

  /// The failures file: `out.failures.jsonl` beside `out.jsonl`.
  package var failuresPath: String {
    (output.hasSuffix(".jsonl") ? String(output.dropLast(6)) : output) + ".failures.jsonl"
  }
}
