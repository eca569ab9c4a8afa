import JSON
import Testing

@testable import Extraction

@Suite struct AnswerContentTests {
  /// What is read of a text, and what had to be mended.
  private func values(_ text: String) -> [(json: String, mends: [String])] {
    guard case .values(let values) = answerContent(Array(text.utf8)) else { return [] }
    return values.map { (String(decoding: $0.document.bytes, as: UTF8.self), $0.mends.names) }
  }

  @Test(
    arguments: [
      ("{\"a\":1}", "{\"a\":1}", []),
      (" \n{\"a\" : 1}\t\r\n", "{\"a\" : 1}", []),
      ("\u{FEFF}{\"a\":1}", "{\"a\":1}", ["byte order mark"]),
      ("```json\n{\"a\":1}\n```", "{\"a\":1}", ["code fence"]),
      ("```\n{\"a\":1}```\n", "{\"a\":1}", ["code fence"]),
      ("```json\n{\"a\":\"```\"}\n```", "{\"a\":\"```\"}", ["code fence"]),
      ("Here it is:\n```json\n{\"a\":1}\n```\nAsk for more!", "{\"a\":1}", ["code fence", "text around"]),
      ("Sure! {\"a\":1} I hope [this] (it's) {of} use [1", "{\"a\":1}", ["text around"]),
      ("{\"a\":1}\n\nNote: the total isn't stated.", "{\"a\":1}", ["text around"]),
      ("The form {number: text} gives {\"a\":1}", "{\"a\":1}", ["text around"]),
      ("<think>Is it {\"a\":2}? No.</think>\n{\"a\":1}", "{\"a\":1}", ["thinking in front"]),
      ("Is it {\"a\":2}? No.</think>{\"a\":1}", "{\"a\":1}", ["thinking in front"]),
      (
        "<think></think>```json\n{\"a\":1,}\n```", "{\"a\":1}",
        ["thinking in front", "code fence", "trailing comma"]
      ),
      ("{\"a\":[1,2,],}", "{\"a\":[1,2]}", ["trailing comma"]),
      ("{'a':'it\\'s \"x\"'}", "{\"a\":\"it's \\\"x\\\"\"}", ["single quotes"]),
      ("{\"a\":\"it\\'s\"}", "{\"a\":\"it's\"}", ["odd escape"]),
      ("{'a':'1\\xa0000'}", "{\"a\":\"1\\u00a0000\"}", ["single quotes", "odd escape"]),
      ("{a_1:1,$b:2,größe:3, d-e : 4}", "{\"a_1\":1,\"$b\":2,\"größe\":3,\"d-e\":4}", ["unquoted key"]),
      ("{\"a\":True,\"b\":[False,None]}", "{\"a\":true,\"b\":[false,null]}", ["Python literal"]),
      ("{\"a\":\"x\ny\tz\u{01}\u{1F}\"}", "{\"a\":\"x\\ny\\tz\\u0001\\u001f\"}", ["control character"]),
      ("{\"a\":+1,\"b\":[.5,5.,-.5,1.e3]}", "{\"a\":1,\"b\":[0.5,5.0,-0.5,1.0e3]}", ["number form"]),
      ("{\"a\":1.50E+2,\"b\":-0.0}x", "{\"a\":1.50E+2,\"b\":-0.0}", ["text around"]),
      ("{\"a\":\u{A0}1,\u{2003}\"b\":2}", "{\"a\":1,\"b\":2}", ["odd blank"]),
      ("{\"a\":1, // the number\n/* and */ \"b\":2 # done\n}", "{\"a\":1,\"b\":2}", ["comment"]),
      ("{\"a\":\"// no comment\",}", "{\"a\":\"// no comment\"}", ["trailing comma"]),
      (
        "{\"a\":1,\"b\":{\"c\":[2]},\"a\":1.0,\"b\":{\"c\":[2]}}", "{\"a\":1,\"b\":{\"c\":[2]}}",
        ["repeated key"]
      ),
      ("\"{\\\"a\\\":1}\"", "{\"a\":1}", ["double encoding"]),
      ("{\\\"a\\\":\\\"x\\\\ny\\\"}", "{\"a\":\"x\\ny\"}", ["double encoding"]),
      ("\"\\\"{\\\\\\\"a\\\\\\\":1}\\\"\"", "{\"a\":1}", ["double encoding"]),
      ("{\"a\":1}\n{\"a\":2},{\"a\":3}", "[{\"a\":1},{\"a\":2},{\"a\":3}]", ["values in a row"]),
      ("{\"a\":1}}", "{\"a\":1}", ["text around"]),
      ("{\"a\":1},", "{\"a\":1}", ["text around"]),
      ("Here you are: {\"a\":1}", "{\"a\":1}", ["text around"]),
      ("12", "12", []),
    ] as [(String, String, [String])])
  func looseJSONIsRead(text: String, json: String, mends: [String]) throws {
    let values = values(text)
    let first = try #require(values.first)
    #expect(values.count == 1)
    #expect(first.json == json)
    #expect(first.mends == mends)
  }

  /// The last value is the likeliest: what comes before is a draft.
  @Test func theLastValueComesFirst() {
    let found = values("First {\"a\":1}, better: {\"a\":2} or [3].")
    #expect(found.map(\.json) == ["[3]", "{\"a\":2}", "{\"a\":1}"])
  }

  /// What is cut, elided or unclear is never made whole.
  @Test(arguments: [
    "", "no JSON", "{\"a\":1", "{\"a\":\"x", "{\"a\":[1,2]", "{\"a\":tru", "{\"a\":1,\"b\":{\"c\":2}",
    "[{\"a\":1},{\"a\":2}",
    "```json\n{\"a\":1", "{\"a\":NaN}", "{\"a\":-Infinity}", "{\"a\":{\"b\":1},\"c\":NaN}",
    "{\"a\":undefined}",
    "{\"a\":[1,2,...]}", "{\"a\":[{\"b\":1}, // ... and 20 more\n]}",
    "{\"a\":[1 /* remaining items omitted */]}",
    "{\"a\":\"he said \"no\" to me\"}", "{\"a\":1 \"b\":2}", "{\"a\":1,,\"b\":2}", "{\"a\":007}",
    "{\"a\":1_000}", "{\"a\":0x1F}",
    "{\"a\":1,\"a\":2}", "{\"a\":\"\\d\"}", "{\"a\":\"\\ud800\"}", "{\"a\":'x", "{\"a\":}", "{,}", "{\"a\"}",
    "[1,2", "{\"a\":--1}",
    "{\"a\":1.2.3}", "{\"a\":1e}", "{\"a\":.}", "<think>{\"a\":1}", "{\"a\":1]",
    "{\"draft\":1} and then {\"a\":[1,",
    "{\"draft\":1} and then {\"a\":[1,NaN]}", "{\"a\":(1,2)}", "{\"a\":b'x'}", "{1:2}",
    "{\"a\":{\"b\":1}},\"c\":2}",
    "\"a\": {\"b\":1}}", "{\"a\":{\"b\":1}}, c: {\"d\":2}}", "[{\"a\":1}],{\"b\":2}]}", "'a' : [1]",
    "{a: x, b: {\"c\":1}}", "{a: x, b: {\"c\":1}", "[x, {\"a\":1}]", "{\"a\":1}}, \"b\":2}",
    "['{a:1}', '\\:', 2]", "{\u{201C}a\u{201D}:1}", "{\u{300C}a\u{300D}:1}", "{\u{FF02}a\u{FF02}:1}",
    "{\u{AB}a\u{BB}:1}",
  ])
  func whatIsNotCertainIsNotRead(text: String) {
    let found = values(text)
    #expect(found.isEmpty, "\(found)")
  }

  /// However an answer is written, no beginning of it is taken for the whole.
  @Test(arguments: [
    "{\"a\":[1,{\"b\":\"[2] {3}\"},[]],\"c\":{\"d\":null}}", "[\"see {'a':1} and [2]\",{\"a\":1},2]",
    "{a:[1,2.5e3,{b:'[2]'}],c:{},d:True}", "Here: ```json\n{\"a\":[{\"b\":1},{\"b\":2}]}",
    "{'a': ['x', [1], {'b': None}]}",
    "<think>[1] {\"a\":0}</think>{\"a\":[{\"b\":1}]}", "\"{\\\"a\\\":[{\\\"b\\\":1}]}\"",
    "{\\\"a\\\":[{\\\"b\\\":1}]}",
    "[[1,2],[3,4]]", "/* a */ {\"a\": [ // b\n{} ] }",
  ])
  func aBeginningIsNeverTheWhole(text: String) {
    let bytes = Array(text.utf8)
    guard case .values(let whole) = answerContent(bytes) else {
      Issue.record("the whole is not read")
      return
    }
    #expect(whole.count == 1)
    for end in 0..<bytes.count {
      if case .values(let values) = answerContent(Array(bytes[..<end])) {
        Issue.record(
          "\(String(decoding: bytes[..<end], as: UTF8.self)): \(values.map { String(decoding: $0.document.bytes, as: UTF8.self) })"
        )
      }
    }
  }

  /// Hostile answers cost time in proportion to their length, and no stack.
  @Test func workIsBounded() {
    for pattern in [
      "[", "{\"a\":", "{a:", "[1,", "{'", "[[1],", "\"\\\"", "{\"a\":/*", "```{", "{} ", "{},x", "[\"'",
    ] {
      let text = String(repeating: pattern, count: 200_000 / pattern.utf8.count)
      #expect(values(text).count <= 16)
    }
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect(values(deep).isEmpty)
  }

  /// Reading never traps, whatever is cut off or put in.
  @Test func mutilatedAnswersAreSurvived() {
    let seed = Array(
      "Sure:\n```json\n{'a': [1, 2.5e3, None, \"x\\u00e9\\n\"], b: {\"c\": .5,}, // c\n\"d\": \"\u{2003}\"}\n```"
        .utf8)
    var generator = SeededGenerator(state: 17)
    for end in 0...seed.count { _ = answerContent(Array(seed[..<end])) }
    for _ in 0..<3000 {
      var text = seed
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<text.count, using: &generator)
        if Bool.random(using: &generator) {
          text.remove(at: place)
        } else {
          text.insert(
            Array("{}[]\"'\\:,/*#`.+-0eNTx\n".utf8).randomElement(using: &generator) ?? 0, at: place)
        }
      }
      if case .values(let values) = answerContent(text) {
        for value in values { #expect((try? JSONDocument(value.document.bytes)) != nil) }
      }
    }
  }
}

/// SplitMix64, so that a failure comes again.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
