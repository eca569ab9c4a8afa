import NIOHTTP1
import Testing

@testable import ChatCompletions

@Suite struct AnswerCollectorTests {
  /// Collects a body that comes in pieces of a size, until enough has been read.
  static func collect(
    _ body: String, status: Int = 200, headers: HTTPHeaders = [:], maxTokens: Int = 1000, piece: Int = .max
  ) -> AnswerCollector {
    var answer = AnswerCollector(status: status, headers: headers, maxTokens: maxTokens)
    let bytes = Array(body.utf8)
    var start = 0
    while start < bytes.count {
      let end = start + min(piece, bytes.count - start)
      guard answer.receive(Array(bytes[start..<end]).span) else { break }
      start = end
    }
    return answer
  }

  static func read(_ answer: AnswerCollector) -> Result<ChatResponse, AttemptFailure> {
    Result { () throws(AttemptFailure) in
      let profile = ProviderProfile.openRouter(try! BaseURL("https://openrouter.ai/api/v1"))
      return try AnswerReader(profile: profile, model: "m", key: Secret("sk-secret", source: "KEY"))
        .read(answer, now: 0)
    }
  }

  /// A chunk of a stream.
  static func chunk(_ delta: String, finish: String = "null", rest: String = "") -> String {
    #"data: {"id":"gen-1","object":"chat.completion.chunk","model":"seed","choices":[{"index":0,"delta":\#(delta),"#
      + #""finish_reason":\#(finish)}]\#(rest)}"# + "\n\n"
  }

  static let usage =
    #"data: {"id":"gen-1","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"cost":0.5}}"#
    + "\n\n"
  static let done = "data: [DONE]\n\n"
  static let counted = Usage(promptTokens: 7, completionTokens: 3, knownCost: 0.5)
  static let uncounted = Usage(unpricedAnswers: 1, uncountedAnswers: 1)

  static func words(_ words: String...) -> String {
    words.map { chunk(#"{"content":"\#($0)"}"#) }.joined()
  }

  struct Stream: Sendable, CustomTestStringConvertible {
    var name: String
    var body: String
    var content: String?
    var reasoning: String? = nil
    var refusal: String? = nil
    var finishReason: String? = "stop"
    var usage = counted
    var testDescription: String { name }
  }

  static let end = chunk("{}", finish: #""stop""#) + usage + done
  static let answers: [Stream] = [
    Stream(name: "plain", body: words("{\\\"a\\\":", "1}") + end, content: #"{"a":1}"#),
    Stream(
      name: "role first, empty deltas",
      body: chunk(#"{"role":"assistant","content":""}"#) + words("a") + chunk("{}") + end, content: "a"),
    Stream(
      name: "comments, and white space in front",
      body: "\n\n: OPENROUTER PROCESSING\n\n" + words("a") + ": x\n\n" + words("b") + end, content: "ab"),
    Stream(name: "a byte order mark", body: "\u{FEFF}" + words("a") + end, content: "a"),
    Stream(
      name: "no space, CRLF",
      body: (words("a", "b") + end).split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.hasPrefix("data: ") ? "data:" + $0.dropFirst(6) : String($0) }.joined(separator: "\r\n"),
      content: "ab"),
    Stream(
      name: "one line feed between events",
      body: (words("a", "b") + end).split(separator: "\n").joined(separator: "\n"), content: "ab"),
    Stream(
      name: "events with names and ids",
      body: words("a", "b").split(separator: "\n").map { "id: 1\nevent: message\n\($0)\n\n" }.joined() + end,
      content: "ab"),
    Stream(
      name: "an event over several lines",
      body: "data: {\ndata:   \"choices\": [{\"delta\":\ndata: {\"content\":\"a\"}}]\ndata: }\n\n" + end,
      content: "a"),
    Stream(
      name: "pings", body: "event: ping\ndata: {\"type\":\"ping\"}\n\ndata: ping\n\n" + words("a") + end,
      content: "a"),
    Stream(
      name: "content in parts",
      body: chunk(#"{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}"#) + words("c") + end,
      content: "abc"),
    Stream(
      name: "reasoning first",
      body: chunk(#"{"content":"","reasoning":"so"}"#)
        + chunk(#"{"content":"","reasoning_content":" it is"}"#)
        + words("a") + end, content: "a"),
    Stream(
      name: "nothing but reasoning",
      body: chunk(#"{"content":"","reasoning":"so","reasoning_content":"so"}"#)
        + chunk(#"{"content":null,"reasoning":" it is"}"#) + end, content: nil, reasoning: "so it is"),
    Stream(
      name: "a refusal",
      body: chunk(#"{"content":null,"refusal":"I "}"#) + chunk(#"{"refusal":"won't"}"#) + end, content: nil,
      refusal: "I won't"),
    Stream(name: "nothing at all", body: end, content: nil),
    Stream(
      name: "a tool call",
      body: chunk(#"{"tool_calls":[{"index":0,"id":"x","function":{"name":"f","arguments":""}}]}"#)
        + chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":"{\"a\""}}]}"#)
        + chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]}"#) + usage + done,
      content: #"{"a":1}"#, finishReason: nil),
    Stream(
      name: "two tool calls",
      body: chunk(#"{"content":"Well.","tool_calls":[{"index":0,"function":{"arguments":"{}"}}]}"#)
        + chunk(#"{"tool_calls":[{"index":1,"function":{"arguments":{"a": 1}}}]}"#) + end,
      content: "{}\n{\"a\": 1}"),
    Stream(
      name: "a whole message",
      body: #"data: {"choices":[{"message":{"role":"assistant","content":"ab"},"finish_reason":"stop"}]}"#
        + "\n\n" + usage + done, content: "ab"),
    Stream(
      name: "messages that grow",
      body: #"data: {"choices":[{"message":{"content":"a"}}]}"# + "\n\n"
        + #"data: {"choices":[{"message":{"content":"ab"},"finish_reason":"stop"}]}"# + "\n\n" + usage + done,
      content: "ab"),
    Stream(
      name: "usage with the last word",
      body: words("a")
        + chunk(
          "{}", finish: #""stop""#, rest: #","usage":{"prompt_tokens":7,"completion_tokens":3,"cost":0.5}"#)
        + done, content: "a"),
    Stream(
      name: "usage that grows",
      body: chunk(
        #"{"content":"a"}"#, rest: #","usage":{"prompt_tokens":7,"completion_tokens":1,"cost":0.1}"#)
        + end, content: "a"),
    Stream(
      name: "usage null until the end", body: chunk(#"{"content":"a"}"#, rest: #","usage":null"#) + end,
      content: "a"),
    Stream(
      name: "no usage", body: words("a") + chunk("{}", finish: #""stop""#) + done, content: "a",
      usage: uncounted),
    Stream(name: "no [DONE]", body: words("a") + chunk("{}", finish: #""stop""#) + usage, content: "a"),
    Stream(
      name: "no end of the last line",
      body: words("a") + chunk("{}", finish: #""stop""#) + usage + "data: [DONE]",
      content: "a"),
    Stream(name: "no finish_reason", body: words("a") + usage + done, content: "a", finishReason: nil),
    Stream(
      name: "length", body: words("a") + chunk("{}", finish: #""length""#) + usage + done, content: "a",
      finishReason: "length"),
    Stream(
      name: "errors that are none",
      body: chunk(#"{"content":"a"}"#, rest: #","error":null"#) + end, content: "a"),
    Stream(name: "more behind the end", body: words("a") + end + words("b") + "{]", content: "a"),
    Stream(
      name: "characters of several bytes", body: words("é", "价格", "😀", "\\ud83d\\ude00") + end,
      content: "é价格😀😀"),
  ]

  @Test(arguments: answers)
  func anyPiecesGiveTheSameAnswer(stream: Stream) throws {
    for piece in [Int.max, 1, 2, 3, 7, 16, 61] {
      let answer = Self.collect(stream.body, headers: ["X-Generation-Id": "g"], piece: piece)
      let response = try Self.read(answer).get()
      #expect(response.content == stream.content)
      #expect(response.reasoning == stream.reasoning)
      #expect(response.refusal == stream.refusal)
      #expect(response.finishReason == stream.finishReason)
      #expect(response.usage == stream.usage)
      #expect(response.cut == nil)
      #expect(response.generationID == "g")
    }
  }

  @Test func theRestOfAStreamIsReadToo() throws {
    let body =
      #"data: {"id":"gen-1","model":"seed-1","choices":[{"delta":{"content":"a"}}]}"# + "\n\n"
      + #"data: {"id":"","model":"","choices":[{"delta":{},"finish_reason":"stop","native_finish_reason":"eos"}]}"#
      + "\n\n" + Self.done
    let response = try Self.read(Self.collect(body)).get()
    #expect(response.id == "gen-1")
    #expect(response.model == "seed-1")
    #expect(response.nativeFinishReason == "eos")
  }

  // MARK: Failures in a stream

  struct Failure: Sendable, CustomTestStringConvertible {
    var name: String
    var body: String
    var status = 200
    var kind: ChatError.Kind
    var recovery = Recovery.again
    var usage = Usage.zero
    var testDescription: String { name }
  }

  static let halves = Usage(unansweredRequests: 1)
  static let failures: [Failure] = [
    Failure(
      name: "an error in mid-stream",
      body: words("a")
        + #"data: {"id":"g","error":{"code":"server_error","message":"gone"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}"#
        + "\n\n", kind: .serverError, usage: halves),
    Failure(
      name: "an error with a number", body: #"data: {"error":{"code":429,"message":"slow"}}"# + "\n\n" + done,
      kind: .rateLimited),
    Failure(
      name: "an error with usage",
      body: words("a")
        + #"data: {"error":{"code":502,"message":"x"},"usage":{"prompt_tokens":7,"completion_tokens":3,"cost":0.5}}"#
        + "\n\n", kind: .serverError, usage: counted),
    Failure(name: "an error in words", body: #"data: {"error":"x"}"# + "\n\n", kind: .serverError),
    Failure(
      name: "a flat error", body: #"data: {"object":"error","message":"x","code":400}"# + "\n\n",
      kind: .badRequest,
      recovery: .none),
    Failure(
      name: "a choice with an error",
      body: #"data: {"choices":[{"delta":{},"finish_reason":"error","error":{"code":429,"message":"x"}}]}"#
        + "\n\n",
      kind: .rateLimited),
    Failure(
      name: "finish_reason error", body: words("a") + chunk("{}", finish: #""error""#) + done,
      kind: .serverError,
      usage: halves),
    Failure(
      name: "an event named error", body: "event: error\ndata: {\"message\":\"x\",\"code\":503}\n\n",
      kind: .serverError),
    Failure(name: "an event named error, no JSON", body: "event: error\ndata: busy\n\n", kind: .serverError),
    Failure(
      name: "a line named error",
      body: #"error: {"code":400,"message":"x","type":"invalid_request_error"}"# + "\n\n",
      kind: .badRequest, recovery: .none),
    Failure(
      name: "an error status", body: #"data: {"error":{"code":503,"message":"x"}}"# + "\n\n", status: 503,
      kind: .serverError),
    Failure(
      name: "an error status without an error", body: words("a") + done, status: 500, kind: .serverError),
    Failure(name: "broken off", body: words("a"), kind: .connection, usage: halves),
    Failure(
      name: "broken off in an event", body: words("a") + "data: {\"choi", kind: .connection, usage: halves),
    Failure(
      name: "broken off, with a finish_reason that is none",
      body: chunk(#"{"content":"a"}"#, finish: #""""#) + chunk(#"{"content":"b"}"#, finish: #""null""#),
      kind: .connection, usage: halves),
    Failure(name: "nothing but comments", body: ": x\n\n: x\n\n", kind: .connection, usage: halves),
    Failure(
      name: "no JSON", body: words("a") + "data: {\"choices\":[}\n\n" + words("b") + end, kind: .badResponse,
      recovery: .afterUnreadable, usage: uncounted),
  ]

  @Test(arguments: failures)
  func isAFailure(expected: Failure) {
    for piece in [Int.max, 1, 5, 64] {
      let answer = Self.collect(expected.body, status: expected.status, piece: piece)
      guard case .failure(let failure) = Self.read(answer) else {
        Issue.record("an answer was read in pieces of \(piece)")
        continue
      }
      #expect(failure.kind == expected.kind)
      #expect(failure.recovery == expected.recovery)
      #expect(failure.usage == expected.usage)
      #expect(failure.status == expected.status)
    }
  }

  @Test func whatAServerSaysInMidStreamIsTold() throws {
    let body = Self.words("a") + #"data: {"error":{"code":502,"message":"no sk-secret there."}}"# + "\n\n"
    guard case .failure(let failure) = Self.read(Self.collect(body)) else {
      Issue.record("an answer was read")
      return
    }
    #expect(failure.message == "https://openrouter.ai failed (502): no <redacted> there")
    #expect(!String(decoding: failure.body, as: UTF8.self).contains("sk-secret"))
    #expect(String(decoding: failure.body, as: UTF8.self).hasPrefix(#"{"error""#))
  }

  // MARK: Cut answers

  @Test(arguments: [
    ("\\n", CutReason.whitespace), ("la ", .loop), ("{\\\"a\\\":\\\"b\\\"},", .loop),
  ])
  func aRunawayIsCutOff(word: String, reason: CutReason) throws {
    for name in ["content", "reasoning"] {
      let endless = String(repeating: Self.chunk("{\"\(name)\":\"\(word)\"}"), count: 20_000)
      var answer = AnswerCollector(status: 200, headers: [:], maxTokens: 8192)
      let bytes = Array(endless.utf8)
      var read = 0
      while read < bytes.count {
        let piece = Array(bytes[read..<min(read + 1000, bytes.count)])
        read += piece.count
        if !answer.receive(piece.span) { break }
      }
      #expect(read < bytes.count)
      #expect(!answer.isDone)
      let response = try Self.read(answer).get()
      #expect(response.cut == reason)
      #expect(response.usage == Self.uncounted)
      #expect((name == "content" ? response.content : response.reasoning)?.isEmpty == false)
    }
  }

  @Test func aLoopInARepeatedAnswerGoesOnForLonger() throws {
    let row = "{\\\"a\\\":\\\"b\\\"},"
    func read(_ count: Int, isRepeat: Bool) throws -> ChatResponse {
      var answer = AnswerCollector(status: 200, headers: [:], maxTokens: 8192, isRepeat: isRepeat)
      for _ in 0..<count where !answer.receive(Array(Self.words(row).utf8).span) { break }
      _ = answer.receive(Array(Self.end.utf8).span)
      return try Self.read(answer).get()
    }
    #expect(try read(2000, isRepeat: false).cut == .loop)
    #expect(try read(2000, isRepeat: true).cut == nil)
    #expect(try read(5000, isRepeat: true).cut == .loop)
  }

  /// Nothing that a server sends brings the reader down, and how it is cut into pieces changes nothing.
  @Test func mutatedAnswersGiveTheSameInAnyPieces() {
    var generator = SplitMix(state: 5)
    let bodies =
      Self.answers.map(\.body) + Self.failures.map(\.body) + [#"{"choices":[{"message":{"content":"a\n"}}]}"#]
    for _ in 0..<3000 {
      var body = Array(bodies.randomElement(using: &generator)!.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !body.isEmpty {
        let place = Int.random(in: 0..<body.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: body[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: body.remove(at: place)
        case 2: body.insert(contentsOf: body[place...].prefix(20), at: place)
        default: body.removeSubrange(place...)
        }
      }
      var whole = AnswerCollector(status: 200, headers: [:], maxTokens: 1000)
      _ = whole.receive(body.span)
      var pieces = AnswerCollector(status: 200, headers: [:], maxTokens: 1000)
      var start = 0
      while start < body.count {
        let end = min(start + Int.random(in: 1...30, using: &generator), body.count)
        guard pieces.receive(Array(body[start..<end]).span) else { break }
        start = end
      }
      switch (Self.read(whole), Self.read(pieces)) {
      case (.success(let first), .success(let second)): #expect(first == second)
      case (.failure(let first), .failure(let second)):
        #expect(first.kind == second.kind)
        #expect(first.usage == second.usage)
      default: Issue.record("\(String(decoding: body, as: UTF8.self))")
      }
    }
  }

  @Test func moreThanTheTokensAskedForIsCutOff() throws {
    var answer = AnswerCollector(status: 200, headers: [:], maxTokens: 100)
    var number = 0
    while answer.receive(Array(Self.words("\(number) ").utf8).span), number < 1_000_000 { number += 1 }
    let response = try Self.read(answer).get()
    #expect(response.cut == .tooLong)
    #expect((64 << 10..<100 << 10).contains(response.content?.utf8.count ?? 0))
  }

  /// What makes an answer no longer is read for a while only.
  @Test(arguments: ["\n", ": still here\n", #"data: {"choices":[{"delta":{"content":""}}]}"# + "\n\n"])
  func anEndlessBodyWithoutAWordIsNotReadOn(word: String) throws {
    var answer = AnswerCollector(status: 200, headers: [:], maxTokens: 1000)
    let piece = Array(String(repeating: word, count: (512 << 10) / word.utf8.count).utf8)
    var pieces = 0
    while answer.receive(piece.span), pieces < 100 { pieces += 1 }
    #expect((30..<50).contains(pieces))
    if case .success(let response) = Self.read(answer) { #expect(response.cut == .tooLong) }
  }

  @Test func aLargeBodyIsNotReadToItsEnd() throws {
    var answer = AnswerCollector(status: 200, headers: [:], maxTokens: 1000)
    var pieces = 1
    let isOpen = answer.receive(Array(#"{"id":"g","choices":[{"message":{"content":"é\u00e9\n"#.utf8).span)
    #expect(isOpen)
    let piece = Array(String(repeating: #"é\u00e9\n"#, count: 100).utf8)
    while answer.receive(piece.span), pieces < 10_000 { pieces += 1 }
    #expect(pieces * piece.count < 2 << 20)
    let response = try Self.read(answer).get()
    #expect(response.cut == .tooLong)
    #expect(response.id == "g")
    #expect(response.content?.hasPrefix("éé\néé\n") == true)
    #expect(response.content?.contains("\u{FFFD}") == false)
    #expect(response.usage == Self.uncounted)
  }

  /// Wherever a body of JSON is cut within its content, what had come is read.
  @Test func aBodyCutAnywhere() throws {
    let start = #"{"choices":[{"message":{"content":""#
    let content = #"a\"\\\\\"é价😀\u00e9\ud83d\ude00\n"#
    let body = Array((start + content).utf8)
    for length in start.utf8.count..<body.count {
      var extent = JSONExtent()
      let cut = Array(body[..<length])
      let taken = extent.receive(cut.span)
      #expect(taken == length)
      let closed = try #require(extent.closing(cut))
      let text = String(decoding: closed, as: UTF8.self)
      let read = try Self.read(Self.collect(text)).get()
      #expect("a\"\\\\\"é价😀é😀\n".hasPrefix(read.content ?? ""), "\(text)")
    }
  }

  @Test(arguments: ["", "\n\n", "{\"choices\":[", "{\"choices\":[{\"message\":{}", "{\"choi"])
  func aBodyCutElsewhereIsNotClosed(body: String) {
    var extent = JSONExtent()
    _ = extent.receive(Array(body.utf8).span)
    let closed = extent.closing(Array(body.utf8))
    #expect(closed == nil || body == "{\"choi")
  }

  @Test func aTokenLimitThatStoppedALoopSaysSo() throws {
    let loop = String(repeating: "la ", count: 2000)
    let stream = Self.words(loop) + Self.chunk("{}", finish: #""length""#) + Self.done
    let body = #"{"choices":[{"message":{"content":"\#(loop)"},"finish_reason":"length"}]}"#
    for text in [stream, body] {
      let response = try Self.read(Self.collect(text)).get()
      #expect(response.cut == .loop)
      #expect(response.finishReason == "length")
      #expect(response.content == loop)
    }
    let whole = #"{"choices":[{"message":{"content":"\#(loop)"},"finish_reason":"stop"}]}"#
    #expect(try Self.read(Self.collect(whole)).get().cut == nil)
  }

  // MARK: One JSON text

  @Test(arguments: [
    #"{"choices":[{"message":{"content":"a}"}}]}"#,
    "\u{FEFF} \n" + #"{"choices":[{"message":{"content":"a}"}}]}"#,
    String(repeating: " \n", count: 5000) + #"{"choices":[{"message":{"content":"a}"}}]}"# + "\n\n",
    #"{"choices":[{"message":{"content":"a}"}}]}"# + String(repeating: "\n", count: 30_000),
    #"{"choices":[{"message":{"tool_calls":[{"function":{"arguments":"a}"}}],"content":null}}]}"#,
    #"{"choices":[{"message":{"tool_calls":[{"function":{"arguments":""}}],"content":"a}"}}]}"#,
  ])
  func oneJSONText(body: String) throws {
    for piece in [Int.max, 1, 7] {
      let answer = Self.collect(body, piece: piece)
      #expect(answer.isDone)
      #expect(try Self.read(answer).get().content == "a}")
    }
  }

  @Test func reasoningIsKeptWhereThereIsNoContent() throws {
    for (content, reasoning) in [("null", "{}"), ("\"\"", "{}"), ("\" \\n\"", "{}"), ("\"a\"", nil)] {
      for name in ["reasoning", "reasoning_content"] {
        let body = #"{"choices":[{"message":{"content":\#(content),"\#(name)":"{}"}}]}"#
        #expect(try Self.read(Self.collect(body)).get().reasoning == reasoning)
      }
    }
  }

  @Test func aPageIsReadOnlyInPart() {
    for (status, start) in [(200, "<html>"), (200, "busy"), (503, "<html>"), (503, "{\"x\":\"")] {
      var answer = AnswerCollector(status: status, headers: [:], maxTokens: 1000)
      var pieces = 0
      _ = answer.receive(Array(start.utf8).span)
      let piece = [UInt8](repeating: 0x61, count: 1000)
      while answer.receive(piece.span), pieces < 10_000 { pieces += 1 }
      #expect(pieces < 300)
      guard case .failure(let failure) = Self.read(answer) else {
        Issue.record("an answer was read")
        continue
      }
      #expect(failure.kind == (status == 200 ? .badResponse : .serverError))
    }
  }

  @Test func whatIsWholeAndWhatIsDone() {
    let words = Self.words("a")
    let finish = Self.chunk("{}", finish: #""stop""#)
    for (body, hasBegun, isWhole, isDone) in [
      ("", false, false, false), (": x\n\n", false, false, false), (words, true, false, false),
      (words + finish, true, true, false), (words + finish + Self.usage, true, true, false),
      (words + Self.done, true, true, true), (#"{"choices":[{"#, true, false, false),
      (#"{"choices":[{}]}"#, true, true, true), ("<html>", true, false, false), ("\n\n", false, false, false),
    ] {
      let answer = Self.collect(body)
      #expect(answer.hasBegun == hasBegun, "\(body)")
      #expect(answer.isWhole == isWhole, "\(body)")
      #expect(answer.isDone == isDone, "\(body)")
    }
  }

  @Test func whatFollowsTheEndIsReadForAWhileOnly() {
    for end in [Self.words("a") + Self.done, #"{"choices":[{}]}"#] {
      var answer = Self.collect(end)
      let isOpen = answer.receive(Array("\n\n".utf8).span)
      #expect(isOpen)
      var pieces = 0
      while answer.receive([UInt8](repeating: 0x20, count: 1000).span), pieces < 1000 { pieces += 1 }
      #expect(pieces < 100)
      #expect(answer.isDone)
    }
  }

  @Test func anAnswerFromTheCacheCostsNothing() throws {
    let headers: HTTPHeaders = ["X-OpenRouter-Cache-Status": "HIT"]
    for body in [#"{"choices":[{"message":{"content":"a"}}]}"#, Self.words("a") + Self.done] {
      #expect(try Self.read(Self.collect(body, headers: headers)).get().usage == .zero)
      #expect(try Self.read(Self.collect(body)).get().usage == Self.uncounted)
    }
  }
}

/// Random numbers that are the same in each run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
