import ChatCompletions
import Chunking
import Documents
import JSON
import JSONSchema

/// The requests for one document, with what they used and what was answered.
struct Asking {
  /// Why asking ended: for this document, or for the whole run.
  enum Stop: Error {
    case failure(Failure)
    case stop(ChatError)
  }

  private let job: ExtractionJob
  private let model: any ChatModel
  /// Usage of all requests so far.
  private(set) var usage = Usage.zero
  /// The answers so far as they came.
  private(set) var answers: [String] = []

  init(job: ExtractionJob, model: any ChatModel) {
    self.job = job
    self.model = model
  }

  /// The records that a chunk's answer holds, valid against the form that was asked for; one repair for an invalid answer.
  mutating func records(of chunk: Chunk, in document: Document, chunkCount: Int) async throws(Stop)
    -> [JSONValue]
  {
    let form = chunkCount == 1 ? job.whole : job.part
    var messages = form.prompt.messages(for: chunk, of: document, chunkCount: chunkCount)
    var repairs = 0
    while true {
      let response = try await response(to: messages, form.response.responseFormat, isRepair: repairs > 0)
      let content = response.content ?? ""
      answers.append(content)
      let failure: Failure
      let problems: [String]
      switch Answer(response, maxOutputTokens: job.options.maxOutputTokens) {
      case .json(let answer):
        guard let answered = form.response.records(in: answer.root) else {
          problems = ["the answer must be an object with the member \"\(form.response.envelope.key ?? "")\""]
          failure = Failure(kind: .invalid, message: problems[0], answers: answers)
          break
        }
        let records = answered.map {
          validated($0, by: form.schema).errors.isEmpty ? $0 : form.response.restored($0)
        }
        let errors = self.errors(in: records, form)
        if errors.isEmpty { return records }
        problems = errors.map {
          "at \($0.location.isEmpty ? "the top" : $0.location): \($0.error.message)"
        }
        failure = Failure(
          kind: .invalid, message: "the answer is not valid: \(summary(of: errors))", answers: answers)
      case .unusable(let kind, let message):
        problems = [message]
        failure = Failure(kind: kind, message: message, answers: answers)
      }
      guard repairs < job.options.repairs, failure.kind == .invalid || failure.kind == .notJSON else {
        throw .failure(failure)
      }
      repairs += 1
      messages = form.prompt.repairMessages(
        for: chunk, of: document, chunkCount: chunkCount, answer: content, problems: problems)
      if !fits(messages) {
        messages = form.prompt.repairMessages(
          for: chunk, of: document, chunkCount: chunkCount, answer: "(too long to be shown)",
          problems: problems)
      }
    }
  }

  /// Whether messages surely fit the window beside an answer. An earlier answer is not in the budget of a chunk.
  private func fits(_ messages: [ChatMessage]) -> Bool {
    let tokens = messages.reduce(0) { sum, message in
      sum + estimateTokens(Array(message.content.utf8), vocabulary: .worstOfFive).bound
    }
    return tokens + job.options.maxOutputTokens <= job.options.contextTokens
  }

  /// The least temperature of a repair. At 0 the demo's model gave the very answer again that it was told is wrong.
  private static let repairTemperature = 0.4

  private mutating func response(
    to messages: [ChatMessage], _ format: ResponseFormat, isRepair: Bool
  ) async throws(Stop) -> ChatResponse {
    let temperature = job.options.temperature.map { isRepair ? max($0, Self.repairTemperature) : $0 }
    let request = ChatRequest(
      messages: messages, responseFormat: format, maxTokens: job.options.maxOutputTokens,
      temperature: temperature, reasoning: job.options.reasoning, parameters: job.options.parameters)
    do {
      let response = try await model.complete(request)
      usage += response.usage
      return response
    } catch {
      usage += error.usage
      throw error.endsRun || error.kind == .cancelled
        ? .stop(error) : .failure(Failure(error, answers: answers))
    }
  }

  /// What is wrong with records, at their places in the answer; about ten errors at most.
  private func errors(in records: [JSONValue], _ form: ExtractionJob.Form) -> [LocatedError] {
    var errors: [LocatedError] = []
    for (index, record) in records.enumerated() where errors.count < 10 {
      let prefix = form.response.envelope.pointer(toRecord: index)
      for error in validated(record, by: form.schema).errors {
        errors.append((prefix + error.instanceLocation, error))
      }
    }
    return errors
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
