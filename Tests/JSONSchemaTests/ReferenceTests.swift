import JSON
import JSONSchema
import Testing

/// Where `$ref` leads.
@Suite struct ReferenceTests {
  @Test(
    arguments: [
      "#", "#/", "#/$defs/n", "#/%24defs/n", "#/$defs/a~1b", "#/$defs/list/prefixItems/0",
      "#anchored", "n.json",
      "../d/n.json", "/d/n.json", "//host/d/n.json", "http://host/d/n.json", "n.json#",
      "n.json#inner",
      "n.json#/$defs/i", "#/$defs/withID/$defs/i", "?q", "http://host/d/./x/../n.json",
      "#/unknown/n", "urn:x:n",
    ])
  func resolves(reference: String) throws {
    let schema = try JSONSchema(
      JSONDocument(
        """
        {"$id": "http://host/d/root.json", "properties": {"value": {"$ref": "\(reference)"}}, "type": ["object", "number"],
         "": {"type": "number"}, "unknown": {"n": {"type": "number"}},
         "$defs": {"n": {"type": "number"}, "a/b": {"type": "number"}, "list": {"prefixItems": [{"type": "number"}]},
                   "anchor": {"$anchor": "anchored", "type": "number"}, "query": {"$id": "?q", "type": "number"},
                   "urn": {"$id": "urn:x:n", "type": "number"},
                   "withID": {"$id": "n.json", "type": "number",
                              "$defs": {"i": {"$anchor": "inner", "$ref": "#/$defs/j"}, "j": {"type": "number"}}}}}
        """))
    #expect(try schema.isValid(JSONDocument(#"{"value":1}"#)))
    #expect(try !schema.isValid(JSONDocument(#"{"value":"x"}"#)))
  }

  /// A long chain of references is followed once, and each is found at once.
  @Test(.timeLimit(.minutes(1)))
  func longChainsOfReferencesAreNotQuadratic() throws {
    let count = 40_000
    let chain = (0..<count).map { ##""d\##($0)":{"$ref":"#/$defs/d\##($0 + 1)"}"## }.joined(separator: ",")
    let schema = try JSONSchema(
      JSONDocument(##"{"$ref":"#/$defs/d0","$defs":{\##(chain),"d\##(count)":{"type":"number"}}}"##))
    #expect(try schema.isValid(JSONDocument("1")))
    #expect(try !schema.isValid(JSONDocument("\"x\"")))
  }

  @Test func draft7AnchorsAreIdentifiers() throws {
    let schema = try JSONSchema(
      JSONDocument(
        ##"{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#n","definitions":{"a":{"$id":"#n","type":"number"}}}"##
      ))
    #expect(try schema.isValid(JSONDocument("1")))
    #expect(try !schema.isValid(JSONDocument("\"x\"")))
  }

  /// Anchors that differ only in how a character is composed are two.
  @Test func anchorsAreComparedByCodePoints() throws {
    let schema = try JSONSchema(
      JSONDocument(
        ##"{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#e\u0301","definitions":{"##
          + ##""a":{"$id":"#\u00e9","type":"string"},"b":{"$id":"#e\u0301","type":"number"},"##
          + ##""c":{"$id":"http://a/\u00e9"},"d":{"$id":"http://a/e\u0301"}}}"##
      ))
    #expect(try schema.isValid(JSONDocument("1")))
    #expect(try !schema.isValid(JSONDocument("\"x\"")))
  }

  @Test(arguments: ["", "#"])
  func anEmptyIdentifierChangesNothing(identifier: String) throws {
    let schema = try JSONSchema(
      JSONDocument(
        ##"{"$id":"http://a/b","properties":{"x":{"$id":"\##(identifier)","$ref":"#/$defs/n"}},"$defs":{"n":{"type":"number"}}}"##
      ))
    #expect(try schema.isValid(JSONDocument(#"{"x":1}"#)))
    #expect(try !schema.isValid(JSONDocument(#"{"x":"y"}"#)))
  }

  @Test func whatIsNoSchemaHasNoIdentifiers() throws {
    let document = try JSONDocument(#"{"enum":[{"$id":"http://a/","type":7}],"$ref":"http://a/"}"#)
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(document) }
    #expect(error?.code == .unresolvableReference)
  }
}
