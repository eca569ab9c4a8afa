import TestSupport

extension WireCase {
  /// What an answer's text can be. `{"number":"A-1","total":10.50,"note":"first"}` is the good one.
  static let contents: [WireCase] = salvageable + askedAgain

  /// All of the record is there, if not as it was asked for: nothing is asked twice.
  private static let salvageable: [WireCase] = [
    text("fenced") { "```json\n\($0)\n```" },
    text("fenced, prose around") {
      "Here is the record:\n\n```\n\($0)\n```\n\nLet me know if you need more!"
    },
    text("prose around") { "Sure! The record {as asked} is: \($0) Is there anything else?" },
    text("byte order mark") { "\u{FEFF}" + $0 },
    text("white space around") { "\n\n  \($0)\n\n" },
    text("trailing comma") { $0.dropLast() + ",}" },
    text("single quotes") { $0.replacing("\"", with: "'") },
    text("unquoted keys") {
      $0.replacing("\"number\"", with: "number").replacing("\"total\"", with: "total").replacing(
        "\"note\"", with: "note")
    },
    text("Python literals") { $0.replacing("\"", with: "'").replacing("'first'", with: "None") },
    text("raw line feed in a string") { $0.replacing("first", with: "first\nand\tsecond") },
    text("comment") { $0.replacing("\"total\"", with: "// as printed\n\"total\"") },
    text("encoded twice") { quoted($0) },
    text("thoughts in front") { "<think>It may be {\"number\":\"X-9\",\"total\":1}. No.</think>\n\n" + $0 },
    text("a key twice, the same") { $0.replacing("\"total\"", with: "\"note\":\"first\",\"total\"") },
    WireCase("content in parts") { .completion($0).completed { $0.contentForm = .parts } },
    WireCase("tool call") {
      .completion($0, finishReason: "tool_calls").completed { $0.contentForm = .toolCall }
    },
    WireCase("all in the reasoning") { .completion("", reasoning: $0) },
    WireCase("no usage") { .completion($0).completed { $0.usage = "" } },
    WireCase("no finish reason of note") { .completion($0, finishReason: "eos") },
  ]

  /// The record is not there, or nobody can say that it is.
  private static let askedAgain: [WireCase] = [
    text("NaN", 2) { $0.replacing(/"total":[0-9.]+/, with: "\"total\":NaN") },
    text("Infinity", 2) { $0.replacing(/"total":[0-9.]+/, with: "\"total\":-Infinity") },
    text("a key twice, two values", 2) { $0.replacing("\"total\"", with: "\"number\":\"X-9\",\"total\"") },
    text("cut and called whole", 2) { String($0.dropLast(8)) },
    text("missing member", 2) { $0.replacing(/"total":[0-9.]+,/, with: "") },
    text("member too many", 2) { $0.replacing("\"total\"", with: "\"tax\":1,\"total\"") },
    text("number as text", 2) { $0.replacing(/"total":([0-9.]+)/) { "\"total\":\"\($0.1)\"" } },
    text("null that may not be", 2) { $0.replacing(/"number":"[^"]*"/, with: "\"number\":null") },
    text("pattern not met", 2) { $0.replacing(/"number":"[^"]*"/, with: "\"number\":\"number 1\"") },
    text("a list of records", 2) { "[\($0)]" },
    text("the record in a record", 2) { "{\"record\":\($0)}" },
    text("no JSON", 2) { _ in "I could not find a record in this document." },
    text("a JSON scalar", 2) { _ in "null" },
    WireCase("empty", mostBilled: 2) { _ in .completion("") },
    WireCase("content null", mostBilled: 2) { _ in .completion(nil) },
    WireCase("refused", mostBilled: 2) { _ in .completion(nil, refusal: "I can't help with that.") },
    WireCase("length", mostBilled: 2) { .completion(String($0.dropLast(9)), finishReason: "length") },
    WireCase("length, all of it thought", mostBilled: 2) { _ in
      .completion("", finishReason: "length", reasoning: "First, the number. It is…")
    },
    WireCase("filtered", mostBilled: 2) { _ in .completion("", finishReason: "content_filter") },
    WireCase("finish reason error", mostBilled: 2) { _ in
      .json(
        #"{"id":"g","choices":[{"index":0,"finish_reason":"error","error":{"code":502,"message":"upstream"},"message":{"role":"assistant","content":"{"}}],"usage":{"prompt_tokens":9,"completion_tokens":1,"total_tokens":10}}"#
      ).billed()
    },
  ]

  private static func text(
    _ name: String, _ mostBilled: Int = 1, _ change: @escaping @Sendable (String) -> String
  ) -> WireCase {
    WireCase(name, mostBilled: mostBilled) { .completion(change($0)) }
  }
}
