import JSON

extension AnswerReader {
  /// The completion that the events of a stream add up to.
  func streamed(in answer: AnswerCollector) throws(AttemptFailure) -> ChatResponse {
    let streamed = answer.streamed
    if (300..<400).contains(answer.status) { throw redirected(answer) }
    let document = streamed.fault.isEmpty ? nil : try? JSONDocument(streamed.fault)
    // A part of an answer may have been billed.
    let absent = streamed.hasBegun ? Usage(unansweredRequests: 1) : .zero
    guard answer.isSuccess else {
      throw refusal(answer.status, document.flatMap { ServerError(in: $0.root) }, streamed.fault)
    }
    if streamed.isMalformed {
      var failure = unreadable("an event that is no JSON")
      failure.usage = usage(of: streamed, ifAbsent: failure.usage)
      throw failure
    }
    if !streamed.fault.isEmpty {
      let error = document.flatMap {
        ServerError(in: $0.root) ?? $0.root["choices"]?[0].flatMap(ServerError.init)
      }
      var failure = refusal(error?.impliedStatus ?? 500, error, streamed.fault)
      failure.usage = usage(of: streamed, ifAbsent: absent)
      throw failure
    }
    if streamed.finishReason == "error" { throw brokenOff(usage(of: streamed, ifAbsent: absent)) }
    let content = streamed.arguments.isEmpty ? streamed.content : streamed.arguments
    var cut = streamed.cut ?? (answer.isTooLarge && !streamed.isWhole ? .tooLong : nil)
    if streamed.finishReason == "length" { cut = cut ?? content.reasonForLength }
    guard cut != nil || streamed.isWhole else {
      throw AttemptFailure(
        kind: .connection,
        message: "\(origin) ended the stream "
          + (streamed.hasBegun ? "in the middle of an answer" : "before the answer had begun"),
        recovery: .again, usage: usage(of: streamed, ifAbsent: Usage(unansweredRequests: 1)))
    }
    return ChatResponse(
      content: content.isEmpty ? nil : content.text,
      reasoning: content.isBlank && !streamed.reasoning.isEmpty ? streamed.reasoning.text : nil,
      refusal: streamed.refusal.isEmpty ? nil : streamed.refusal.text, finishReason: streamed.finishReason,
      nativeFinishReason: streamed.nativeFinishReason, cut: cut, model: streamed.model, id: streamed.id,
      usage: usage(of: streamed, ifAbsent: uncounted(answer)))
  }

  private func usage(of streamed: StreamedAnswer, ifAbsent absent: Usage) -> Usage {
    guard !streamed.usage.isEmpty, let document = try? JSONDocument(streamed.usage) else { return absent }
    return usage(in: document.root, ifAbsent: absent)
  }
}
