import JSON
import Testing

@testable import Documents

/// JSON-LD as pages have it where it is broken: what is mended, and that nothing is made up.
@Suite struct BrokenJSONLDTests {
  private func mended(_ text: String) throws -> String {
    var mender = JSONMender(Array(text.utf8))
    let output = mender.mended()
    _ = try JSONDocument(output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: [
    // Wrappers.
    (#"<!-- {"a":1} -->"#, #"[{"a":1}]"#),
    ("//<![CDATA[\n{\"a\":1}\n//]]>", #"[{"a":1}]"#),
    (#"<![CDATA[{"a":[1]}]]>"#, #"[{"a":[1]}]"#),
    (#"var data = {"a":1};"#, #"[{"a":1}]"#),
    ("\u{FEFF}{\"a\":\u{A0}1}", #"[{"a":1}]"#),
    // Several values in one script.
    (#"{"a":1}{"b":2}"#, #"[{"a":1},{"b":2}]"#),
    (#"{"a":1}, [{"b":2}]"#, #"[{"a":1},[{"b":2}]]"#),
    // Comments between values, and what looks like one inside a string.
    ("{/* one */\"a\":1, // two\n\"b\":2}", #"[{"a":1,"b":2}]"#),
    ("{\"a\":12 // euros\n}", #"[{"a":12}]"#),
    (#"{"a":"http://b//c", }"#, #"[{"a":"http://b//c"}]"#),
    // Commas.
    (#"{"a":1,,"b":[1,2,],}"#, #"[{"a":1,"b":[1,2]}]"#),
    (#"{,"a":1}"#, #"[{"a":1}]"#),
    ("{\"a\":\"x\"\n \"b\":\"y\"}", #"[{"a":"x","b":"y"}]"#),
    (#"{"a":{"x":1} "b":[2] "c":3}"#, #"[{"a":{"x":1},"b":[2],"c":3}]"#),
    ("[\"a\"\n\"b\"]", #"[["a","b"]]"#),
    (#"[{"a":1}{"a":2}]"#, #"[[{"a":1},{"a":2}]]"#),
    // Line breaks, controls and escapes in strings.
    ("{\"a\":\"x\ny\tz\u{1}\"}", #"[{"a":"x\ny\tz"}]"#),
    (#"{"a":"it\'s \d","b":"\u12"}"#, #"[{"a":"it's d","b":"12"}]"#),
    (#"{"a":"\ud83d\ude00 \ud83d \ude00", }"#, #"[{"a":"\ud83d\ude00 \#u{FFFD} \#u{FFFD}"}]"#),
    // Quotes that were not escaped.
    (#"{"a":"a 27" screen","b":1}"#, #"[{"a":"a 27\" screen","b":1}]"#),
    (#"{"a":"say "hi", and go","b":1}"#, #"[{"a":"say \"hi\", and go","b":1}]"#),
    (#"{"a":"the "best"","b":1}"#, #"[{"a":"the \"best\"","b":1}]"#),
    (#"["a "b" c","d"]"#, #"[["a \"b\" c","d"]]"#),
    // A quote that is missing.
    ("{\"a\":\"x,\n \"b\":\"y\"}", #"[{"a":"x","b":"y"}]"#),
    // Other quotes, and none.
    ("{'a':'it's','b':'c \"d\"'}", #"[{"a":"it's","b":"c \"d\""}]"#),
    ("{“a”: “x”, “b”: 2}", #"[{"a":"x","b":2}]"#),
    (#"{a:"x",@id:1}"#, #"[{"a":"x","@id":1}]"#),
    // Values that JSON doesn't have.
    (#"{"a":,"b":undefined,"c":NaN,"d":null,"e":True}"#, #"[{"e":true}]"#),
    (
      #"{"a":1,299.00,"b":12,50,"c":007,"d":.5,"e":1e3}"#,
      #"[{"a":"1,299.00","b":"12,50","c":"007","d":".5","e":1e3}]"#
    ),
    (#"{"a":$12.50}"#, #"[{"a":"$12.50"}]"#),
    // Brackets.
    (#"{"a":[1,2}"#, #"[{"a":[1,2]}]"#),
    (#"[{"a":1]"#, #"[[{"a":1}]]"#),
    (#"{"a":[{"x":1}},{"x":2}],"b":3}"#, #"[{"a":[{"x":1},{"x":2}],"b":3}]"#),
    (#"{"a":1}}]"#, #"[{"a":1}]"#),
    (#"{{"a":1}}"#, #"[{"":{"a":1}}]"#),
    // A text that is cut off keeps its whole members.
    (#"{"a":"whole","b":"cut"#, #"[{"a":"whole"}]"#),
    (#"{"a":"whole","b":12"#, #"[{"a":"whole"}]"#),
    (#"{"a":"whole","b"#, #"[{"a":"whole"}]"#),
    (#"{"a":{"x":1,"y":["whole","c"#, #"[{"a":{"x":1,"y":["whole"]}}]"#),
    (#"{"a":"x\"#, #"[{}]"#),
    // Nothing there.
    ("", "[]"), ("no data", "[]"), ("]}", "[]"), ("{", "[{}]"), ("[ /x", "[[]]"),
  ])
  func mends(text: String, expected: String) throws {
    #expect(try mended(text) == expected)
  }

  @Test func endsAtADepthThatNoPageHas() throws {
    let output = try mended(String(repeating: "[", count: 100_000))
    #expect(output.utf8.count == 2 * (JSONMender.maximumDepth + 1))
  }

  @Test func takesTextThatIsNotBrokenAsItIs() throws {
    let script = Array(#" {"price": 900.5925600000002, "name": "<!-- -->"} "#.utf8)
    let document = try #require(readLinkedData(script[...]))
    #expect(document.bytes == script)
  }

  @Test func readsAScriptThatIsWrittenAsTextOfThePage() throws {
    let script = Array("{&quot;name&quot;: &quot;A &amp; B&quot;}".utf8)
    let document = try #require(readLinkedData(script[...]))
    #expect(document.root[0]?["name"]?.stringValue == "A & B")
  }

  /// Every start of a text that holds all of the above, and every text with one byte of it changed, ends as JSON.
  @Test func alwaysWritesJSON() throws {
    let text = Array(
      "<!--[{'a':\"x \"y\" z\",“b”:1,2,'c':[{}}],//\n/**/d:tr\"ue,\"\\u12\\ud800\\\":\n\"e\":{\"f\" \"g\":}]]>"
        .utf8)
    for index in text.indices {
      var cut = JSONMender(Array(text[..<index]).filter { $0 < 0x80 })
      _ = try JSONDocument(cut.mended())
      for byte in "\"'\\{}[],: \n/-0a".utf8 {
        var changed = text.filter { $0 < 0x80 }
        changed[index % changed.count] = byte
        var mender = JSONMender(changed)
        _ = try JSONDocument(mender.mended())
      }
    }
  }
}
