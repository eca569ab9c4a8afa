import JSON
import JSONSchema
import Testing

/// What is refused or warned of when a schema is compiled.
@Suite struct CompilationTests {
  @Test(
    arguments: [
      ("3", .malformed, "", "a schema is an object, true or false, not 3"),
      (#"{"type":"strng"}"#, .malformed, "/type", "did you mean \"string\"?"),
      (#"{"type":[]}"#, .malformed, "/type", "not an empty list"),
      (#"{"type":["string",1]}"#, .malformed, "/type", "a type's name or a list"),
      (#"{"type":["string","string"]}"#, .malformed, "/type", "each type once"),
      (#"{"enum":"a"}"#, .malformed, "/enum", "a list of the allowed values; found \"a\""),
      (
        #"{"properties":{"a":{"minimum":"5"}}}"#, .malformed, "/properties/a/minimum",
        "must be a number; found \"5\""
      ),
      (#"{"exclusiveMinimum":true}"#, .malformed, "/exclusiveMinimum", "belong to draft 4"),
      (#"{"multipleOf":0}"#, .malformed, "/multipleOf", "above 0"),
      (#"{"multipleOf":"1"}"#, .malformed, "/multipleOf", "above 0"),
      (
        "{\"multipleOf\":\(String(repeating: "7", count: 101))}", .tooLarge, "/multipleOf",
        "101 significant digits, but at most 100"
      ),
      (#"{"minLength":-1}"#, .malformed, "/minLength", "whole number from 0 on; found -1"),
      (#"{"maxItems":1.5}"#, .malformed, "/maxItems", "whole number"),
      (#"{"maxProperties":"1"}"#, .malformed, "/maxProperties", "whole number"),
      (#"{"contains":{},"minContains":-1}"#, .malformed, "/minContains", "whole number"),
      (#"{"pattern":7}"#, .malformed, "/pattern", "a string with a regular expression"),
      (#"{"pattern":"(a"}"#, .invalidPattern, "/pattern", "a group is not closed"),
      (#"{"patternProperties":{"[":{}}}"#, .invalidPattern, "/patternProperties/[", "a class is not closed"),
      (#"{"patternProperties":[]}"#, .malformed, "/patternProperties", "must be an object"),
      (#"{"format":1}"#, .malformed, "/format", "a format's name"),
      (#"{"properties":[]}"#, .malformed, "/properties", "must be an object with a schema for each name"),
      (#"{"properties":{"a":1}}"#, .malformed, "/properties/a", "must hold a schema"),
      (#"{"required":"a"}"#, .malformed, "/required", "a list of property names"),
      (
        #"{"properties":{"a":{"required":true}}}"#, .malformed, "/properties/a/required",
        "beside \"properties\""
      ),
      (#"{"required":["a",1]}"#, .malformed, "/required/1", "a list of property names"),
      (#"{"required":["a","a"]}"#, .malformed, "/required/1", "twice"),
      (#"{"additionalProperties":"no"}"#, .malformed, "/additionalProperties", "must hold a schema"),
      (#"{"propertyNames":1}"#, .malformed, "/propertyNames", "must hold a schema"),
      (#"{"items":[{}]}"#, .malformed, "/items", "\"prefixItems\" since draft 2020-12"),
      (#"{"prefixItems":[]}"#, .malformed, "/prefixItems", "at least one schema"),
      (#"{"prefixItems":{}}"#, .malformed, "/prefixItems", "a list of schemas"),
      (#"{"uniqueItems":"yes"}"#, .malformed, "/uniqueItems", "true or false"),
      (#"{"contains":1}"#, .malformed, "/contains", "must hold a schema"),
      (#"{"allOf":[]}"#, .malformed, "/allOf", "at least one schema"),
      (#"{"anyOf":{}}"#, .malformed, "/anyOf", "a list of schemas"),
      (#"{"oneOf":[1]}"#, .malformed, "/oneOf/0", "must hold a schema"),
      (#"{"not":[]}"#, .malformed, "/not", "must hold a schema"),
      (#"{"if":1}"#, .malformed, "/if", "must hold a schema"),
      (#"{"dependentRequired":[]}"#, .malformed, "/dependentRequired", "must be an object"),
      (#"{"dependentRequired":{"a":"b"}}"#, .malformed, "/dependentRequired/a", "a list of property names"),
      (#"{"dependentSchemas":{"a":["b"]}}"#, .malformed, "/dependentSchemas/a", "must hold a schema"),
      (#"{"$defs":[]}"#, .malformed, "/$defs", "must be an object"),
      (#"{"$defs":{"a":{"type":1}}}"#, .malformed, "/$defs/a/type", "must be a type's name"),
      (#"{"title":1}"#, .malformed, "/title", "1 is a number, but a string is required"),
      (
        #"{"properties":{"a":{"readOnly":1}}}"#, .malformed, "/properties/a/readOnly", "a boolean is required"
      ),
      (#"{"examples":1}"#, .malformed, "/examples", "an array is required"),
      (#"{"$ref":1}"#, .malformed, "/$ref", "must be a string"),
      (
        ##"{"$ref":"#/$defs/adress","$defs":{"address":{}}}"##, .unresolvableReference, "/$ref",
        "\"address\"?"
      ),
      (##"{"$ref":"#nowhere"}"##, .unresolvableReference, "/$ref", "no schema has the anchor"),
      (##"{"$ref":"#/%zz"}"##, .unresolvableReference, "/$ref", "percent-encoded"),
      (##"{"$ref":"#/~2"}"##, .unresolvableReference, "/$ref", "not a JSON Pointer"),
      (##"{"title":"t","$ref":"#/title"}"##, .unresolvableReference, "/$ref", "which is no schema"),
      (#"{"$ref":"http://example.com/x"}"#, .unresolvableReference, "/$ref", "nothing is fetched"),
      (##"{"$ref":"#"}"##, .infiniteLoop, "", "refers back to itself"),
      (
        ##"{"$defs":{"a":{"allOf":[{"$ref":"#/$defs/b"}]},"b":{"not":{"$ref":"#/$defs/a"}}}}"##,
        .infiniteLoop,
        "/$defs/a", "refers back to itself"
      ),
      (#"{"$schema":1}"#, .malformed, "/$schema", "URI of a draft"),
      (#"{"$schema":"http://example.com/mine"}"#, .unsupportedDraft, "/$schema", "is no known draft"),
      (#"{"$id":1}"#, .malformed, "/$id", "a URI reference"),
      (##"{"$id":"http://a/#x"}"##, .malformed, "/$id", "use \"$anchor\""),
      (#"{"$defs":{"a":{"$id":"http://a/"},"b":{"$id":"http://a/"}}}"#, .malformed, "/$defs/a/$id", "twice"),
      (#"{"$anchor":"1"}"#, .malformed, "/$anchor", "must be a name"),
      (#"{"$anchor":"x","$defs":{"a":{"$anchor":"x"}}}"#, .malformed, "/$defs/a/$anchor", "twice"),
      (##"{"$dynamicRef":"#x"}"##, .unresolvableReference, "/$dynamicRef", "no schema has the anchor"),
    ] as [(String, JSONSchemaError.Code, String, String)])
  func errors(schema: String, code: JSONSchemaError.Code, location: String, part: String) throws {
    let document = try JSONDocument(schema)
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(document) }
    #expect(error?.code == code)
    #expect(error?.place.pointer == location)
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
  }

  /// All that is wrong is told, in the order of the text, each place once.
  @Test func allMistakesAreTold() throws {
    let document = try JSONDocument(
      """
      {"properties": {
        "a": {"minLength": "2"},
        "b": {"title": 1, "type": "strng"},
        "c": {"pattern": "("}},
       "required": 7}
      """)
    let error = try #require(throws: JSONSchemaError.self) { try JSONSchema(document) }
    let all = [error] + error.others
    #expect(
      Set(all.map(\.place.pointer)).isSuperset(of: [
        "/properties/a/minLength", "/properties/b/title", "/properties/b/type", "/required",
      ]))
    #expect(Set(all.map(\.place.pointer)).count == all.count)
    let type = all.first { $0.place.pointer == "/properties/b/type" }
    #expect(type?.message.contains("did you mean \"string\"?") == true)
    #expect(all.map(\.place.line) == all.map(\.place.line).sorted())
  }

  @Test func descriptionNamesThePlace() throws {
    let document = try JSONDocument(#"{"type":"strng"}"#)
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(document) }
    #expect(
      error?.description
        == #""type" is one of string, number, integer, boolean, array, object and null; did you mean "string"?; found "strng" (in the schema at /type, line 1, column 9)"#
    )
  }

  @Test(
    arguments: [
      (#"{"type":"object","requried":["a"]}"#, "/requried", "did you mean \"required\"?"),
      (#"{"properties":{"a":{"minlength":1}}}"#, "/properties/a/minlength", "did you mean \"minLength\"?"),
      (#"{"type":"array","additionalItems":false}"#, "/additionalItems", "\"items\" in draft 2020-12"),
      (
        #"{"$schema":"http://json-schema.org/draft-07/schema#","type":"array","prefixItems":[]}"#,
        "/prefixItems",
        "came with draft 2020-12"
      ),
      (#"{"format":"datetime"}"#, "/format", "did you mean \"date-time\"?"),
      (#"{"items":{"typ":"string"}}"#, "/items/typ", "did you mean \"type\"?"),
      (#"{"type":"string","maxLen":3}"#, "/maxLen", "did you mean \"maxLength\"?"),
      (#"{"type":"string","nullable":true}"#, "/nullable", "[\"string\", \"null\"]"),
      (#"{"name":"x","age":3}"#, "", "every value is valid"),
      (#"{"openapi":"3.0.0","info":{}}"#, "", "components/schemas/NAME"),
      (#"{"definitions":{"a":{"type":"string"}}}"#, "", "nothing but definitions"),
      (
        ##"{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/a","type":"integer","definitions":{"a":{}}}"##,
        "/type", "is ignored, as everything beside \"$ref\" is in draft 7"
      ),
    ])
  func warnings(schema: String, location: String, part: String) throws {
    let warnings = try JSONSchema(JSONDocument(schema)).warnings
    #expect(warnings.count == 1)
    #expect(warnings.first?.place.pointer == location)
    #expect(warnings.first?.message.contains(part) == true, "\(warnings)")
  }

  /// Any number of unknown keywords, in one schema or in many, is soon read and seldom spoken of.
  @Test(.timeLimit(.minutes(1)))
  func unknownKeywordsAreCheap() throws {
    let unknown = (0..<2_000).map { "\"keyword\($0)\":1" }
    let many = (0..<2_000).map { "\"p\($0)\":{\"keyword\":1}" }
    let misspelt = (0..<50).map { "\"p\($0)\":{\"requried\":[]}" }
    func warnings(_ members: [String]) throws -> [JSONSchemaWarning] {
      try JSONSchema(JSONDocument("{\"type\":\"object\"," + members.joined(separator: ",") + "}")).warnings
    }
    #expect(try warnings(unknown).isEmpty)
    #expect(try warnings(["\"$defs\":{" + many.joined(separator: ",") + "}"]).isEmpty)
    #expect(try warnings(["\"$defs\":{" + misspelt.joined(separator: ",") + "}"]).count == 20)
  }

  /// The definition is compiled twice, with and without a record of what it evaluates.
  @Test func eachMistakeIsWarnedOfOnce() throws {
    let schema = try JSONSchema(
      JSONDocument(
        ##"{"$ref":"#/$defs/a","unevaluatedProperties":false,"$defs":{"a":{"requried":["x"],"format":"emial"}}}"##
      ))
    #expect(schema.warnings.map(\.place.pointer).sorted() == ["/$defs/a/format", "/$defs/a/requried"])
  }

  @Test func vendorKeywordsAndAnnotationsAreIgnoredInSilence() throws {
    let schema = try JSONSchema(
      JSONDocument(
        #"{"type":"number","x-order":1,"discriminator":{},"example":1,"title":"t","description":"d","default":1,"examples":[1],"deprecated":true,"readOnly":true,"writeOnly":false,"$comment":"c","contentMediaType":"text/html","contentEncoding":"base64","contentSchema":{},"format":"color"}"#
      ))
    #expect(schema.warnings.isEmpty)
    #expect(try schema.isValid(JSONDocument("1")))
  }

  /// Each of two ways through a resource binds its dynamic name elsewhere: 2¹⁴ scopes for one large object.
  @Test(.timeLimit(.minutes(1)))
  func dynamicScopesThatMultiplyAreRefused() throws {
    var definitions: [String] = []
    for level in 0..<14 {
      for way in ["a", "b"] {
        definitions.append(
          ##""\##(way)\##(level)":{"$id":"\##(way)\##(level)","$ref":"r\##(level + 1)","$defs":{"n":{"$dynamicAnchor":"n\##(level)"}}}"##
        )
      }
      definitions.append(
        ##""r\##(level)":{"$id":"r\##(level)","anyOf":[{"$ref":"a\##(level)"},{"$ref":"b\##(level)"}]}"##)
    }
    let references = (0..<14).map {
      ##"{"$dynamicRef":"#n\##($0)","$defs":{"n":{"$dynamicAnchor":"n\##($0)"}}}"##
    }
    let names = (0..<1000).map { "\"p\($0)\"" }.joined(separator: ",")
    definitions.append(
      ##""r14":{"$id":"r14","required":[\##(names)],"not":{"allOf":[\##(references.joined(separator: ","))]}}"##
    )
    let document = try JSONDocument(
      ##"{"$id":"http://a/","$ref":"r0","$defs":{\##(definitions.joined(separator: ","))}}"##)
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(document) }
    #expect(error?.code == .tooLarge)
  }

  @Test(.timeLimit(.minutes(1)))
  func alternativesThatMultiplyAreCompiled() throws {
    let levels = (0..<6).map { level in
      let branches = Array(repeating: ##"{"$ref":"#/$defs/d\##(level + 1)"}"##, count: 100)
      return ##""d\##(level)":{"anyOf":[\##(branches.joined(separator: ","))]}"##
    }
    let schema = try JSONSchema(
      JSONDocument(
        ##"{"$ref":"#/$defs/d0","$defs":{\##(levels.joined(separator: ",")),"d6":{"type":"number"}}}"##))
    #expect(try schema.isValid(JSONDocument("1")))
    #expect(try !schema.isValid(JSONDocument("[]")))
  }

  @Test func formatsCanBeAnnotations() throws {
    let document = try JSONDocument(#"{"format":"hostname"}"#)
    #expect(try JSONSchema(document, options: .init(formats: .annotate)).isValid(JSONDocument(#""-""#)))
  }

  /// Each metaschema in a row is read and compiled once, and a long row is refused.
  @Test(.timeLimit(.minutes(1)), arguments: [16, 17, 500])
  func metaschemasOfMetaschemas(count: Int) throws {
    let options = JSONSchema.Options { uri in
      guard let number = Int(uri.dropFirst("http://m/".count)) else { return nil }
      let next = number < count ? "http://m/\(number + 1)" : "https://json-schema.org/draft/2020-12/schema"
      return try JSONDocument(##"{"$id":"\##(uri)","$schema":"\##(next)","required":["title"],"title":""}"##)
    }
    let schema = try JSONDocument(#"{"$schema":"http://m/1"}"#)
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(schema, options: options) }
    #expect(error?.code == (count > 16 ? .unsupportedDraft : .malformed))
  }

  @Test func draft7IgnoresWhatStandsBesideAReference() throws {
    let schema =
      ##""definitions":{"n":{"type":"number"}},"properties":{"a":{"$ref":"#/definitions/n","minimum":5}}}"##
    let instance = try JSONDocument(#"{"a":1}"#)
    #expect(
      try JSONSchema(JSONDocument(##"{"$schema":"http://json-schema.org/draft-07/schema#","## + schema))
        .isValid(instance))
    #expect(try !JSONSchema(JSONDocument("{" + schema)).isValid(instance))
  }

  @Test func embeddedResourcesKeepTheirDraft() throws {
    let schema = try JSONSchema(
      JSONDocument(
        #"{"$id":"http://a/","properties":{"x":{"$ref":"old"}},"$defs":{"o":{"$id":"old","$schema":"http://json-schema.org/draft-07/schema#","items":[{"type":"string"}]}}}"#
      ))
    #expect(try schema.isValid(JSONDocument(#"{"x":["a",1]}"#)))
    #expect(try !schema.isValid(JSONDocument(#"{"x":[1]}"#)))
  }
}
