import JSON
import JSONSchema
import Testing

/// Values against schemas beyond what the official suite has.
@Suite struct ValidationTests {
  @Test(
    arguments: [
      (#"{"const":1}"#, "1.0", true), (#"{"const":1}"#, "10e-1", true), (#"{"const":-0}"#, "0", true),
      (#"{"const":0.0}"#, "-0", true),
      (#"{"const":{"a":[1,{"b":2}],"c":null}}"#, #"{"c":null,"a":[1.0,{"b":2e0}]}"#, true),
      (#"{"const":{"a":1}}"#, #"{"a":1,"b":2}"#, false), (#"{"const":"é\n"}"#, "\"\\u00e9\\u000a\"", true),
      (#"{"enum":["a","b"]}"#, #""\u0061""#, true), (#"{"enum":["a",1]}"#, "1.0", true),
      (#"{"enum":["a",1]}"#, "true", false),
      (#"{"enum":[123456789012345678901234567890]}"#, "123456789012345678901234567891", false),
      (#"{"minimum":0.1}"#, "0.1", true), (#"{"exclusiveMinimum":0.1}"#, "0.10", false),
      (#"{"exclusiveMinimum":9007199254740992}"#, "9007199254740993", true),
      (#"{"maximum":9007199254740992}"#, "9007199254740993", false),
      (#"{"maximum":1e400}"#, "1e401", false), (#"{"minimum":-1e400}"#, "-1e399", true),
      (#"{"maximum":0.3}"#, "0.30000000000000000001", false), (#"{"minimum":0}"#, "-0", true),
      (#"{"minimum":100}"#, "1e2", true), (#"{"maximum":99.99}"#, "99.991", false),
      (#"{"multipleOf":0.01}"#, "19.99", true), (#"{"multipleOf":0.01}"#, "0.1", true),
      (#"{"multipleOf":0.01}"#, "4.35", true),
      (#"{"multipleOf":0.01}"#, "1e300", true), (#"{"multipleOf":7}"#, "7e30", true),
      (#"{"multipleOf":7}"#, "1e30", false),
      (#"{"multipleOf":123456789012345678}"#, "123456789012345678000", true),
      (#"{"multipleOf":1.2345678901234567891}"#, "2.4691357802469135782", true),
      (#"{"multipleOf":1.2345678901234567891}"#, "2.46913578024691357821", false),
      (#"{"multipleOf":1.2345678901234567891}"#, "-12345678901234567891e3", true),
      (#"{"multipleOf":1.2345678901234567891}"#, "1.2345678901234567892", false),
      (#"{"multipleOf":36893488147419103232}"#, "1e65", true),
      (#"{"multipleOf":36893488147419103232}"#, "1e64", false),
      (#"{"multipleOf":36893488147419103232}"#, "1e999999999999", true),
      (#"{"enum":["a",null,1.50,[1]]}"#, "null", true), (#"{"enum":["a",null,1.50,[1]]}"#, "15e-1", true),
      (#"{"enum":["a",null,1.50,[1]]}"#, "[1.0]", true), (#"{"enum":["a",null,1.50,[1]]}"#, "[2]", false),
      (#"{"enum":["a",null,1.50,[1]]}"#, "true", false), (#"{"enum":["a",null,1.50,[1]]}"#, "\"b\"", false),
      (#"{"enum":[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]}"#, "17.0", true),
      (#"{"enum":[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]}"#, "19", false),
      (#"{"multipleOf":3}"#, "1e400000000", false), (#"{"multipleOf":2.5}"#, "0", true),
      (#"{"type":"integer"}"#, "1e400", true), (#"{"type":"integer"}"#, "1.0", true),
      (#"{"type":"integer"}"#, "1.1", false),
      (#"{"maxLength":1}"#, #""\ud83d\ude00""#, true), (#"{"maxLength":1}"#, "\"😀\"", true),
      (#"{"minLength":2}"#, "\"😀\"", false), (#"{"minLength":2}"#, #""\u00e9""#, false),
      (#"{"maxLength":2}"#, #""\n\t""#, true),
      (#"{"properties":{"naïve":{"type":"null"}}}"#, "{\"na\\u00efve\":1}", false),
      (#"{"required":["a\"b"]}"#, #"{"a\u0022b":1}"#, true), (#"{"pattern":"^a\tb$"}"#, #""a\u0009b""#, true),
      (#"{"format":"email"}"#, #""a\u0040b.c""#, true), (#"{"minItems":4294967296}"#, "[]", false),
      (#"{"maxItems":99999999999999999999}"#, "[1]", true),
      (#"{"contains":true,"minContains":0}"#, "[]", true),
      (#"{"additionalProperties":false}"#, #"{"":1}"#, false),
      (#"{"properties":{"":{"type":"string"}}}"#, #"{"":1}"#, false),
      ("true", "1", true), ("{}", "1", true), ("false", "1", false),
    ])
  func isValid(schema: String, instance: String, expected: Bool) throws {
    let compiled = try JSONSchema(JSONDocument(schema))
    let document = try JSONDocument(instance)
    #expect(compiled.isValid(document) == expected)
    #expect(compiled.errors(in: document).isEmpty == expected)
  }

  @Test(arguments: [1, 8, 9, 40, 64, 65, 130, 200])
  func objectsOfAnyWidthAreChecked(count: Int) throws {
    let names = (0..<count).map { "property\($0)" }
    let properties = names.map { "\"\($0)\":{\"type\":\"integer\"}" }.joined(separator: ",")
    let required = names.map { "\"\($0)\"" }.joined(separator: ",")
    let schema = try JSONSchema(
      JSONDocument(
        "{\"properties\":{\(properties)},\"required\":[\(required)],\"additionalProperties\":false}"))
    func document(_ names: [String], _ value: String = "1") throws -> JSONDocument {
      try JSONDocument("{" + names.map { "\"\($0)\":\(value)" }.joined(separator: ",") + "}")
    }
    #expect(try schema.isValid(document(names)))
    #expect(try schema.isValid(document(names.reversed())))
    #expect(try !schema.isValid(document(names + ["other"])))
    for left in names.indices {
      var some = names
      let gone = some.remove(at: left)
      let errors = schema.errors(in: try document(some))
      #expect(errors.map(\.message) == ["required property \"\(gone)\" is missing"])
    }
    #expect(try schema.errors(in: document(names, "\"x\""), limit: 1000).count == count)
  }

  @Test(.timeLimit(.minutes(1)))
  func uniqueItemsOfBigArraysIsNotQuadratic() throws {
    let schema = try JSONSchema(JSONDocument(#"{"uniqueItems":true}"#))
    let numbers = (0..<100_000).map { "{\"a\":\($0),\"b\":[\"\($0)\"]}" }
    #expect(try schema.isValid(JSONDocument("[" + numbers.joined(separator: ",") + "]")))
    let twin = "{\"b\":[\"77\"],\"a\":77.0}"
    let errors = try schema.errors(in: JSONDocument("[" + (numbers + [twin]).joined(separator: ",") + "]"))
    #expect(errors.first?.message == "items 77 and 100000 of the array are equal, but all must be different")
  }

  @Test(.timeLimit(.minutes(1)))
  func equalObjectsInAnotherOrderAreNotQuadratic() throws {
    let members = (0..<50_000).map { "\"k\($0)\":\($0)" }
    let object = "{" + members.joined(separator: ",") + "}"
    let schema = try JSONSchema(JSONDocument("{\"const\":\(object)}"))
    #expect(try schema.isValid(JSONDocument("{" + members.reversed().joined(separator: ",") + "}")))
    #expect(
      try !schema.isValid(
        JSONDocument("{" + members.dropFirst().reversed().joined(separator: ",") + ",\"x\":1}")))
  }

  static let recursive =
    ##"{"$defs":{"node":{"allOf":[{"$ref":"#/$defs/body"}]},"body":{"type":"object","properties":{"next":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/node"}]}},"required":["next"]}},"$ref":"#/$defs/node"}"##

  /// Objects that differ only in the order of a repeated key's values all look alike to a hash that knows no order.
  @Test(.timeLimit(.minutes(1)))
  func repeatedKeysAreNotQuadratic() throws {
    let schema = try JSONSchema(JSONDocument(#"{"uniqueItems":true}"#))
    // All orders of zeros and ones with half of each.
    let items = (0..<1 << 14).filter { $0.nonzeroBitCount == 7 }.map { bits in
      "{" + (0..<14).map { "\"a\":\(bits >> $0 & 1)" }.joined(separator: ",") + "}"
    }
    #expect(try schema.isValid(JSONDocument("[" + items.joined(separator: ",") + "]")))
    #expect(try !schema.isValid(JSONDocument("[" + (items + [items[7]]).joined(separator: ",") + "]")))
  }

  @Test func deepDocumentsAreChecked() throws {
    let schema = try JSONSchema(JSONDocument(Self.recursive))
    func chain(_ depth: Int, _ end: String) -> String {
      String(repeating: "{\"next\":", count: depth) + end + String(repeating: "}", count: depth)
    }
    #expect(try schema.isValid(JSONDocument(chain(512, "null"))))
    let invalid = try JSONDocument(chain(512, "1"))
    #expect(!schema.isValid(invalid))
    #expect(!schema.errors(in: invalid).isEmpty)
    let shallow = try schema.errors(in: JSONDocument(chain(3, "1")))
    #expect(shallow.last?.instanceLocation == "/next/next/next")
  }

  @Test func deeperThanTheLimitIsInvalidAndSaysSo() throws {
    let branches =
      String(repeating: #"{"allOf":["#, count: 12) + ##"{"items":{"$ref":"#"}}"##
      + String(repeating: "]}", count: 12)
    let schema = try JSONSchema(JSONDocument(branches))
    let shallow = try JSONDocument(String(repeating: "[", count: 100) + String(repeating: "]", count: 100))
    #expect(schema.isValid(shallow))
    let deep = try JSONDocument(String(repeating: "[", count: 512) + String(repeating: "]", count: 512))
    #expect(!schema.isValid(deep))
    #expect(schema.errors(in: deep).first?.message.contains("too deep") == true)
  }

  /// Alternatives that double the work at every level are decided all the same: no block sees an object twice.
  @Test(.timeLimit(.minutes(1)), arguments: [#""required":["kind"]"#, #""unevaluatedProperties":false"#])
  func alternativesThatMultiplyAreDecided(rest: String) throws {
    func alternative(_ kind: String) -> String {
      ##"{"properties":{"of":{"items":{"$ref":"#/$defs/e"}},"kind":{"const":"\##(kind)"}},\##(rest)}"##
    }
    let schema = try JSONSchema(
      JSONDocument(
        ##"{"$defs":{"e":{"anyOf":[\##(alternative("and")),\##(alternative("or"))],"unevaluatedProperties":false}},"##
          + ##""$ref":"#/$defs/e"}"##))
    func tree(_ depth: Int, _ leaf: String) throws -> JSONDocument {
      try JSONDocument(
        String(repeating: #"{"of":["#, count: depth) + leaf
          + String(repeating: #"],"kind":"or"}"#, count: depth))
    }
    for depth in [8, 40] {
      #expect(try schema.isValid(tree(depth, #"{"kind":"or"}"#)))
      #expect(try !schema.isValid(tree(depth, #"{"kind":"xor"}"#)))
      #expect(try !schema.errors(in: tree(depth, #"{"kind":"xor"}"#)).isEmpty)
    }
  }

  /// Alternatives of one value that multiply are decided, with and without a record of what they evaluate.
  @Test(.timeLimit(.minutes(1)), arguments: ["allOf", "anyOf"])
  func alternativesThatMultiplyInPlaceAreDecided(keyword: String) throws {
    let levels = (0..<40).map { level in
      let next = ##"{"$ref":"#/$defs/d\##(level + 1)"}"##
      return ##""d\##(level)":{"\##(keyword)":[\##(next),\##(next)]}"##
    }
    let definitions =
      ##""$defs":{\##(levels.joined(separator: ",")),"d40":{"type":["number","object"],"properties":{"a":{}}}}"##
    let schema = try JSONSchema(JSONDocument(##"{\##(definitions),"$ref":"#/$defs/d0"}"##))
    #expect(try schema.isValid(JSONDocument("1")))
    #expect(try !schema.isValid(JSONDocument("null")))
    let closed = try JSONSchema(
      JSONDocument(##"{\##(definitions),"$ref":"#/$defs/d0","unevaluatedProperties":false}"##))
    #expect(try closed.isValid(JSONDocument(#"{"a":1}"#)))
    #expect(try closed.errors(in: JSONDocument(#"{"a":1,"b":1}"#)).map(\.instanceLocation) == ["/b"])
  }

  /// What is remembered of one number is not taken for another's, also where values are checked while they are read.
  @Test func eachOfManyNumbersIsDecided() throws {
    let levels = (0..<4).map { level in
      let next = ##"{"$ref":"#/$defs/d\##(level + 1)"}"##
      return ##""d\##(level)":{"anyOf":[\##(next),\##(next)]}"##
    }
    let schema = try JSONSchema(
      JSONDocument(
        ##"{"items":{"$ref":"#/$defs/d0"},"$defs":{\##(levels.joined(separator: ",")),"d4":{"anyOf":[{"type":"number"},{"anyOf":[{"const":"x"}]}]}}}"##
      ))
    let numbers = String(repeating: "1,", count: 10_000)
    var reader = JSONReader()
    for (last, expected) in [("\"x\"", true), ("\"y\"", false)] {
      let bytes = Array("[\(numbers)\(last)]".utf8)
      #expect(try schema.isValid(bytes.span, reader: &reader) == expected)
      #expect(try schema.isValid(JSONDocument(bytes)) == expected)
    }
  }

  /// What is given up for its depth has an error, wherever the second pass stops.
  @Test func whatIsTooDeepHasAnError() throws {
    let nested =
      String(repeating: #"{"anyOf":["#, count: 8) + ##"{"properties":{"a":{"$ref":"#/$defs/x"}}}"##
      + String(repeating: "]}", count: 8)
    let schema = try JSONSchema(
      JSONDocument(##"{"properties":{"p":{"$ref":"#"},"a":{"$ref":"#/$defs/x"}},"$defs":{"x":\##(nested)}}"##)
    )
    let text =
      String(repeating: #"{"p":"#, count: 200) + String(repeating: #"{"a":"#, count: 300) + "1"
      + String(repeating: "}", count: 500)
    let document = try JSONDocument(text)
    #expect(!schema.isValid(document))
    #expect(!schema.errors(in: document).isEmpty)
  }

  /// Valid parts are not blamed for lying deep.
  @Test func aDeepValidPartIsNotBlamed() throws {
    let schema = try JSONSchema(
      JSONDocument(##"{"allOf":[{"properties":{"c":{"$ref":"#"}}}],"properties":{"x":{"type":"string"}}}"##))
    let document = try JSONDocument(
      #"{"x":1,"c":"# + String(repeating: #"{"c":"#, count: 300) + "{}" + String(repeating: "}", count: 301))
    #expect(schema.errors(in: document).map(\.instanceLocation) == ["/x"])
  }

  @Test func namesAreStringsToEnumerations() throws {
    let schema = try JSONSchema(JSONDocument(#"{"propertyNames":{"enum":["a",null]}}"#))
    #expect(try schema.isValid(JSONDocument(#"{"a":1}"#)))
    #expect(try !schema.isValid(JSONDocument(#"{"b":1}"#)))
  }

  /// Two spellings of one character are two names: Unicode's canonical equivalence is not JSON's equality.
  @Test(
    arguments: [
      (
        #"{"properties":{"\u00e9":{"type":"null"},"e\u0301":{"type":"string"}}}"#,
        #"{"\u00e9":null,"e\u0301":"x"}"#, true
      ),
      (#"{"properties":{"\u00e9":{"type":"null"},"e\u0301":{"type":"string"}}}"#, #"{"\u00e9":1}"#, false),
      (#"{"properties":{"\u00e9":{"type":"null"}},"required":["e\u0301"]}"#, #"{"\u00e9":null}"#, false),
      (#"{"required":["\u00e9","e\u0301"]}"#, #"{"e\u0301":1,"\u00e9":1}"#, true),
      (#"{"required":["\u00e9","e\u0301"]}"#, #"{"\u00e9":1}"#, false),
      (#"{"required":["\u00e9","e\u0301"]}"#, #"{"e\u0301":1}"#, false),
      (#"{"allOf":[{"pattern":"^\u00e9$"},{"not":{"pattern":"^e\u0301$"}}]}"#, #""\u00e9""#, true),
    ])
  func namesAndPatternsAreComparedByCodePoints(schema: String, instance: String, expected: Bool) throws {
    let compiled = try JSONSchema(JSONDocument(schema))
    let document = try JSONDocument(instance)
    #expect(compiled.isValid(document) == expected)
    #expect(compiled.errors(in: document).isEmpty == expected)
  }

  @Test func validationIsTheSameFromAnyNumberOfTasks() async throws {
    let schema = try JSONSchema(
      JSONDocument(
        #"{"items":{"properties":{"id":{"pattern":"^(?:x|y)+[0-9]+$"},"n":{"multipleOf":0.01},"s":{"enum":["a","b"]}},"required":["id"]}}"#
      ))
    let items = (0..<500).map { "{\"id\":\"xyx\($0)\",\"n\":\($0).25,\"s\":\"a\"}" }.joined(separator: ",")
    let valid = try JSONDocument("[\(items)]")
    let invalid = try JSONDocument("[\(items),{\"id\":\"z\"}]")
    let expected = schema.errors(in: invalid)
    #expect(expected.count == 1)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<8).allSatisfy { _ in
            schema.isValid(valid) && !schema.isValid(invalid) && schema.errors(in: invalid) == expected
          }
        }
      }
      for await result in group { #expect(result) }
    }
  }
}
