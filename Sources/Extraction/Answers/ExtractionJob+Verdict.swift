import ChatCompletions
import JSON
import JSONSchema

/// Reading and judging answers.
extension ExtractionJob.Form {
  /// What a response is worth: its records where they are valid, strictly read or mended without a guess; else why not.
  ///
  /// - Parameter maxTokens: the limit that the answer had.
  func verdict(on response: ChatResponse, maxTokens: Int) -> Verdict {
    let content = Array((response.content ?? "").utf8)
    if response.finishReason == "content_filter" {
      return .rejected(Rejection(.filtered, "the provider's content filter stopped the answer"))
    }
    if let refusal = response.refusal, !refusal.isEmpty {
      return .rejected(Rejection(.refused, "the model refused: \(refusal.prefix(200))"))
    }
    if response.finishReason == "length" || response.cut != nil {
      // Only what was closed before the cut is whole; nothing is mended here.
      if let document = try? JSONDocument(Array(trimmedBlanks(content[...])), options: .answers),
        document.root.kind == .object || document.root.kind == .array
      {
        return verdict(on: [AnswerValue(document: document, mends: .cutBehind)])
      }
      return .rejected(Self.rejection(ofCut: response, maxTokens: maxTokens))
    }
    if trimmedBlanks(content[...]).isEmpty {
      if let reasoning = response.reasoning, case .values(let values) = answerContent(Array(reasoning.utf8)),
        case .records(let records, let mends) = verdict(on: values)
      {
        return .records(records, mends.union(.reasoning))
      }
      let reason = response.finishReason ?? "missing"
      return .rejected(Rejection(.emptyAnswer, "the answer is empty (finish_reason \(reason))"))
    }
    switch answerContent(content) {
    case .values(let values): return verdict(on: values)
    case .noJSON(let reason): return .rejected(Rejection(.notJSON, "the answer is not JSON: \(reason)"))
    }
  }

  private static func rejection(ofCut response: ChatResponse, maxTokens: Int) -> Rejection {
    switch response.cut {
    case .whitespace:
      Rejection(.runaway, "the answer was cut off because it went on with nothing but white space")
    case .loop: Rejection(.runaway, "the answer was cut off because it repeated itself without end")
    case .tooLong:
      Rejection(.runaway, "the answer was cut off because it was longer than \(maxTokens) tokens can be")
    case nil:
      Rejection(
        .truncated,
        "the answer was cut at \(maxTokens) tokens (hint: raise --max-output-tokens or lower --chunk-tokens)")
    }
  }

  /// The records of the first value that is valid; else what is wrong with the first value.
  private func verdict(on values: [AnswerValue]) -> Verdict {
    var rejection: Rejection?
    for value in values {
      switch verdict(on: response.records(in: value.document.root)) {
      case .records(let records, _): return .records(records, value.mends)
      case .rejected(let first): rejection = rejection ?? first
      }
      for (records, mend) in response.recordsInOtherEnvelope(value) {
        if case .records(let records, _) = verdict(on: records) {
          return .records(records, value.mends.union(mend))
        }
      }
    }
    return .rejected(rejection ?? Rejection(.notJSON, "the answer holds no JSON"))
  }

  private func verdict(on records: [JSONValue]?) -> Verdict {
    guard let records else {
      return .rejected(
        Rejection(
          .invalid, "the answer must be an object with the member \"\(response.envelope.key ?? "")\"",
          lacksRecords: true))
    }
    var accepted: [JSONValue] = []
    var errors: [LocatedError] = []
    for (index, record) in records.enumerated() where errors.count < 10 {
      // What stands for something else may be valid as it is where the schema takes anything: restored first.
      let restored = response.restored(record)
      let problems = validated(restored, by: schema).errors
      guard !problems.isEmpty, !validated(record, by: schema).errors.isEmpty else {
        accepted.append(problems.isEmpty ? restored : record)
        continue
      }
      let prefix = response.envelope.pointer(toRecord: index)
      errors += problems.map { (prefix + $0.instanceLocation, $0) }
      accepted.append(restored)
    }
    if errors.isEmpty { return .records(accepted, []) }
    return .rejected(
      Rejection(
        .invalid, "the answer is not valid: \(summary(of: errors))",
        problems: errors.map {
          "at \($0.location.isEmpty ? "the top" : cutShort($0.location)): \($0.error.message)"
        }))
  }
}

extension ResponseSchema.Envelope {
  /// The JSON Pointer of a record in an answer.
  fileprivate func pointer(toRecord index: Int) -> String {
    switch self {
    case .none: ""
    case .record: "/record"
    case .records: "/records/\(index)"
    }
  }
}
