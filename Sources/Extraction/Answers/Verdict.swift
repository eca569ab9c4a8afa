import JSON

/// What an answer is worth.
enum Verdict: Sendable {
  /// Valid records, and what had to be mended in the answer to read them.
  case records([JSONValue], Mends)
  case rejected(Rejection)
}

/// Why an answer would not do.
struct Rejection: Sendable {
  let kind: Failure.Kind
  /// A sentence fragment for a person, without values, which may be customers' data.
  let message: String
  /// What the model is told, values included.
  let problems: [String]

  /// Whether the answer is JSON that holds no record.
  let lacksRecords: Bool

  init(
    _ kind: Failure.Kind, _ message: String, problems: [String]? = nil, lacksRecords: Bool = false
  ) {
    self.kind = kind
    self.message = message
    self.problems = problems ?? [message]
    self.lacksRecords = lacksRecords
  }

  /// How far the answer is from one that would do: fewer errors are better, and any JSON is better than none.
  var distance: Int {
    switch kind {
    case .invalid: lacksRecords ? 50 : problems.count
    case .notJSON: 100
    case .truncated: 200
    case .runaway: 300
    case .filtered, .refused: 400
    default: 500
    }
  }
}
