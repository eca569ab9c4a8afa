import ChatCompletions
import Extraction
import JSON
import Testing

@Suite struct ResponseSchemaTests {
  private func value(_ text: String) throws -> JSONValue { JSONValue(try JSONDocument(text).root) }

  private func lowered(
    _ schema: String, _ records: ResponseSchema.Records = .one, _ subset: SchemaSubset = .openAI
  ) throws -> (JSONValue, strict: Bool) {
    let format = ResponseSchema(try value(schema), records: records, subset: subset).responseFormat
    return (format.schema, format.strict)
  }

  @Test(
    arguments: [
      // Optional properties become nullable and required, objects closed, annotations dropped.
      (
        ##"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"T","type":"object","properties":{"a":{"type":"string","description":"d"},"b":{"type":"integer","minimum":1}},"required":["a"]}"##,
        ##"{"type":"object","properties":{"a":{"type":"string"},"b":{"type":["integer","null"],"minimum":1}},"required":["a","b"],"additionalProperties":false}"##
      ),
      // enum, const, oneOf, references to definitions, also where they are optional; a type everywhere.
      (
        ##"{"properties":{"e":{"enum":["x","y"]},"c":{"const":1},"o":{"oneOf":[{"type":"string"},{"type":"number"}]},"r":{"$ref":"#/$defs/M"}},"$defs":{"M":{"type":"object","properties":{"n":{"$ref":"#/$defs/M"}}}}}"##,
        ##"{"type":"object","properties":{"e":{"type":["string","null"],"enum":["x","y",null]},"c":{"type":["integer","null"],"enum":[1,null]},"o":{"anyOf":[{"type":"string"},{"type":"number"},{"type":"null"}]},"r":{"anyOf":[{"$ref":"#/$defs/M"},{"type":"null"}]}},"required":["e","c","o","r"],"additionalProperties":false,"$defs":{"M":{"type":"object","properties":{"n":{"anyOf":[{"$ref":"#/$defs/M"},{"type":"null"}]}},"required":["n"],"additionalProperties":false}}}"##
      ),
      // Draft 4: a flag beside a bound, and a list of schemas for the first items.
      (
        ##"{"$schema":"http://json-schema.org/draft-04/schema#","properties":{"a":{"type":"number","minimum":1,"exclusiveMinimum":true,"maximum":9,"exclusiveMaximum":false},"b":{"type":"array","items":[{"type":"string"}],"additionalItems":false}},"required":["a","b"]}"##,
        ##"{"type":"object","properties":{"a":{"type":"number","maximum":9,"exclusiveMinimum":1},"b":{"type":"array","items":{"type":"string"},"description":"Valid by {\"prefixItems\":[{\"type\":\"string\"}],\"items\":false} as well."}},"required":["a","b"],"additionalProperties":false}"##
      ),
      // A root that is no object is wrapped; its own references still lead somewhere. One that is a reference is written out.
      (
        ##"{"type":"array","items":{"$ref":"#/$defs/a~1b"},"$defs":{"a/b":{"type":"string"}}}"##,
        ##"{"type":"object","properties":{"record":{"type":"array","items":{"$ref":"#/$defs/definition0"}}},"required":["record"],"additionalProperties":false,"$defs":{"definition0":{"type":"string"}}}"##
      ),
      (
        ##"{"$ref":"#/$defs/R","$defs":{"R":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}}}"##,
        ##"{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}"##
      ),
      (
        ##"{"anyOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]},{"type":"null"}]}"##,
        ##"{"type":"object","properties":{"record":{"anyOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false},{"type":"null"}]}},"required":["record"],"additionalProperties":false}"##
      ),
      // A free map is a list of keys and values; so is what an object has beside its properties.
      (
        ##"{"properties":{"m":{"type":"object","additionalProperties":{"type":"integer"}}},"required":["m"]}"##,
        ##"{"type":"object","properties":{"m":{"type":"array","description":"The members of an object, each with its name under \"key\".","items":{"type":"object","properties":{"key":{"type":"string"},"value":{"type":"integer"}},"required":["key","value"],"additionalProperties":false}}},"required":["m"],"additionalProperties":false}"##
      ),
      (
        ##"{"properties":{"a":{"type":"string"}},"required":["a"],"patternProperties":{"^x":{"type":"string"}}}"##,
        ##"{"type":"object","properties":{"a":{"type":"string"},"additional_properties":{"type":"array","description":"The members of an object, each with its name under \"key\".","items":{"type":"object","properties":{"key":{"type":"string"},"value":{"type":"string"}},"required":["key","value"],"additionalProperties":false}}},"required":["a","additional_properties"],"additionalProperties":false}"##
      ),
      // What is required but not declared is still asked for.
      (
        ##"{"properties":{"a":{"type":"string"}},"required":["a","b"]}"##,
        ##"{"type":"object","properties":{"a":{"type":"string"},"b":{"$ref":"#/$defs/anyValue"}},"required":["a","b"],"additionalProperties":false,"$defs":{"anyValue":{"anyOf":[{"type":["string","number","boolean","null"]},{"type":"array","items":{"type":["string","number","boolean","null"]}}]}}}"##
      ),
      // What decoding can't follow is told; one branch of allOf is the branch.
      (
        ##"{"properties":{"n":{"type":"string","not":{"const":"x"}},"a":{"allOf":[{"type":"integer"}]}},"required":["n","a"],"if":{"required":["z"]}}"##,
        ##"{"type":"object","properties":{"n":{"type":"string","description":"Valid by {\"not\":{\"const\":\"x\"}} as well."},"a":{"type":"integer"}},"required":["n","a"],"additionalProperties":false,"description":"Valid by {\"if\":{\"required\":[\"z\"]}} as well."}"##
      ),
      // Beside a reference: both apply. allOf is merged: the narrower bound, all properties.
      (
        ##"{"properties":{"a":{"$ref":"#/$defs/n","maximum":5},"b":{"allOf":[{"type":"object","properties":{"x":{"type":"string"}},"required":["x"]},{"properties":{"x":{"pattern":"^a"},"y":{"type":"null"}},"required":["y"]}]}},"required":["a","b"],"$defs":{"n":{"type":"integer","maximum":9,"minimum":1}}}"##,
        ##"{"type":"object","properties":{"a":{"type":"integer","minimum":1,"maximum":5},"b":{"type":"object","properties":{"x":{"type":"string","pattern":"^a"},"y":{"type":"null"}},"required":["x","y"],"additionalProperties":false}},"required":["a","b"],"additionalProperties":false}"##
      ),
      // What stands beside alternatives is part of each; alternatives that only say when the rest is valid are told.
      (
        ##"{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"],"anyOf":[{"properties":{"x":{"type":"string"}},"required":["x"]},{"properties":{"y":{"type":"string"}},"required":["y"]}]}"##,
        ##"{"type":"object","properties":{"record":{"anyOf":[{"type":"object","properties":{"x":{"type":"string"},"id":{"type":"integer"}},"required":["x","id"],"additionalProperties":false},{"type":"object","properties":{"y":{"type":"string"},"id":{"type":"integer"}},"required":["y","id"],"additionalProperties":false}]}},"required":["record"],"additionalProperties":false}"##
      ),
      (
        ##"{"properties":{"a":{"type":"string"},"b":{"type":"string"}},"anyOf":[{"required":["a"]},{"required":["b"]}]}"##,
        ##"{"type":"object","properties":{"a":{"type":["string","null"]},"b":{"type":["string","null"]}},"required":["a","b"],"additionalProperties":false,"description":"Valid by {\"anyOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]}]} as well."}"##
      ),
      // Alternatives are told apart by their first property: the one with a fixed value, or one of their own; else they are one.
      (
        ##"{"properties":{"p":{"oneOf":[{"type":"object","properties":{"v":{"type":"string"},"k":{"const":"a"}},"required":["v","k"]},{"type":"object","properties":{"v":{"type":"integer"},"k":{"const":"b"}},"required":["v","k"]}]}},"required":["p"]}"##,
        ##"{"type":"object","properties":{"p":{"anyOf":[{"type":"object","properties":{"k":{"type":"string","const":"a"},"v":{"type":"string"}},"required":["k","v"],"additionalProperties":false},{"type":"object","properties":{"k":{"type":"string","const":"b"},"v":{"type":"integer"}},"required":["k","v"],"additionalProperties":false}]}},"required":["p"],"additionalProperties":false}"##
      ),
      (
        ##"{"properties":{"p":{"anyOf":[{"type":"object","properties":{"v":{"type":"string"}},"required":["v"]},{"type":"object","properties":{"v":{"type":"integer"},"w":{"type":"string"}},"required":["v","w"]}]}},"required":["p"]}"##,
        ##"{"type":"object","properties":{"p":{"anyOf":[{"type":"object","properties":{"v":{"type":"string"}},"required":["v"],"additionalProperties":false},{"type":"object","properties":{"w":{"type":"string"},"v":{"type":"integer"}},"required":["w","v"],"additionalProperties":false}]}},"required":["p"],"additionalProperties":false}"##
      ),
      (
        ##"{"properties":{"p":{"anyOf":[{"type":"object","properties":{"v":{"type":"string"}},"required":["v"]},{"type":"object","properties":{"v":{"type":"integer"}},"required":["v"]}]}},"required":["p"]}"##,
        ##"{"type":"object","properties":{"p":{"type":"object","properties":{"v":{"anyOf":[{"type":"string"},{"type":"integer"}]}},"required":["v"],"additionalProperties":false}},"required":["p"],"additionalProperties":false}"##
      ),
    ] as [(String, String)])
  func lowering(schema: String, expected: String) throws {
    let (lowered, strict) = try lowered(schema)
    #expect(String(decoding: lowered.serialized(), as: UTF8.self) == expected)
    #expect(strict)
  }

  @Test(
    arguments: [
      // Free names and values stay where the server takes them; bounds and patterns as each takes them.
      (
        .vLLM,
        ##"{"properties":{"m":{"type":"object"},"s":{"type":"string","pattern":"^a","maxLength":3},"n":{"multipleOf":2}},"required":["m","s","n"]}"##,
        ##"{"type":"object","properties":{"m":{"type":"object","additionalProperties":true},"s":{"type":"string","pattern":"^a","description":"Valid by {\"maxLength\":3} as well."},"n":{"type":"number","description":"Valid by {\"multipleOf\":2} as well."}},"required":["m","s","n"],"additionalProperties":false}"##
      ),
      (
        .llamaCPP,
        ##"{"properties":{"a":{"pattern":"a"},"d":{"pattern":"^\\d{4}$"},"u":{"format":"uri"},"x":{}},"required":["a","d","u","x"]}"##,
        ##"{"type":"object","properties":{"a":{"type":"string","description":"Valid by {\"pattern\":\"a\"} as well."},"d":{"type":"string","pattern":"^[0-9]{4}$"},"u":{"type":"string","description":"Valid by {\"format\":\"uri\"} as well."},"x":{}},"required":["a","d","u","x"],"additionalProperties":false}"##
      ),
      (
        .azure,
        ##"{"properties":{"a":{"type":"integer","minimum":1},"f":{"type":"string","format":"date"}},"required":["a","f"]}"##,
        ##"{"type":"object","properties":{"a":{"type":"integer","description":"Valid by {\"minimum\":1} as well."},"f":{"type":"string","description":"Valid by {\"format\":\"date\"} as well."}},"required":["a","f"],"additionalProperties":false}"##
      ),
      // A count is written as one.
      (
        .ollama,
        ##"{"properties":{"a":{"type":"array","items":{"maxLength":3.0},"minItems":1e0,"uniqueItems":false}},"required":["a"]}"##,
        ##"{"type":"object","properties":{"a":{"type":"array","items":{"type":"string","maxLength":3},"minItems":1}},"required":["a"],"additionalProperties":false}"##
      ),
      // Recursion that isn't taken is written out twice; then a value is asked for as text.
      (
        .portable,
        ##"{"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{"n":{"$ref":"#/$defs/n"}}}}}"##,
        ##"{"type":"object","properties":{"n":{"anyOf":[{"type":"object","properties":{"n":{"type":["string","null"],"description":"The JSON text of the value, which has the form of what it stands in."}},"required":["n"],"additionalProperties":false},{"type":"null"}]}},"required":["n"],"additionalProperties":false}"##
      ),
    ] as [(SchemaSubset, String, String)])
  func loweringByServer(subset: SchemaSubset, schema: String, expected: String) throws {
    #expect(String(decoding: try lowered(schema, .one, subset).0.serialized(), as: UTF8.self) == expected)
  }

  /// What is nested deeper than a server takes becomes a definition; what is too large is left out, or not strict.
  @Test func limitsAreKept() throws {
    var deep = ##"{"type":"string"}"##
    for _ in 0..<12 { deep = ##"{"type":"object","properties":{"a":\##(deep)},"required":["a"]}"## }
    let (lowered, isStrict) = try lowered(deep)
    #expect(isStrict)
    #expect(subsetViolations(lowered, .openAI) == [])
    #expect(lowered["$defs"] != nil)

    let values = (0..<600).map { "\"v\($0)\"" }.joined(separator: ",")
    let list = ResponseSchema(
      try value(##"{"properties":{"e":{"enum":[\##(values)]},"f":{"enum":["a"]}}}"##), records: .one,
      subset: .azure)
    #expect(list.responseFormat.strict)
    #expect(list.responseFormat.schema["properties"]?["e"] == ["type": ["string", "null"]])
    #expect(list.responseFormat.schema["properties"]?["f"]?["enum"] == ["a", .null])
    #expect(
      list.notes == [
        LoweringNote(
          pointer: "/properties/e",
          message:
            "enum: so many values (600) are not taken by Azure OpenAI; told in the prompt only")
      ])

    let many = (0..<101).map { "\"p\($0)\":{\"type\":\"null\"}" }.joined(separator: ",")
    let wide = ResponseSchema(try value("{\"properties\":{\(many)}}"), records: .one, subset: .azure)
    #expect(!wide.responseFormat.strict)
    #expect(wide.looseness == "the schema has 101 properties, and 100 are taken by Azure OpenAI")
  }

  @Test(
    arguments: [
      (##"{"type":"object","properties":{"a":{"type":"string"}}}"##, [], nil),
      (
        ##"{"properties":{"a":{"$ref":"o.json"},"b":{"$ref":"o.json"},"c":{"items":{"$ref":"#x"}},"d":{"$dynamicRef":"#n"}}}"##,
        ["o.json", "#x", "#n"], "the reference o.json is left out"
      ),
      (##"{"properties":{"a":{"type":"array","items":{}}}}"##, [], nil),
    ] as [(String, [String], String?)])
  func whatIsLeftOutIsTold(schema: String, references: [String], looseness: String?) throws {
    let response = ResponseSchema(try value(schema), records: .one)
    #expect(response.unfollowedReferences == references)
    #expect(response.looseness == looseness)
    #expect(response.responseFormat.strict == (looseness == nil))
  }

  /// Alternatives beside alternatives multiply: a schema of a few lines must not take for ever.
  @Test(.timeLimit(.minutes(1)), arguments: [SchemaSubset.openAI, .portable, .vLLM])
  func alternativesDontMultiplyForEver(subset: SchemaSubset) throws {
    let branch = ##"{"properties":{"x":{"$ref":"#/$defs/n"}},"required":["x"]}"##
    let definition =
      ##"{"type":"object","properties":{"a":{"$ref":"#/$defs/n"},"b":{"$ref":"#/$defs/n"},"c":{"$ref":"#/$defs/n"}},"anyOf":[\##(branch),\##(branch)],"oneOf":[\##(branch),\##(branch),{"allOf":[{"$ref":"#/$defs/n"}]}]}"##
    let schema = try value(##"{"$ref":"#/$defs/n","$defs":{"n":\##(definition)}}"##)
    #expect(ResponseSchema(schema, records: .one, subset: subset).responseFormat.schema["type"] == "object")
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

  /// A map with many members is restored in linear time: the square of these would outlast the limit.
  @Test(.timeLimit(.minutes(1)), arguments: [false, true])
  func manyMembersAreRestored(asPairs: Bool) throws {
    let response = ResponseSchema(
      try value(##"{"type":"object","additionalProperties":{"type":"integer"}}"##), records: .one)
    let numbers = 0..<100_000
    let plain = "{" + numbers.map { #""\#($0)":1"# }.joined(separator: ",") + "}"
    let pairs = "[" + numbers.map { #"{"key":"\#($0)","value":1}"# }.joined(separator: ",") + "]"
    let restored = response.restored(try value(asPairs ? pairs : plain))
    #expect(String(decoding: restored.serialized(), as: UTF8.self) == plain)
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
