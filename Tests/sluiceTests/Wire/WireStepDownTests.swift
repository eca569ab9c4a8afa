import Synchronization
import TestSupport
import Testing

/// Servers that don't take all that a request has: the run finds out what they take, says so once, and loses nothing.
@Suite(.serialized, .timeLimit(.minutes(2))) struct WireStepDownTests {
  /// What a server refuses.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    /// A request with one of these is refused.
    let marks: [String]
    let reply: FakeReply
    var options: [String] = []

    var testDescription: String { name }
  }

  static let documents = 60
  static let concurrency = 8

  static let refusals = [
    Refusal(
      name: "streams", marks: [#""stream":true"#],
      reply: openAI("Streaming is not supported by this model.", parameter: "stream")),
    Refusal(
      name: "stream_options", marks: [#""stream_options""#],
      reply: openAI("Unrecognized request argument supplied: stream_options")),
    Refusal(
      name: "stream_options, FastAPI", marks: [#""stream_options""#],
      reply: .json(
        #"{"detail":[{"loc":["body","stream_options"],"msg":"extra fields not permitted","type":"value_error.extra"}]}"#,
        status: 422)),
    Refusal(
      name: "strict", marks: [#""strict":true"#],
      reply: .json(
        #"{"error":{"message":"Invalid schema for response_format 'Invoice': In context=('properties', 'number'), 'pattern' is not permitted.","type":"invalid_request_error","param":"response_format","code":null}}"#,
        status: 400)),
    Refusal(
      name: "json_schema", marks: [#""type":"json_schema""#],
      reply: .json(
        #"{"error":{"code":"InvalidParameter","message":"The parameter response_format.type specified in the request are not valid: json_schema is not supported by this model. Request id: 1","param":"response_format.type","type":"BadRequest"}}"#,
        status: 400)),
    Refusal(
      name: "a schema for xgrammar", marks: [#""type":"json_schema""#],
      reply: .json(
        #"{"object":"error","message":"The provided JSON schema contains features not supported by xgrammar.","type":"BadRequestError","param":null,"code":400}"#,
        status: 400)),
    Refusal(
      name: "a grammar of llama.cpp", marks: [#""type":"json_schema""#, #""tools""#],
      reply: .json(
        #"{"error":{"code":400,"message":"Unable to generate parser for this template. Automatic parser generation failed: JSON schema error at #/properties/number: unrecognized type date","type":"invalid_request_error"}}"#,
        status: 400)),
    Refusal(
      name: "every form", marks: [#""response_format""#, #""tools""#],
      reply: openAI("Unrecognized request arguments supplied: response_format, tools")),
    Refusal(
      name: "temperature", marks: [#""temperature""#],
      reply: openAI(
        "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
        parameter: "temperature", code: "unsupported_value")),
    Refusal(
      name: "max_tokens", marks: [#""max_tokens""#],
      reply: openAI(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        parameter: "max_tokens", code: "unsupported_parameter")),
    Refusal(
      name: "reasoning", marks: [#""reasoning_effort""#],
      reply: openAI("Unrecognized request argument supplied: reasoning_effort"),
      options: ["--reasoning", "low"]),
    Refusal(
      name: "required parameters", marks: [#""require_parameters":true"#],
      reply: .error(
        404,
        "No endpoints found that can handle the requested parameters. To learn more about provider routing, visit the docs."
      ),
      options: ["--provider", "openrouter"]),
  ]

  @Test(arguments: refusals)
  func findsOutWhatTheServerTakes(refusal: Refusal) async throws {
    try await TemporaryFolder.with { folder in
      let invoices = InvoiceFolder(in: folder)
      try folder.write(InvoiceFolder.schema, to: "schema.json")
      for number in 0..<Self.documents {
        try folder.write("Invoice A-\(number)\n\nTotal \(number)", to: "in/\(1000 + number).txt")
      }
      let refused = Mutex(0)
      try await FakeProvider.with(handler: { request in
        guard refusal.marks.contains(where: request.contains) else {
          return InvoiceFolder.answer(request).after(.milliseconds(10))
        }
        refused.withLock { $0 += 1 }
        return refusal.reply
      }) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--concurrency", "\(Self.concurrency)") + refusal.options,
          currentFolder: folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
        let lines = try folder.readText("out.jsonl").split(separator: "\n")
        #expect(lines.count == Self.documents)
        #expect(provider.billedCount == Self.documents)
        // Each step is found out by those that are under way together, at most.
        let count = refused.withLock { $0 }
        #expect(count > 0, "the request has none of \(refusal.marks)")
        #expect(count <= Self.concurrency * 4, "\(count) requests were refused")
        let said = result.standardError.split(separator: "\n")
        #expect(said.count <= 6, "\(result.standardError)")
        #expect(Set(said).count == said.count, "said more than once: \(result.standardError)")
      }
    }
  }

  private static func openAI(_ message: String, parameter: String? = nil, code: String? = nil) -> FakeReply {
    .json(
      #"{"error":{"message":\#(quoted(message)),"type":"invalid_request_error","param":\#(parameter.map(quoted) ?? "null"),"code":\#(code.map(quoted) ?? "null")}}"#,
      status: 400)
  }
}
