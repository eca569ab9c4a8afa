import Testing

@testable import ChatCompletions

@Suite struct RunawayGuardTests {
  /// What the guard says of a text that grows by a number of bytes at a time, and after how many bytes.
  func look(_ text: String, by step: Int, maximumBytes: Int = .max) -> (reason: CutReason, bytes: Int)? {
    var runaway = RunawayGuard(maximumBytes: maximumBytes)
    let bytes = Array(text.utf8)
    var answer: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
      answer.append(contentsOf: bytes[start..<min(start + step, bytes.count)])
      if let reason = runaway.look(at: answer) { return (reason, answer.count) }
    }
    return nil
  }

  /// Text without repeats, the same at each call.
  static func prose(_ bytes: Int, seed: UInt64 = 7) -> String {
    var state = seed
    var text = ""
    while text.utf8.count < bytes {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text += String(state >> 40, radix: 36) + " "
    }
    return String(text.prefix(bytes))
  }

  static func rows(_ count: Int) -> String {
    (0..<count).map { #"{"id":\#($0),"name":"x","price":null,"note":""},"# }.joined()
  }

  struct Runaway: Sendable, CustomTestStringConvertible {
    var name: String
    var start: String
    var unit: String
    var reason: CutReason
    /// It must be found before this many bytes of the loop have come.
    var within: Int
    var testDescription: String { name }
  }

  static let runaways: [Runaway] = [
    Runaway(name: "line feeds", start: #"{"a":1"#, unit: "\n", reason: .whitespace, within: 600),
    Runaway(name: "spaces and tabs", start: "{\n", unit: " \t\n", reason: .whitespace, within: 600),
    Runaway(name: "white space behind the end", start: "{}", unit: "\n\n", reason: .whitespace, within: 600),
    Runaway(name: "white space from the start", start: "", unit: " ", reason: .whitespace, within: 600),
    Runaway(name: "spaces in a string", start: #"{"a":""#, unit: " ", reason: .loop, within: 10_000),
    Runaway(name: "escaped line feeds", start: #"{"a":""#, unit: #"\n"#, reason: .loop, within: 10_000),
    Runaway(name: "a digit", start: #"{"a":0."#, unit: "3", reason: .loop, within: 10_000),
    Runaway(name: "a word", start: #"{"a":"so "#, unit: "la ", reason: .loop, within: 10_000),
    Runaway(name: "a row", start: "[", unit: #"{"a":"b","n":12},"#, reason: .loop, within: 10_000),
    Runaway(
      name: "an indented row", start: "[", unit: "\n        {\n          \"a\": \"b\"\n        },",
      reason: .loop, within: 10_000),
    Runaway(
      name: "a sentence late", start: prose(50_000), unit: prose(700, seed: 9), reason: .loop, within: 24_000),
    Runaway(name: "records", start: rows(20), unit: rows(60), reason: .loop, within: 42_000),
    Runaway(name: "a page", start: "{", unit: prose(7000), reason: .loop, within: 48_000),
    Runaway(name: "characters of three bytes", start: "", unit: "价格", reason: .loop, within: 10_000),
  ]

  @Test(arguments: runaways)
  func findsARunaway(_ runaway: Runaway) throws {
    let text =
      runaway.start + String(repeating: runaway.unit, count: 100_000 / runaway.unit.utf8.count)
    for step in [1, 3, 64, 1000] {
      let found = try #require(look(text, by: step))
      #expect(found.reason == runaway.reason)
      #expect(found.bytes - runaway.start.utf8.count <= runaway.within + step)
    }
  }

  static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  /// What real answers repeat.
  static let harmless: [String] = [
    "", "{}", prose(200_000), rows(4000),
    "[\(repeated("0,", 4000))0]",
    "[\(repeated(#"{"quantity":1,"unit":"pcs","price":null},"#, 195))]",
    "{\"text\":\"\(repeated(".", 8000))\"}",
    repeated(repeated("-", 4000) + prose(10), 5),
    "{\n\(repeated(" ", 400))\"a\": 1\n}",
    "|\(repeated(repeated(" ", 300) + "|", 20))",
    (0..<5000).map { "\n        {\n          \"n\": \($0)\n        }," }.joined(),
    repeated(prose(5000), 4),
  ]

  @Test(arguments: harmless)
  func letsPass(text: String) {
    for step in [1, 50, 4096] {
      let found = look(text, by: step)
      #expect(found == nil, "\(text.prefix(60))")
    }
  }

  @Test func moreThanTheTokensCanBeIsTooLong() throws {
    let text = Self.prose(5000)
    #expect(look(text, by: 100, maximumBytes: 5000) == nil)
    let found = try #require(look(text, by: 100, maximumBytes: 4000))
    #expect(found == (.tooLong, 4100))
  }

  @Test func quotesInStringsDoNotEndThem() {
    #expect(look(#"{"a":"\"\\\""# + String(repeating: " ", count: 2000), by: 10) == nil)
    #expect(look(#"{"a":"\\""# + String(repeating: " ", count: 2000), by: 10)?.reason == .whitespace)
  }

  static let endings: [(String, CutReason?)] = [
    ("{\"a\":1\(repeated("\n", 100))", .whitespace),
    ("{\"a\":\"\(repeated("la ", 600))", .loop),
    ("[\(repeated("{\"a\":\"b\",\"n\":12},", 100))", .loop),
    ("{\"a\":1\(repeated("\n", 40))", nil),
    ("[\(rows(100))", nil),
    ("{\"a\":\"\(repeated("la ", 500))and so it ended", nil),
  ]

  @Test(arguments: endings)
  func aTokenLimitNeedsLess(text: String, reason: CutReason?) {
    var runaway = RunawayGuard(maximumBytes: .max)
    #expect(runaway.look(at: Array(text.utf8)) == nil)
    #expect(runaway.reasonForLength == reason)
  }
}
