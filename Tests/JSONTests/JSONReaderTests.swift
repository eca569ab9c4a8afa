import JSON
import Testing

@Suite struct JSONReaderTests {
  @Test(
    arguments: [
      ("", .empty, 0, ""), ("  \n", .empty, 3, ""), ("{\"a\":[1,{\"b\":tru}]}", .expectedValue, 16, "/a/1/b"),
      ("[1,2", .unexpectedEnd, 4, "/1"), ("{\"a\":1,}", .trailingComma, 7, "/a"),
      ("[1, ]", .trailingComma, 4, "/1"),
      ("[1 2]", .expectedCommaOrBracket, 3, "/1"),
      ("{\"a\" 1}", .expectedColon, 5, "/a"), ("{\"a\":1 \"b\"", .expectedCommaOrBrace, 7, "/a"),
      ("1 1", .trailingContent, 2, ""),
      ("[01]", .invalidNumber, 2, "/0"), ("\"\\x\"", .invalidEscape, 1, ""),
      ("\"\\ud800\"", .loneSurrogate, 1, ""),
      ("\"a\tb\"", .controlCharacter, 2, ""), ("[NaN]", .expectedValue, 1, "/0"),
      ("\u{FEFF}{}", .byteOrderMark, 0, ""),
      ("{\"a\":{\"x\":1},\"b\":[[],[0,", .unexpectedEnd, 24, "/b/1/1"),
    ] as [(String, JSONError.Code, Int, String)])
  func errors(text: String, code: JSONError.Code, offset: Int, pointer: String) {
    let error = #expect(throws: JSONError.self) { try JSONDocument(text) }
    #expect(error?.code == code)
    #expect(error?.offset == offset)
    #expect(error?.pointer == pointer)
  }

  @Test func errorsHaveLineAndColumn() {
    let error = #expect(throws: JSONError.self) { try JSONDocument("{\n  \"a\": 1,\n  \"b\": }") }
    #expect(error?.line == 3)
    #expect(error?.column == 8)
    #expect(error?.description == "a value was expected (line 3, column 8, in /b)")
  }

  @Test func invalidUTF8IsRefused() {
    for bytes: [UInt8] in [
      [0x80], [0xC0, 0xAF], [0xC2], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF8, 0x88, 0x80, 0x80, 0x80],
    ] {
      let text = [UInt8(ascii: "\"")] + bytes + Array("padding so that words are read\"".utf8)
      let error = #expect(throws: JSONError.self) { try JSONDocument(text) }
      #expect(error?.code == .invalidUTF8)
      #expect(error?.offset == 1)
    }
  }

  @Test func depthIsLimited() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try JSONDocument(nested(512)).nodes.count == 512)
    let error = #expect(throws: JSONError.self) { try JSONDocument(nested(513)) }
    #expect(error?.code == .tooDeep)
    #expect(throws: JSONError.self) { try JSONDocument(String(repeating: "[{\"a\":", count: 200_000)) }
  }

  @Test(arguments: [0, 1, 2, 7])
  func depthIsReadUpToTheLimit(limit: Int) throws {
    let options = JSONReadingOptions(maximumDepth: limit)
    // The last: closed containers beside the open one don't count.
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[0,", ",{}]")] {
      func text(_ depth: Int) -> String {
        String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
      }
      let extra = close.contains("{") && limit > 0 ? 1 : 0
      #expect(throws: Never.self) { try JSONDocument(text(limit - extra), options: options) }
      let error = #expect(throws: JSONError.self) {
        try JSONDocument(text(limit - extra + 1), options: options)
      }
      #expect(error?.code == .tooDeep)
    }
  }

  @Test func sizeIsLimited() throws {
    #expect(throws: Never.self) { try JSONDocument("[12]", options: .init(maximumByteCount: 4)) }
    let error = #expect(throws: JSONError.self) {
      try JSONDocument("[\n12]", options: .init(maximumByteCount: 4))
    }
    #expect(error?.code == .tooLarge)
    #expect(error?.offset == 4)
    #expect(error?.line == 2)
    #expect(throws: JSONError.self) { try JSONDocument("1", options: .init(maximumByteCount: 0)) }
  }

  /// Lines of a file share one reader: what is wrong with one of them changes nothing for the next.
  @Test func readingGoesOnAfterAnError() throws {
    var reader = JSONReader(options: .init(maximumDepth: 3, maximumByteCount: 100, duplicateKeys: .reject))
    let lines: [(text: String, code: JSONError.Code?)] = [
      (#"{"a":[1,2,{"b":3}]}"#, nil), (#"{"a":[1,2,{"b":"#, .unexpectedEnd), (#"[[[[1]]]]"#, .tooDeep),
      ("17", nil),
      (#"{"a":1,"a":2}"#, .duplicateKey), (#"[{"a":1},"#, .unexpectedEnd), (#"{"a":1}"#, nil), ("", .empty),
      ("[]", nil),
      (String(repeating: "[", count: 101), .tooLarge), ("[1,[2,[3]]]", nil), ("\"\\ud800\"", .loneSurrogate),
      ("{}", nil),
    ]
    for (text, code) in lines {
      let bytes = Array(text.utf8)
      do {
        try reader.read(bytes.span)
        #expect(code == nil, "\(text)")
        let nodes = try JSONDocument(text).nodes
        #expect(reader.nodes.map(\.kind) == nodes.map(\.kind), "\(text)")
        #expect(reader.nodes.map(\.next) == nodes.map(\.next), "\(text)")
        #expect(reader.nodes.map(\.count) == nodes.map(\.count), "\(text)")
      } catch {
        #expect(error.code == code, "\(text)")
      }
    }
  }

  @Test(arguments: [1, 3, 40])
  func duplicateKeysAreNoticed(otherKeys: Int) throws {
    let others = (0..<otherKeys).map { "\"key\($0)\":\($0)" }.joined(separator: ",")
    let text = "[{\"ab\":1,\(others),\"\\u0061b\":2}]"
    #expect(try JSONDocument(text).root[0]?["ab"]?.intValue == 2)
    let error = #expect(throws: JSONError.self) {
      try JSONDocument(text, options: .init(duplicateKeys: .reject))
    }
    #expect(error?.code == .duplicateKey)
    #expect(error?.offset == text.utf8.count - 13)
    #expect(error?.pointer == "/0")
  }

  @Test func aDuplicateKeyHasItsPlaceInALaterElement() {
    let error = #expect(throws: JSONError.self) {
      try JSONDocument(#"{"l":[1,2,{"a":1,"a":2}]}"#, options: .init(duplicateKeys: .reject))
    }
    #expect(error?.pointer == "/l/2")
  }

  @Test func nodesSpanTheirSubtrees() throws {
    let document = try JSONDocument(#" {"a" : [1, {"b":null}, "x"], "c":true} "#)
    let nodes = document.nodes
    #expect(
      nodes.map(\.kind) == [.object, .key, .array, .number, .object, .key, .null, .string, .key, .true])
    #expect(nodes[0].next == 10)
    #expect(nodes[0].count == 2)
    #expect(nodes[2].next == 8)
    #expect(nodes[2].count == 3)
    #expect(nodes[1].next == jsonKeyHash(Array("a".utf8).span))
    #expect(document.root["a"]?[1]?["b"]?.isNull == true)
    let compact = JSONValue(document.root).serialized()
    #expect(String(decoding: compact, as: UTF8.self) == #"{"a":[1,{"b":null},"x"],"c":true}"#)
  }

  /// The hash reads whole words where the text goes on and single bytes at its end: both must agree.
  @Test func keyHashDoesNotDependOnWhatFollows() {
    for length in 0..<40 {
      let key = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) }
      let longer = key + Array("\":rest of the text".utf8)
      #expect(jsonKeyHash(key.span) == jsonKeyHash(longer.span, 0, length))
    }
  }

  @Test func stringsDecode() throws {
    let document = try JSONDocument(
      #"["\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é😀 plain text of more than eight bytes"]"#)
    #expect(
      document.root[0]?.stringValue == "\"\\/\u{8}\u{c}\n\r\té😀é😀 plain text of more than eight bytes")
  }

  @Test func randomBytesNeverCrash() throws {
    var state: UInt64 = 1
    func random(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let alphabet = Array("{}[]\",:\\u0123456789eE+-.truefalsn \n\u{e9}".utf8) + [0xFF, 0x00, 0xED, 0xA0]
    var valid = 0
    for _ in 0..<50_000 {
      let bytes = (0..<random(below: 12)).map { _ in alphabet[random(below: alphabet.count)] }
      guard let document = try? JSONDocument(bytes, options: .init(duplicateKeys: .reject)) else { continue }
      valid += 1
      // What is read must be read the same again from its rebuilt form.
      let value = JSONValue(document.root)
      let rebuilt = try JSONDocument(value.serialized())
      #expect(rebuilt.nodes.count == document.nodes.count)
      #expect(JSONValue(rebuilt.root) == value)
    }
    #expect(valid > 100)
  }
}
