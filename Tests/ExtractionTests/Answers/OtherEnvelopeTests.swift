import ChatCompletions
import JSON
import JSONSchema
import Testing

@testable import Extraction

@Suite struct OtherEnvelopeTests {
  static let object = #"""
    {"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"object"}},"required":["a"]}
    """#
  static let open = #"{"type":"object","properties":{"b":{"type":"object","required":["c"]}}}"#
  static let list = #"{"type":"array","items":{"type":"integer"}}"#

  private func verdict(_ content: String, _ schema: String, _ records: ResponseSchema.Records) throws
    -> Verdict
  {
    let document = try JSONDocument(schema)
    var options = ExtractionJob.Options(contextTokens: 8000, maxOutputTokens: 1000)
    options.records = records
    let job = ExtractionJob(try JSONSchema(document), document: document, options: options)
    return job.whole.verdict(on: ChatResponse(content: content, finishReason: "stop"), maxTokens: 1000)
  }

  @Test(
    arguments: [
      (#"{"a":1}"#, object, .one, ["{\"a\":1}"], []),
      (#"{"record":{"a":1}}"#, object, .one, ["{\"a\":1}"], ["other envelope"]),
      (#"[{"a":1}]"#, object, .one, ["{\"a\":1}"], ["other envelope"]),
      (#"{"records":[{"a":1}]}"#, object, .one, ["{\"a\":1}"], ["other envelope"]),
      (#"Draft {"a":"x"}, so {"a":1}, see {"c":2}"#, object, .one, ["{\"a\":1}"], ["text around"]),
      (#"{"record":[1,2]}"#, list, .one, ["[1,2]"], []),
      (#"[1,2]"#, list, .one, ["[1,2]"], ["other envelope"]),
      (#"{"record":"[1,2]"}"#, list, .one, ["[1,2]"], ["double encoding"]),
      (#"{"records":[{"a":1},{"a":2}]}"#, object, .many, ["{\"a\":1}", "{\"a\":2}"], []),
      (#"{"records":"[{\"a\":1}]"}"#, object, .many, ["{\"a\":1}"], ["double encoding"]),
      (#"[{"a":1},{"a":2}]"#, object, .many, ["{\"a\":1}", "{\"a\":2}"], ["other envelope"]),
      ("{\"a\":1}\n{\"a\":2}", object, .many, ["{\"a\":1}", "{\"a\":2}"], ["values in a row"]),
      (#"{"a":1}"#, object, .many, ["{\"a\":1}"], ["other envelope"]),
      (#"{"invoices":[{"a":1}]}"#, object, .many, ["{\"a\":1}"], ["other envelope"]),
      ("[]", object, .many, [], ["other envelope"]),
      (
        "```json\n[{\"a\":1}]\n```\nDone.", object, .many, ["{\"a\":1}"],
        ["code fence", "text around", "other envelope"]
      ),
    ] as [(String, String, ResponseSchema.Records, [String], [String])])
  func recordsElsewhereAreFound(
    content: String, schema: String, records: ResponseSchema.Records, expected: [String], mends: [String]
  ) throws {
    guard case .records(let found, let mended) = try verdict(content, schema, records) else {
      Issue.record("no records found")
      return
    }
    #expect(found.map { String(decoding: $0.serialized(), as: UTF8.self) } == expected)
    #expect(mended.names == mends)
  }

  /// What could as well be something else is not taken for a record.
  @Test(
    arguments: [
      (#"{"a":1} {"a":2}"#, object, .one), (#"[{"a":1},{"a":2}]"#, object, .one),
      (#"{"b":{"a":1}}"#, object, .one),
      (#"{"b":{"d":1}}"#, open, .one), ("I can't find it [1].", list, .one),
      ("There are none [].", object, .many),
      (#"{"invoices":[]}"#, object, .many), (#"{"a":1,"c":2}"#, object, .many),
      (#"{"records":{"a":1}}"#, object, .many),
      (#"{"records":[{"b":{"c":1}}]} {"records":[{"b":{"c":1}}]}"#, open, .many),
      (#"{"records":[{"a":1},{"a":"x"}]}"#, object, .many),
    ] as [(String, String, ResponseSchema.Records)])
  func whatIsUnclearIsInvalid(content: String, schema: String, records: ResponseSchema.Records) throws {
    guard case .rejected(let rejection) = try verdict(content, schema, records) else {
      Issue.record("taken for a record")
      return
    }
    #expect(rejection.kind == .invalid)
  }

  /// Keys of an answer may be as long as the answer, and stand in each of its errors.
  @Test func errorsWithLongKeysAreCutShort() throws {
    let schema = #"{"type":"object","additionalProperties":{"type":"integer"}}"#
    let key = String(repeating: "x", count: 50_000)
    guard case .rejected(let rejection) = try verdict("{\"\(key)\":\"a\"}", schema, .one) else {
      Issue.record("taken for a record")
      return
    }
    #expect(rejection.message.utf8.count < 500)
    #expect(rejection.problems.allSatisfy { $0.utf8.count < 500 })
  }
}
