import ChatCompletions
import Documents
import Extraction
import JSON
import JSONSchema
import Testing

@Suite struct ExtractorTests {
  static let schema = """
    {"title":"Invoice","type":"object","properties":{"number":{"type":"string","pattern":"^[A-Z]+-[0-9]+$"},
    "total":{"type":"number","minimum":0},"note":{"type":"string"},
    "items":{"type":"array","items":{"type":"string"}}},"required":["number","total"],"additionalProperties":false}
    """
  static let good = #"{"number":"A-17","total":12.50,"note":null,"items":null}"#

  private func document(_ text: String = "Invoice A-17\n\nTotal 12.50 EUR") throws -> Document {
    try makeDocument(path: "a.txt", bytes: Array(text.utf8))
  }

  private func extract(
    _ document: Document, _ replies: [ScriptedModel.Reply],
    change: (inout ExtractionJob.Options) -> Void = { _ in }
  ) async throws -> (DocumentOutcome, [ChatRequest]) {
    var options = ExtractionJob.Options(contextTokens: 8000, maxOutputTokens: 1000)
    change(&options)
    let model = ScriptedModel(replies)
    let schema = try JSONDocument(Self.schema)
    let job = ExtractionJob(try JSONSchema(schema), document: schema, options: options)
    return (try await Extractor(job: job, model: model).extract(document), model.requests)
  }

  private func lines(_ extraction: DocumentOutcome) throws -> [String] {
    try extraction.result.get().map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test func aGoodAnswerIsARecord() async throws {
    let (extraction, requests) = try await extract(try document(), [.content(Self.good)])
    #expect(try lines(extraction) == [#"{"number":"A-17","total":12.50}"#])
    #expect(extraction.usage.requests == 1)
    let request = try #require(requests.first)
    #expect(requests.count == 1)
    #expect(request.maxTokens == 1000)
    #expect(request.responseFormat?.name == "Invoice")
    #expect(request.messages.map(\.role) == [.system, .user])
    #expect(request.messages[0].content.contains(#""pattern":"^[A-Z]+-[0-9]+$""#))
    #expect(request.messages[1].content.contains("Invoice A-17\n\nTotal 12.50 EUR"))
  }

  /// White space, a byte order mark and a code fence cost no second request.
  @Test(arguments: ["\n \t%@ \n", "```json\n%@\n```", "\u{FEFF}%@", "```\n%@```\n"])
  func wrappingIsPutAside(template: String) async throws {
    let content = template.replacing("%@", with: Self.good)
    let (extraction, requests) = try await extract(try document(), [.content(content)])
    #expect(try lines(extraction).count == 1)
    #expect(requests.count == 1)
  }

  @Test(arguments: [
    #"{"number":"a17","total":12.50}"#, #"{"number":"A-17"}"#, #"{"number":"A-17","total":"12.50"}"#,
    "Sure! Here it is: {}",
    #"{"number":"A-17","total":1,"total":2}"#, "[]", #"{"number":"A-17","total":NaN}"#,
  ])
  func aBadAnswerIsAskedForAgainWithItsErrors(bad: String) async throws {
    let (extraction, requests) = try await extract(try document(), [.content(bad), .content(Self.good)])
    #expect(try lines(extraction) == [#"{"number":"A-17","total":12.50}"#])
    #expect(requests.count == 2)
    #expect(extraction.usage.requests == 2)
    #expect(requests[1].messages[1].content.contains(bad))
    #expect(requests[1].messages[1].content.contains("What is wrong with it:\n- "))
    #expect(requests.map(\.temperature) == [0, 0.4])
    #expect(requests.map(\.isRepeat) == [false, true])

    let (failed, all) = try await extract(
      try document(), [.content(bad), .content(bad), .content(bad), .content(Self.good)])
    #expect(all.count == 3)
    guard case .failure(let failure) = failed.result else {
      Issue.record("a bad answer became a record")
      return
    }
    #expect(failure.kind == .invalid || failure.kind == .notJSON)
    #expect(failure.answers == [bad, bad, bad])
    #expect(failure.bestAnswer == 0)
  }

  /// The next turn shows the answer that came closest, and the failure is about it.
  @Test func theBestAnswerIsMended() async throws {
    let answers = ["{", #"{"number":"a","total":1}"#, #"{"number":"a","total":-1}"#, "{"]
    let (failed, requests) = try await extract(try document(), answers.map { .content($0) }) {
      $0.repairs = 3
    }
    #expect(requests[1].messages[1].content.contains("<answer"))
    #expect(requests[2].messages[1].content.contains(answers[1]))
    #expect(requests[3].messages[1].content.contains(answers[1]))
    guard case .failure(let failure) = failed.result else {
      Issue.record("a bad answer became a record")
      return
    }
    #expect(failure.kind == .invalid)
    #expect(failure.message.contains("/number") && !failure.message.contains("/total"))
    #expect(failure.bestAnswer == 1)
    #expect(failure.answers == answers)
  }

  static let badReplies: [(ScriptedModel.Reply, Failure.Kind)] = [
    (.content(#"{"number":"A-1"#, finishReason: "length"), .truncated), (.content(""), .emptyAnswer),
    (.content(" \n"), .emptyAnswer), (.reasoning("Hm."), .emptyAnswer),
    (.refusal("I can't do that."), .refused), (.content("", finishReason: "content_filter"), .filtered),
    (.cut(#"{"number":"A-17",    "#, .whitespace), .runaway),
    (.cut(#"{"number":"AAAAAAAA"#, .loop), .runaway),
    (.cut(#"{"number":"A very"#, .tooLong), .runaway),
  ]

  /// What says nothing of what would be right is asked for by the same question, which chance may answer better.
  @Test(arguments: badReplies)
  func oneBadAnswerCostsOneMore(reply: ScriptedModel.Reply, kind: Failure.Kind) async throws {
    let (extraction, requests) = try await extract(try document(), [reply, .content(Self.good)])
    #expect(try lines(extraction).count == 1)
    #expect(requests.count == 2)
    #expect(requests[0].messages == requests[1].messages)
    #expect(requests[1].isRepeat)

    let (failed, all) = try await extract(try document(), Array(repeating: reply, count: 9))
    guard case .failure(let failure) = failed.result else {
      Issue.record("no answer became a record")
      return
    }
    #expect(failure.kind == kind)
    #expect(all.count == (kind == .refused || kind == .filtered || kind == .truncated ? 2 : 3))
  }

  @Test func aRefusedRequestFailsTheDocument() async throws {
    let error = ChatError(kind: .badRequest, message: "No.", attempts: 1)
    let (failed, requests) = try await extract(try document(), [.error(error), .content(Self.good)])
    #expect(requests.count == 1)
    guard case .failure(let failure) = failed.result else {
      Issue.record("a refused request became a record")
      return
    }
    #expect(failure.kind.rawValue == "bad_request")
  }

  /// An answer that is whole before it was cut is taken; that it was cut is said.
  @Test(
    arguments: [.content(good, finishReason: "length"), .cut(good + "\n\n\n", .whitespace)]
      as [ScriptedModel.Reply])
  func anAnswerCutBehindItsEndIsWhole(reply: ScriptedModel.Reply) async throws {
    let (extraction, requests) = try await extract(try document(), [reply])
    #expect(requests.count == 1)
    #expect(try extraction.result.get().map(\.mends.names) == [["cut behind the JSON"]])
  }

  @Test func whatWasMendedIsInTheRecord() async throws {
    let loose = "Here:\n```json\n{'number':'A-17',total:12.50,}\n```"
    let (extraction, requests) = try await extract(try document(), [.content(loose)])
    #expect(requests.count == 1)
    #expect(
      try extraction.result.get().map(\.mends.names) == [
        ["code fence", "text around", "trailing comma", "single quotes", "unquoted key"]
      ])
    let (thought, _) = try await extract(try document(), [.reasoning("So it is \(Self.good)")])
    #expect(try thought.result.get().map(\.mends.names) == [["JSON in reasoning", "text around"]])
    let (wrong, again) = try await extract(try document(), [.reasoning("{}"), .content(Self.good)])
    #expect(try wrong.result.get().map(\.mends.names) == [[]])
    #expect(again.count == 2)
  }

  /// A cut answer gets more room, where there is some.
  @Test func aCutAnswerGetsMoreRoom() async throws {
    let cut = ScriptedModel.Reply.content(#"{"number":"A-1"#, finishReason: "length")
    let (extraction, requests) = try await extract(try document(), [cut, cut, .content(Self.good)]) {
      $0.mostOutputTokens = 100_000
      $0.contextTokens = 12_000
    }
    #expect(try lines(extraction).count == 1)
    #expect(requests.map(\.maxTokens)[..<2] == [1000, 4000])
    let last = requests[2]
    #expect(last.maxTokens > 8000 && last.maxTokens + (last.maximumPromptTokens ?? 12_000) <= 12_000)
  }

  /// A server that refuses the longer answer leaves the document where it was.
  @Test func aRefusedLongerAnswerIsATruncatedOne() async throws {
    let cut = ScriptedModel.Reply.content(#"{"number":"A-1"#, finishReason: "length")
    let refusal = ScriptedModel.Reply.error(ChatError(kind: .badRequest, message: "Too large.", attempts: 1))
    let (failed, requests) = try await extract(try document(), [cut, refusal]) { $0.mostOutputTokens = 4000 }
    #expect(requests.count == 2)
    guard case .failure(let failure) = failed.result else {
      Issue.record("a cut answer became a record")
      return
    }
    #expect(failure.kind == .truncated)
  }

  @Test func requestsSayWhatTheirPromptTakes() async throws {
    let (_, requests) = try await extract(try document(), [.content("{"), .content(Self.good)])
    let estimated = requests.map { $0.estimatedPromptTokens ?? 0 }
    let most = requests.map { $0.maximumPromptTokens ?? 0 }
    #expect(estimated[0] > 100 && estimated[1] > estimated[0])
    #expect(most[0] > estimated[0] && most[1] > most[0])
  }

  /// Only the part that was too long, and what comes after it, is asked for in smaller parts.
  @Test func whatIsAnsweredIsNotAskedForAgain() async throws {
    let record = #"{"records":[{"number":"A-1","total":1,"note":null,"items":null}]}"#
    let cut = ScriptedModel.Reply.content(#"{"records":[{"#, finishReason: "length")
    let (extraction, requests) = try await extract(
      try document(Self.longText), [.content(record), cut] + Array(repeating: .content(record), count: 9)
    ) {
      $0.chunkTokens = 800
      $0.records = .many
    }
    let asked = requests.map { $0.messages[1].content }
    #expect(asked.count { $0.contains("Paragraph 1 says") } == 1)
    #expect(asked.count { $0.contains("Paragraph 60 says") } == 2)
    #expect(asked[2].contains("part 2 of 3"))
    #expect(asked.count == 4)
    #expect(try lines(extraction).count == 3)
  }

  @Test func whatEndsTheRunIsThrown() async throws {
    let error = ChatError(kind: .auth, message: "Wrong key.", status: 401, attempts: 1, endsRun: true)
    let document = try document()
    await #expect(throws: ChatError.self) { try await extract(document, [.error(error)]) }
  }

  @Test func listsBecomeRecordsInOrder() async throws {
    let answer =
      #"{"records":[{"number":"A-1","total":1,"note":null,"items":null},{"number":"A-2","total":2,"note":"x","items":[]}]}"#
    let (extraction, _) = try await extract(try document(), [.content(answer)]) { $0.records = .many }
    #expect(
      try lines(extraction) == [
        #"{"number":"A-1","total":1}"#, #"{"number":"A-2","total":2,"note":"x","items":[]}"#,
      ])
    let (none, _) = try await extract(try document(), [.content(#"{"records":[]}"#)]) { $0.records = .many }
    #expect(try lines(none) == [])
  }

  /// One wrong record of a list is named by its place in the answer.
  @Test func errorsInListsHaveTheirPlace() async throws {
    let bad = #"{"records":[{"number":"A-1","total":1},{"number":"A-2","total":-2}]}"#
    let good = #"{"records":[{"number":"A-1","total":1},{"number":"A-2","total":2}]}"#
    let (_, requests) = try await extract(try document(), [.content(bad), .content(good)]) {
      $0.records = .many
    }
    #expect(requests[1].messages[1].content.contains("- at /records/1/total: "))
  }

  private static let longText = (1...60).map {
    "Paragraph \($0) says a few words about nothing in particular."
  }
  .joined(separator: "\n\n")

  /// A long document is asked in parts, whose fields may be missing, and merged into one record.
  @Test func longDocumentsAreAskedInParts() async throws {
    let parts = [
      #"{"number":null,"total":3,"note":null,"items":["a","b"]}"#,
      #"{"number":"A-1","total":4,"note":null,"items":["b","c"]}"#,
    ]
    let replies = parts.map { ScriptedModel.Reply.content($0) }
    let (extraction, requests) = try await extract(try document(Self.longText), replies) {
      $0.chunkTokens = 800
    }
    #expect(requests.count == 2)
    #expect(try lines(extraction) == [#"{"total":3,"items":["a","b","c"],"number":"A-1"}"#])
    #expect(requests[0].messages[1].content.contains("part 1 of 2"))
    #expect(requests[0].messages[1].content.contains("Paragraph 1 says"))
    #expect(requests[1].messages[1].content.contains("Paragraph 60 says"))
    for number in 1...60 {
      let holding = requests.filter { $0.messages[1].content.contains("Paragraph \(number) says") }
      #expect(holding.count == 1)
    }
  }

  @Test func aMergedRecordMustSatisfyTheWholeSchema() async throws {
    let part = #"{"number":null,"total":3,"note":null,"items":null}"#
    let (extraction, _) = try await extract(try document(Self.longText), [.content(part), .content(part)]) {
      $0.chunkTokens = 800
    }
    guard case .failure(let failure) = extraction.result else {
      Issue.record("a record without its required number was accepted")
      return
    }
    #expect(failure.kind == .invalid)
    #expect(failure.message.contains("number"))
  }

  /// What stands behind a reference may be split over the parts, too.
  @Test func partsOfReferencedObjectsAreMerged() async throws {
    let schema = try JSONDocument(
      ##"{"type":"object","properties":{"seller":{"$ref":"#/$defs/party"}},"required":["seller"],"additionalProperties":false,"$defs":{"party":{"type":"object","properties":{"name":{"type":"string"},"vat":{"type":"string"}},"required":["name","vat"],"additionalProperties":false}}}"##
    )
    var options = ExtractionJob.Options(contextTokens: 8000, maxOutputTokens: 1000)
    options.chunkTokens = 800
    let model = ScriptedModel([
      .content(#"{"seller":{"name":"A","vat":null}}"#), .content(#"{"seller":{"name":null,"vat":"B"}}"#),
    ])
    let job = ExtractionJob(try JSONSchema(schema), document: schema, options: options)
    let outcome = try await Extractor(job: job, model: model).extract(try document(Self.longText))
    #expect(try lines(outcome) == [#"{"seller":{"name":"A","vat":"B"}}"#])
  }

  /// A server whose window is smaller than thought is asked again in smaller parts.
  @Test func anOverflowIsAskedAgainSmaller() async throws {
    let overflow = ChatError(kind: .contextOverflow, message: "Too long.", status: 400, attempts: 1)
    let document = try document(Self.longText)
    let (extraction, requests) = try await extract(
      document, [.error(overflow)] + Array(repeating: .content(Self.good), count: 8))
    #expect(try lines(extraction).count == 1)
    #expect(requests.count > 2)
    let (failed, _) = try await extract(document, Array(repeating: .error(overflow), count: 40))
    if case .failure(let failure) = failed.result { #expect(failure.kind == .contextOverflow) }
    #expect(throws: Failure.self) { try failed.result.get() }
  }

  @Test func evidenceIsWhereTheValuesStand() async throws {
    let document = try document()
    let (extraction, _) = try await extract(
      document, [.content(#"{"number":"A-17","total":12.50,"note":"gone","items":null}"#)])
    let record = try #require(try extraction.result.get().first)
    var members: [UInt8] = []
    record.evidence.appendMembers(to: &members)
    #expect(
      String(decoding: members, as: UTF8.self)
        == #","evidence":{"/number":[[8,12]],"/total":[[20,25]]},"ungrounded":["/note"]"#)
  }
}
