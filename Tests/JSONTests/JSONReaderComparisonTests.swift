import JSON
import Testing

/// The reader works on words of eight bytes, and does the rest by bytes: what it finds must not depend on where in the
/// text a value stands. Here it is compared with ``ReferenceReader``, which knows no words.
@Suite struct JSONReaderComparisonTests {
  static let values =
    [
      // Numbers, whole and cut, of all lengths around a word.
      "0", "-0", "-", "01", "-01", "1.", "1.5", "1.e", "1e", "1E+", "1e-7", "-1.25E+10", "1.2.3", ".5", "+1",
      "1a",
      "1234567", "12345678", "123456789", "1234567890123456", "12345678901234567", "0.12345678",
      "1.123456789e12345678",
      "-12345678x", "123456789012345678901234567890.5", "1e1234567a", "2.0000000x", "00000000",
      // Literals.
      "true", "false", "null", "tru", "trux", "fals", "falsy", "nul", "nulL", "t", "f", "n", "True", "nan",
      "truee",
      // Strings.
      #""""#, #""a""#, #""abcdef""#, #""abcdefg""#, #""abcdefgh""#, #""abcdefghijklmnopqrstuvw""#, #"""#,
      #""abcdefg"#,
      "\"a\tb\"", "\"\u{0}\"", "\"\u{1F}x\"", "\"\u{7F}\"", #""\n""#, #""\\""#, #""\"""#, #""\"#, #""\x""#,
      #""\u""#,
      #""\u12""#, #""\u12G4""#, #""\u00e9""#, #""\uD83D\uDE00""#, #""\uD83D""#, #""\uD83Dxxxxxx""#,
      #""\uD83D\n12345""#,
      #""\uD83D\u0041""#, #""\uDE00""#, #""\uD83D\uDE0""#, #""\u0000""#, "\"é\"", "\"日本語のテキスト\"", "\"😀😀\"",
      "'a'",
      "\"aé\u{1}\"", "\"é\\u12\"", "\"ééééééé\\n日\"",
      // Containers.
      "[]", "{}", "[ ]", "{ }", "[", "{", "]", "}", "[}", "{]", "[,]", "{,}", "[1,]", "[1,,2]", "[1 2]",
      "[1,2",
      #"{"a":1}"#, #"{"a":1,}"#, #"{"a" 1}"#, #"{"a":}"#, #"{"a"}"#, #"{"a"#, #"{"a":1"#, #"{"a":1 "b":2}"#,
      #"{a:1}"#,
      #"{"a":{"b":[1,{"c":tru}]}}"#, #"{"a":[[],{}],"b":[0,"#, #"{"abcdefgh":1,"abcdefghi":2,"":3}"#,
      #"{"é":1,"\u0061":2}"#,
      #"{"abcdefg\n":x}"#, #"[[[[1],2],3],4 5]"#, #"{"a":1,"a":2}"#, "[1]]", "{}}", "\u{FEFF}1", "[1\u{A0}]",
      "[1\u{C}]",
      "[\n        1,\n        2\n]", "[\r\n\t 1\t,\r\n\t          2 ]", "[1         \u{B}]", "",
    ].map { Array($0.utf8) } + [
      [0x22, 0x80, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xC2, 0x22], [0x22, 0xE0, 0x80, 0x80, 0x22],
      [0x22, 0xE2, 0x82, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF0, 0x8F, 0xBF, 0xBF, 0x22],
      [0x22, 0xF0, 0x9F, 0x98, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xFF, 0x22],
      [0x22, 0xC3, 0xA9, 0xC3, 0x22], [0x22, 0xF0, 0x9F, 0x98, 0x80, 0x80, 0x22], [0xE9],
      [0x5B, 0xC3, 0xA9, 0x5D],
      [0x22, 0xE2, 0x82], [0x22, 0x5C, 0xC3, 0xA9, 0x22], [0x22, 0x5C, 0x75, 0x31, 0x32, 0xC3, 0xA9, 0x22],
    ]

  @Test(arguments: values)
  func theSameAtEachOffset(_ value: [UInt8]) throws {
    var reader = JSONReader()
    for offset in 0...40 {
      let padding = [UInt8](repeating: UInt8(ascii: "x"), count: offset)
      let spaces = [UInt8](repeating: UInt8(ascii: " "), count: offset)
      for rest in ["", "]", "}", " \n         ,\"longer\"]"] {
        try compare(&reader, spaces + value + Array(rest.utf8))
        try compare(&reader, spaces + Array("[".utf8) + value + Array(rest.utf8))
        try compare(&reader, Array("[\"".utf8) + padding + Array("\",".utf8) + value + Array(rest.utf8))
        try compare(&reader, Array("{\"".utf8) + padding + Array("\":".utf8) + value + Array(rest.utf8))
        // The value's first byte inside a string, at each distance from its quotes.
        try compare(
          &reader,
          Array("[\"".utf8) + padding + value.dropFirst().dropLast() + Array("\"".utf8) + Array(rest.utf8))
      }
    }
  }

  /// All first and second bytes of UTF-8 sequences, with none to two bytes behind them.
  @Test func theSameForAllLeadBytes() throws {
    var reader = JSONReader()
    for lead in UInt8(0x80)...0xFF {
      for second in UInt8(0)...0xFF where second & 0x0F == 0 || second & 0x0F == 0x0F {
        for rest: [UInt8] in [[], [0x80], [0xBF, 0x80], [0x80, 0x41]] {
          try compare(&reader, [0x22, lead, second] + rest + [0x22])
        }
      }
    }
  }

  /// Each prefix of a text, and the text with each of its bytes changed.
  @Test(arguments: [
    #"{"id":"7f3c9a60-52d1","total":-1234.50e+1,"lines":[{"sku":"AB-1","n":12345678,"ok":true},[],{}],"x":[null,false]}"#,
    "{\n  \"names\" : [\"Müller & Söhne\", \"日本\", \"\\\"Pro\\\" \\u00e9\\ud83d\\ude00\"],\n        \"z\": 0.125\n}\n",
    #"[[[["deep",[["er"]]]]],{"a":{"b":{"c":{}}}},"123456789012345678901234567890",1e5,0,-0]"#,
  ])
  func theSameForDamagedTexts(_ text: String) throws {
    var reader = JSONReader()
    let bytes = Array(text.utf8)
    for count in 0...bytes.count { try compare(&reader, Array(bytes.prefix(count))) }
    let changes =
      Array("\"\\{}[],: \n0-.eE1tfnu/x".utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xC3, 0xE2, 0xED, 0xF0, 0xFF]
    for i in bytes.indices {
      var damaged = bytes
      for change in changes {
        damaged[i] = change
        try compare(&reader, damaged)
        try compare(&reader, Array(damaged.prefix(i + 1)))
      }
      damaged.remove(at: i)
      try compare(&reader, damaged)
    }
  }

  /// Texts of more nodes, deeper and shallower, than the reader makes room for at first.
  @Test(arguments: [1, 15, 16, 17, 100, 1000, 100_000])
  func theSameForManyNodes(_ count: Int) throws {
    var reader = JSONReader(options: .init(maximumDepth: count))
    for text in [
      "[" + String(repeating: "1,", count: count) + "1]",
      "[" + String(repeating: "[],", count: count) + "{}]",
      "[" + String(repeating: "{\"\":1},", count: count) + "x]",
    ] {
      try compare(&reader, Array(text.utf8), maximumDepth: count)
      reader = JSONReader(options: reader.options)
    }
  }

  private func compare(
    _ reader: inout JSONReader, _ bytes: [UInt8], maximumDepth: Int = 512,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    var reference = ReferenceReader(bytes, maximumDepth: maximumDepth)
    var expected: ReferenceReader.Failure?
    do { try reference.read() } catch { expected = error }
    var found: ReferenceReader.Failure?
    do {
      try reader.read(bytes.span)
    } catch {
      found = .init(code: error.code, offset: error.offset, pointer: error.pointer)
    }
    // Not one expectation a text: there are some hundred thousand.
    let hasSameNodes =
      expected != nil
      || reference.nodes
        == reader.nodes.map { node in
          ReferenceReader.Node(
            kind: node.kind, range: node.range, next: Int(node.next), count: node.count,
            hasEscapes: node.hasEscapes, isASCII: node.isASCII, isIntegerLiteral: node.isIntegerLiteral)
        }
    if expected != found || !hasSameNodes {
      Issue.record(
        """
        \(bytes.count > 500 ? "a long text" : String(decoding: bytes, as: UTF8.self)): expected \
        \(expected.map { "\($0)" } ?? "nodes"), got \(found.map { "\($0)" } ?? "nodes")
        """, sourceLocation: location)
    }
  }
}
