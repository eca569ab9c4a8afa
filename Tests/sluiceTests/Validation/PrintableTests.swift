import JSON
import Testing

@testable import sluice

/// What values and names must not do to a terminal or to a program that reads lines.
@Suite struct PrintableTests {
  @Test(arguments: [
    ("a\nb\r\t", #"a\nb\r\t"#), ("\u{1B}[31m\u{7F}", #"\u001b[31m\u007f"#),
    ("\u{85}\u{9B}31m", #"\u0085\u009b31m"#), ("\u{2028}\u{2029}", #"\u2028\u2029"#),
    ("\u{202A}\u{202E}\u{2066}\u{2069}", #"\u202a\u202e\u2066\u2069"#),
    ("\u{A0}é\u{2027}\u{202F}\u{2065}\u{206A}…", "\u{A0}é\u{2027}\u{202F}\u{2065}\u{206A}…"),
  ])
  func controlsAreEscaped(text: String, expected: String) {
    #expect(text.printable == expected)
  }

  /// U+0085 and U+2028 ended lines, and U+009B is a command to a terminal with 8-bit controls.
  @Test(arguments: [ProblemWriter.Format.text, .jsonl]) func errorsStayOnTheirLine(
    format: ProblemWriter.Format
  ) throws {
    let key = "\u{9B}31m\u{2028}\u{202E}"
    let run = try EngineRun(
      [.memory("{\"\(key)\":1}\n", name: "m\u{85}")], schema: #"{"additionalProperties":false}"#,
      format: format)
    #expect(!run.output.unicodeScalars.contains { $0.value > 0x7F })
    #expect(run.output.contains(#"\u009b31m\u2028\u202e"#))
    guard format == .jsonl else { return }
    let object = try JSONDocument(run.output).root
    #expect(object["file"]?.stringValue == "m\u{85}")
    #expect(object["errors"]?[0]?["instanceLocation"]?.stringValue == "/" + key)
  }
}
