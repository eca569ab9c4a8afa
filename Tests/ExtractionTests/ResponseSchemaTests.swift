import ChatCompletions
import Extraction
import JSON
import Testing

@Suite struct ResponseSchemaTests {
  private func value(_ text: String) throws -> JSONValue { JSONValue(try JSONDocument(text).root) }

  private func lowered(_ schema: String, _ records: ResponseSchema.Records = .one) throws -> (
    JSONValue, strict: Bool
  ) {
    let format = ResponseSchema(try value(schema), records: records).responseFormat
    return (format.schema, format.strict)
  }

  @Test(
    arguments: [
      // Optional properties become nullable and required, objects closed, annotations dropped.
      (
        ##"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"T","type":"object","properties":{"a":{"type":"string","description":"d"},"b":{"type":"integer","minimum":1}},"required":["a"]}"##,
        ##"{"type":"object","properties":{"a":{"type":"string"},"b":{"type":["integer","null"],"minimum":1}},"required":["a","b"],"additionalProperties":false}"##,
        true
      ),
      // enum, const, oneOf, references to definitions, also where they are optional.
      (
        ##"{"properties":{"e":{"enum":["x","y"]},"c":{"const":1},"o":{"oneOf":[{"type":"string"},{"type":"number"}]},"r":{"$ref":"#/$defs/M"}},"$defs":{"M":{"type":"object","properties":{"n":{"$ref":"#/$defs/M"}}}}}"##,
        ##"{"type":"object","properties":{"e":{"enum":["x","y",null]},"c":{"enum":[1,null]},"o":{"anyOf":[{"type":"string"},{"type":"number"},{"type":"null"}]},"r":{"anyOf":[{"$ref":"#/$defs/M"},{"type":"null"}]}},"required":["e","c","o","r"],"additionalProperties":false,"$defs":{"M":{"type":"object","properties":{"n":{"anyOf":[{"$ref":"#/$defs/M"},{"type":"null"}]}},"required":["n"],"additionalProperties":false}}}"##,
        true
      ),
      // Draft 4: a flag beside a bound, and a list of schemas for the first items.
      (
        ##"{"$schema":"http://json-schema.org/draft-04/schema#","properties":{"a":{"type":"number","minimum":1,"exclusiveMinimum":true,"maximum":9,"exclusiveMaximum":false},"b":{"type":"array","items":[{"type":"string"}],"additionalItems":false}},"required":["a","b"]}"##,
        ##"{"type":"object","properties":{"a":{"type":"number","maximum":9,"exclusiveMinimum":1},"b":{"type":"array","prefixItems":[{"type":"string"}],"items":false}},"required":["a","b"],"additionalProperties":false}"##,
        true
      ),
      // A root that is no object is wrapped; its own references still lead somewhere.
      (
        ##"{"type":"array","items":{"$ref":"#/$defs/a~1b"},"$defs":{"a/b":{"type":"string"}}}"##,
        ##"{"type":"object","properties":{"record":{"type":"array","items":{"$ref":"#/$defs/definition0"}}},"required":["record"],"additionalProperties":false,"$defs":{"definition0":{"type":"string"}}}"##,
        true
      ),
      // A free map and an open object can't be strict.
      (
        ##"{"properties":{"m":{"type":"object","additionalProperties":{"type":"integer"}}},"required":["m"]}"##,
        ##"{"type":"object","properties":{"m":{"type":"object","additionalProperties":{"type":"integer"}}},"required":["m"],"additionalProperties":false}"##,
        false
      ),
      // What is required but not declared is still asked for; a pattern of names keeps the object open.
      (
        ##"{"properties":{"a":{"type":"string"}},"required":["a","b"]}"##,
        ##"{"type":"object","properties":{"a":{"type":"string"},"b":{}},"required":["a","b"],"additionalProperties":false}"##,
        false
      ),
      (
        ##"{"properties":{"a":{"type":"string"}},"required":["a"],"patternProperties":{"^x":{"type":"string"}}}"##,
        ##"{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}"##, false
      ),
      // What decoding can't enforce is left to validation; one branch of allOf is the branch.
      (
        ##"{"properties":{"n":{"type":"string","not":{"const":"x"}},"a":{"allOf":[{"type":"integer"}]}},"required":["n","a"],"if":{"required":["z"]}}"##,
        ##"{"type":"object","properties":{"n":{"type":"string"},"a":{"type":"integer"}},"required":["n","a"],"additionalProperties":false}"##,
        true
      ),
    ] as [(String, String, Bool)])
  func lowering(schema: String, expected: String, isStrict: Bool) throws {
    let (lowered, strict) = try lowered(schema)
    #expect(String(decoding: lowered.serialized(), as: UTF8.self) == expected)
    #expect(strict == isStrict)
  }

  @Test(
    arguments: [
      (##"{"type":"object","properties":{"a":{"type":"string"}}}"##, [], nil),
      (
        ##"{"properties":{"a":{"$ref":"o.json"},"b":{"$ref":"o.json"},"c":{"items":{"$ref":"#x"}},"d":{"$dynamicRef":"#n"}}}"##,
        ["o.json", "#x", "#n"], "the reference o.json is left out (in a)"
      ),
      (
        ##"{"properties":{"m":{"$ref":"#/$defs/m"}},"$defs":{"m":{"properties":{"f":{"type":"object"}}}}}"##,
        [],
        "the object has no list of properties (in #/$defs/m/f)"
      ),
      (##"{"properties":{"a":{"type":"array","items":{}}}}"##, [], "there is no type (in a)"),
      (
        ##"{"properties":{"a":{"type":"string"}},"required":["b"]}"##, [],
        "\"b\" is required, but is not among the properties"
      ),
    ] as [(String, [String], String?)])
  func whatIsLeftOutIsTold(schema: String, references: [String], looseness: String?) throws {
    let response = ResponseSchema(try value(schema), records: .one)
    #expect(response.unfollowedReferences == references)
    #expect(response.looseness == looseness)
    #expect(response.responseFormat.strict == (looseness == nil))
  }

  @Test func listsAreWrapped() throws {
    let (lowered, _) = try lowered(##"{"properties":{"a":{"type":"string"}},"required":["a"]}"##, .many)
    #expect(
      String(decoding: lowered.serialized(), as: UTF8.self)
        == ##"{"type":"object","properties":{"records":{"type":"array","items":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}}},"required":["records"],"additionalProperties":false}"##
    )
  }

  @Test(arguments: [
    // null for an absent optional property goes, unless the schema takes null there.
    (
      ##"{"properties":{"a":{"type":"string"},"b":{"type":["string","null"]},"c":{"type":"integer"},"d":true},"required":["c"]}"##,
      ##"{"a":null,"b":null,"c":null,"d":null,"e":null}"##, ##"{"b":null,"c":null,"d":null,"e":null}"##
    ),
    (
      ##"{"properties":{"items":{"type":"array","items":{"$ref":"#/$defs/i"}}},"$defs":{"i":{"properties":{"x":{"enum":[1,2]},"y":{"anyOf":[{"type":"string"},{"type":"null"}]}}}}}"##,
      ##"{"items":[{"x":null,"y":null},{"x":1.50,"y":"z"}]}"##,
      ##"{"items":[{"y":null},{"x":1.50,"y":"z"}]}"##
    ),
    // By the alternative that fits, through prefixItems and maps.
    (
      ##"{"properties":{"pay":{"oneOf":[{"properties":{"kind":{"const":"card"},"iban":{"type":"string"}}},{"properties":{"kind":{"const":"bank"},"iban":{"type":["string","null"]}},"required":["iban"]}]}}}"##,
      ##"{"pay":{"kind":"bank","iban":null}}"##, ##"{"pay":{"kind":"bank","iban":null}}"##
    ),
    (
      ##"{"properties":{"pair":{"prefixItems":[{"properties":{"x":{"type":"string"}}}],"items":{"properties":{"y":{"type":"string"}}}},"map":{"additionalProperties":{"properties":{"note":{"type":"string"}}}}}}"##,
      ##"{"pair":[{"x":null},{"y":null}],"map":{"k":{"note":null}}}"##, ##"{"pair":[{},{}],"map":{"k":{}}}"##
    ),
  ])
  func nullsAreRestored(schema: String, answer: String, expected: String) throws {
    let response = ResponseSchema(try value(schema), records: .one)
    let records = try #require(response.records(in: try JSONDocument(answer).root)).map {
      response.restored($0)
    }
    #expect(records.map { String(decoding: $0.serialized(), as: UTF8.self) } == [expected])
  }

  /// Alternatives of a recursive schema are not tried over and over: this took for ever.
  @Test(.timeLimit(.minutes(1)))
  func nestedAlternativesAreRestoredInOnePass() throws {
    let schema = try value(
      ##"{"$ref":"#/$defs/n","$defs":{"n":{"oneOf":[{"properties":{"kind":{"const":"a"},"note":{"type":"string"},"child":{"$ref":"#/$defs/n"}}},{"properties":{"kind":{"const":"b"},"child":{"$ref":"#/$defs/n"}}}]}}}"##
    )
    let response = ResponseSchema(schema, records: .one)
    for kind in ["a", "c"] {
      let answer =
        String(repeating: ##"{"kind":"\##(kind)","note":null,"child":"##, count: 100) + "{}"
        + String(repeating: "}", count: 100)
      let restored = response.restored(try value(answer))
      #expect(String(decoding: restored.serialized(), as: UTF8.self).contains("null") == (kind == "c"))
    }
  }

  @Test func envelopesAreRequired() throws {
    let many = ResponseSchema(try value(##"{"properties":{"a":{}}}"##), records: .many)
    #expect(many.records(in: try JSONDocument(##"{"records":[{"a":1},{"a":2}]}"##).root)?.count == 2)
    #expect(many.records(in: try JSONDocument(##"{"records":{}}"##).root) == nil)
    #expect(many.records(in: try JSONDocument(##"[{"a":1}]"##).root) == nil)
    let wrapped = ResponseSchema(try value(##"{"type":"string"}"##), records: .one)
    #expect(wrapped.records(in: try JSONDocument(##"{"record":"x"}"##).root) == ["x"])
    #expect(wrapped.records(in: try JSONDocument(##""x""##).root) == nil)
  }
}
