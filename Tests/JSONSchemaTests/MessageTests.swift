import JSON
import JSONSchema
import Testing

/// What errors say, and where they say it is.
@Suite struct MessageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let schema: String
    let instance: String
    let errors: [[String]]
    var testDescription: String { "\(schema) \(instance)" }

    init(_ schema: String, _ instance: String, _ errors: [String]...) {
      (self.schema, self.instance, self.errors) = (schema, instance, errors)
    }
  }

  /// Each error: instance location, keyword location, message.
  static let cases = [
    Case(
      #"{"properties":{"total":{"type":"number"}}}"#, #"{"total":"12,50"}"#,
      ["/total", "/properties/total/type", #""12,50" is a string, but a number is required"#]),
    Case(
      #"{"type":["string","null"]}"#, "1", ["", "/type", "1 is a number, but a string or null is required"]),
    Case(
      #"{"type":"integer"}"#, "1.5",
      ["", "/type", "1.5 is a number with a fraction, but an integer is required"]),
    Case(
      #"{"required":["total","date"]}"#, "{}", ["", "/required", #"required property "total" is missing"#],
      ["", "/required", #"required property "date" is missing"#]),
    Case(
      #"{"properties":{"total":{}},"additionalProperties":false}"#, #"{"totl":1}"#,
      ["/totl", "/additionalProperties", #"property "totl" is not allowed (did you mean "total"?)"#]),
    Case(
      #"{"additionalProperties":{"type":"null"}}"#, #"{"a/b":1}"#,
      ["/a~1b", "/additionalProperties/type", "1 is a number, but null is required"]),
    Case(
      #"{"properties":{"a":false}}"#, #"{"a":1}"#, ["/a", "/properties/a", #"property "a" is not allowed"#]),
    Case(
      #"{"patternProperties":{"^x":{"type":"string"},"^y":false}}"#, #"{"x1":1,"y":2}"#,
      ["/x1", "/patternProperties/^x/type", "1 is a number, but a string is required"],
      ["/y", "/patternProperties/^y", #"property "y" is not allowed"#]),
    Case(
      #"{"enum":["open","closed"]}"#, #""opne""#,
      ["", "/enum", #""opne" is not "open" or "closed"; did you mean "open"?"#]),
    Case(#"{"enum":[]}"#, "1", ["", "/enum", "1 is not allowed: the list of values is empty"]),
    Case(#"{"const":{"a":1}}"#, "2", ["", "/const", #"2 is not {"a":1}, the only allowed value"#]),
    Case(#"{"minimum":0}"#, "-5", ["", "/minimum", "-5 is less than the minimum of 0"]),
    Case(#"{"exclusiveMinimum":0}"#, "0.0", ["", "/exclusiveMinimum", "0.0 is not greater than 0"]),
    Case(#"{"maximum":10}"#, "11", ["", "/maximum", "11 is greater than the maximum of 10"]),
    Case(#"{"exclusiveMaximum":10}"#, "10", ["", "/exclusiveMaximum", "10 is not less than 10"]),
    Case(#"{"multipleOf":0.01}"#, "19.999", ["", "/multipleOf", "19.999 is not a multiple of 0.01"]),
    Case(
      #"{"minLength":1}"#, #""""#, ["", "/minLength", #""" has 0 characters, but at least 1 is required"#]),
    Case(
      #"{"maxLength":2}"#, #""äöü""#,
      ["", "/maxLength", #""äöü" has 3 characters, but at most 2 are allowed"#]),
    Case(
      #"{"pattern":"^[0-9]+$"}"#, #""abc""#, ["", "/pattern", #""abc" does not match the pattern ^[0-9]+$"#]),
    Case(
      #"{"format":"date"}"#, #""2024-13-01""#, ["", "/format", #""2024-13-01" is not a date (YYYY-MM-DD)"#]),
    Case(#"{"minItems":1}"#, "[]", ["", "/minItems", "the array has 0 items, but at least 1 is required"]),
    Case(#"{"maxItems":1}"#, "[1,2]", ["", "/maxItems", "the array has 2 items, but at most 1 is allowed"]),
    Case(
      #"{"minProperties":2}"#, #"{"a":1}"#,
      ["", "/minProperties", "the object has 1 property, but at least 2 are required"]),
    Case(
      #"{"maxProperties":0}"#, #"{"a":1}"#,
      ["", "/maxProperties", "the object has 1 property, but at most 0 are allowed"]),
    Case(
      #"{"uniqueItems":true}"#, #"[1,2,{"a":1,"b":2},1.0]"#,
      ["", "/uniqueItems", "items 0 and 3 of the array are equal, but all must be different"]),
    Case(
      #"{"items":{"type":"string"}}"#, #"["a",1]"#,
      ["/1", "/items/type", "1 is a number, but a string is required"]),
    Case(
      #"{"prefixItems":[{"type":"string"}],"items":false}"#, "[1,2,3]",
      ["/0", "/prefixItems/0/type", "1 is a number, but a string is required"],
      ["/1", "/items", "the array can have at most 1 item"]),
    Case(
      #"{"$schema":"http://json-schema.org/draft-07/schema#","items":[{"type":"string"}],"additionalItems":false}"#,
      "[1,2]", ["/0", "/items/0/type", "1 is a number, but a string is required"],
      ["/1", "/additionalItems", "the array can have at most 1 item"]),
    Case(
      #"{"contains":{"const":1}}"#, "[2]",
      ["", "/contains", #"no item of the array matches "contains", but at least 1 must"#]),
    Case(
      #"{"contains":{"const":1},"minContains":2}"#, "[1]",
      ["", "/minContains", #"only 1 item of the array matches "contains", but at least 2 must"#]),
    Case(
      #"{"contains":{"const":1},"maxContains":1}"#, "[1,1]",
      ["", "/maxContains", #"2 items of the array match "contains", but at most 1 may"#]),
    Case(
      #"{"propertyNames":{"maxLength":2}}"#, #"{"abc":1}"#,
      [
        "", "/propertyNames/maxLength",
        #"the property name "abc" has 3 characters, but at most 2 are allowed"#,
      ]),
    Case(
      #"{"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#,
      ["", "/dependentRequired/a", #"property "b" is missing; it is required where "a" is present"#]),
    Case(
      #"{"dependentSchemas":{"a":{"minProperties":2}}}"#, #"{"a":1}"#,
      ["", "/dependentSchemas/a/minProperties", "the object has 1 property, but at least 2 are required"]),
    Case(
      ##"{"$defs":{"n":{"minimum":0}},"properties":{"a":{"$ref":"#/$defs/n"}}}"##, #"{"a":-1}"#,
      ["/a", "/properties/a/$ref/minimum", "-1 is less than the minimum of 0"]),
    Case(
      #"{"allOf":[{"minimum":0},{"maximum":-2}]}"#, "-1",
      ["", "/allOf/0/minimum", "-1 is less than the minimum of 0"],
      ["", "/allOf/1/maximum", "-1 is greater than the maximum of -2"]),
    Case(
      #"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "1",
      ["", "/anyOf", "1 is a number, but a string or null is required"]),
    Case(
      #"{"anyOf":[{"properties":{"kind":{"const":"a"}}},{"properties":{"kind":{"const":"b"},"n":{"minimum":5}}}]}"#,
      #"{"kind":"b","n":1}"#,
      [
        "", "/anyOf",
        #"{"kind":"b","n":1} matches none of the 2 alternatives of "anyOf"; "/anyOf/1" comes closest, see the errors that follow"#,
      ], ["/n", "/anyOf/1/properties/n/minimum", "1 is less than the minimum of 5"]),
    Case(
      #"{"oneOf":[{"minimum":0},{"maximum":9},{"minimum":100}]}"#, "5",
      [
        "", "/oneOf",
        #"5 matches "/oneOf/0" and "/oneOf/1", but must match exactly one of the alternatives"#,
      ]),
    Case(
      #"{"oneOf":[{"type":"object"}]}"#, "5", ["", "/oneOf", "5 is a number, but an object is required"]),
    Case(
      #"{"not":{"type":"null"}}"#, "null", ["", "/not", #"null is what the schema under "not" excludes"#]),
    Case(
      #"{"if":{"minimum":10},"then":{"multipleOf":10},"else":{"maximum":5}}"#, "15",
      ["", "/then/multipleOf", "15 is not a multiple of 10"]),
    Case(
      #"{"if":{"minimum":10},"then":{"multipleOf":10},"else":{"maximum":5}}"#, "7",
      ["", "/else/maximum", "7 is greater than the maximum of 5"]),
    Case("false", "1", ["", "", "no value is allowed here"]),
  ]

  @Test(arguments: cases)
  func messagesAndLocations(test: Case) throws {
    let schema = try JSONSchema(JSONDocument(test.schema))
    let instance = try JSONDocument(test.instance)
    #expect(!schema.isValid(instance))
    let errors = schema.errors(in: instance)
    #expect(errors.map { [$0.instanceLocation, $0.keywordLocation, $0.message] } == test.errors)
  }

  @Test func messagesWithoutValueHoldNoValue() throws {
    let schema = try JSONSchema(
      JSONDocument(
        #"{"properties":{"a":{"type":"number"},"b":{"enum":["secret1"]},"c":{"maxLength":1},"d":{"not":{}},"e":{"anyOf":[{"minLength":99},{"type":"null"}]},"f":{"pattern":"x"},"g":{"format":"date"}}}"#
      ))
    let instance = try JSONDocument(
      #"{"a":"secret","b":"secret2","c":"secret","d":"secret","e":"secret","f":"secret","g":"secret"}"#)
    let errors = schema.errors(in: instance)
    #expect(errors.count == 8)
    for error in errors {
      #expect(error.message.contains("secret"))
      #expect(
        !error.messageWithoutValue.contains("secret2") && !error.messageWithoutValue.contains("secret\""))
    }
    #expect(errors[0].messageWithoutValue == "the value is a string, but a number is required")
    #expect(errors[0].description == #"/a: "secret" is a string, but a number is required"#)
  }

  @Test func longValuesAreCutShort() throws {
    let schema = try JSONSchema(JSONDocument(#"{"type":"number"}"#))
    let text = String(repeating: "ä", count: 1000)
    let message = try #require(schema.errors(in: JSONDocument("\"\(text)\"")).first?.message)
    #expect(message.utf8.count < 140)
    #expect(message.contains("ä… is a string"))
  }

  /// Thousands of names are not each compared with thousands.
  @Test(.timeLimit(.minutes(1)))
  func suggestionsAreForTheFirstMistakes() throws {
    let declared = (0..<1000).map { "\"declared_name_\($0)\":{}" }.joined(separator: ",")
    let schema = try JSONSchema(
      JSONDocument("{\"properties\":{\(declared)},\"additionalProperties\":false}"))
    let unknown = (0..<20_000).map { "\"declared_eman_\($0)\":1" }.joined(separator: ",")
    let errors = try schema.errors(in: JSONDocument("{\(unknown)}"), limit: .max)
    #expect(errors.count == 20_000)
    #expect(errors.filter { $0.message.contains("did you mean") }.count <= 100)
  }

  /// A long list of values is not put in order for each of thousands of errors.
  @Test(.timeLimit(.minutes(1)))
  func longEnumerationsAreExplainedQuickly() throws {
    let values = (0..<10_000).map { "\"value\($0)\"" }.joined(separator: ",")
    let schema = try JSONSchema(JSONDocument("{\"items\":{\"enum\":[\(values)]}}"))
    let errors = try schema.errors(
      in: JSONDocument("[\(Array(repeating: "0", count: 5_000).joined(separator: ","))]"), limit: .max)
    #expect(errors.count == 5_000)
    #expect(errors.last?.message.hasPrefix("0 is not \"value0\", \"value1\", ") == true)
  }

  @Test func errorsStopAtTheLimitAndStartAtTheNode() throws {
    let schema = try JSONSchema(JSONDocument(#"{"items":{"type":"string"}}"#))
    let document = try JSONDocument(
      "{\"record\":[\(Array(repeating: "1", count: 100).joined(separator: ","))]}")
    #expect(schema.errors(in: document, at: 2).count == 20)
    #expect(schema.errors(in: document, at: 2, limit: 3).map(\.instanceLocation) == ["/0", "/1", "/2"])
    #expect(schema.errors(in: document, at: 2, limit: 0).isEmpty)
    #expect(schema.errors(in: document).isEmpty)
    let isValid = schema.isValid(bytes: document.bytes.span, nodes: document.nodes.span, at: 2)
    #expect(!isValid)
  }
}
