import ChatCompletions
import Chunking
import Documents
import JSON

/// The requests for one document, with what they used and what was answered.
struct Asking {
  /// Why asking ended.
  enum Stop: Error {
    /// The document has no record.
    case failure(Failure)
    /// The chunk is too long, or its answer would be: smaller ones may do. The failure stands where there are none.
    case tooLong(Failure)
    /// The run can't go on.
    case stop(ChatError)
  }

  private let job: ExtractionJob
  private let model: any ChatModel
  private let vocabulary: TokenVocabulary
  /// Usage of all requests so far.
  private(set) var usage = Usage.zero
  /// The answers so far as they came.
  private(set) var answers: [String] = []

  init(job: ExtractionJob, model: any ChatModel, vocabulary: TokenVocabulary) {
    self.job = job
    self.model = model
    self.vocabulary = vocabulary
  }

  /// The least temperature of a question that is asked again. At 0 the demo's model gave the very answer again that it was
  /// told is wrong.
  private static let repeatTemperature = 0.4

  /// The records that a chunk's answer holds, valid against the form that was asked for.
  ///
  /// - Parameters:
  ///   - fixedTokens: what a request takes beside its document's text.
  ///   - canSplit: whether the chunk could be cut into smaller ones.
  mutating func records(
    of chunk: Chunk, in document: Document, chunkCount: Int, fixedTokens: TokenEstimate, canSplit: Bool
  ) async throws(Stop) -> (values: [JSONValue], mends: Mends) {
    let form = chunkCount == 1 ? job.whole : job.part
    let firstAnswer = answers.count
    let tokens = fixedTokens + chunk.tokens
    var plan = RepairPlan(limits(tokens, chunk, canSplit: canSplit))
    let first = ChatRequest(
      messages: form.prompt.messages(for: chunk, of: document, chunkCount: chunkCount),
      responseFormat: form.response.responseFormat, maxTokens: plan.maxTokens,
      temperature: job.options.temperature, reasoning: job.options.reasoning,
      parameters: job.options.parameters,
      estimatedPromptTokens: tokens.expected, maximumPromptTokens: tokens.bound)
    var request = first
    while true {
      let response: ChatResponse
      do throws(Stop) {
        response = try await self.response(to: request)
      } catch {
        // A server may refuse a longer answer than its model can give. The document's trouble is still that its answer was cut.
        guard case .failure(let refusal) = error, refusal.kind.rawValue == ChatError.Kind.badRequest.rawValue,
          request.maxTokens > first.maxTokens
        else { throw error }
        throw .tooLong(failure(plan, firstAnswer))
      }
      answers.append(response.content ?? "")
      let rejection: Rejection
      switch form.verdict(on: response, maxTokens: request.maxTokens) {
      case .records(let values, let mends): return (values, mends)
      case .rejected(let reason): rejection = reason
      }
      let usage = response.usage
      let step = plan.next(
        after: rejection, isFull: usage.reasoningTokens * 2 < max(usage.completionTokens, 1))
      request = first
      request.maxTokens = plan.maxTokens
      request.isRepeat = true
      switch step {
      case .repair(let best):
        request = repair(
          request, prompt: tokens, of: chunk, in: document, chunkCount, form,
          answer: answers[firstAnswer + best],
          problems: plan.rejections[best].problems)
        request.temperature = request.temperature.map { max($0, Self.repeatTemperature) }
      case .again:
        request.temperature = request.temperature.map { max($0, Self.repeatTemperature) }
      case .longer: break
      case .split: throw .tooLong(failure(plan, firstAnswer))
      case .giveUp: throw .failure(failure(plan, firstAnswer))
      }
    }
  }

  private func limits(_ prompt: TokenEstimate, _ chunk: Chunk, canSplit: Bool) -> RepairPlan.Limits {
    let options = job.options
    let room = options.contextTokens - prompt.bound
    // Eight times the text for keys and quotes around short values, and the size of a form whose fields are all empty.
    let longestAnswer = 2048 + 8 * chunk.tokens.bound
    return RepairPlan.Limits(
      repairs: options.repairs, maxTokens: options.maxOutputTokens,
      mostTokens: min(max(options.mostOutputTokens, options.maxOutputTokens), room),
      isTextShort: longestAnswer < options.maxOutputTokens, canSplit: canSplit,
      splitsRecords: options.records == .many)
  }

  /// The best answer's failure, with all answers.
  private func failure(_ plan: RepairPlan, _ firstAnswer: Int) -> Failure {
    let best = plan.rejections[plan.best]
    var failure = Failure(kind: best.kind, message: best.message, answers: answers)
    failure.bestAnswer = firstAnswer + plan.best
    return failure
  }

  /// The turn that shows an earlier answer with its errors. An earlier answer is not in the budget of a chunk.
  private func repair(
    _ request: ChatRequest, prompt: TokenEstimate, of chunk: Chunk, in document: Document, _ chunkCount: Int,
    _ form: ExtractionJob.Form, answer: String, problems: [String]
  ) -> ChatRequest {
    let shown = request.messages
    var request = request
    let room = job.options.contextTokens - request.maxTokens
    for answer in [answer, "(too long to be shown)"] {
      request.messages = form.prompt.repairMessages(
        for: chunk, of: document, chunkCount: chunkCount, answer: answer, problems: problems)
      // The question stays as it was; what is added to it is counted.
      let added = request.messages.last?.content.utf8.dropFirst(shown.last?.content.utf8.count ?? 0)
      let tokens = estimateTokens(Array(added ?? ""[...].utf8), vocabulary: vocabulary)
      request.estimatedPromptTokens = prompt.expected + tokens.expected
      request.maximumPromptTokens = prompt.bound + tokens.bound
      if prompt.bound + tokens.bound <= room { break }
    }
    // Even without the answer the errors may take from a limit that was raised to all the room there is.
    let left = job.options.contextTokens - (request.maximumPromptTokens ?? 0)
    request.maxTokens = min(request.maxTokens, max(left, job.options.maxOutputTokens))
    return request
  }

  private mutating func response(to request: ChatRequest) async throws(Stop) -> ChatResponse {
    do {
      let response = try await model.complete(request)
      usage += response.usage
      return response
    } catch {
      usage += error.usage
      if error.endsRun || error.kind == .cancelled { throw .stop(error) }
      let failure = Failure(error, answers: answers)
      throw error.kind == .contextOverflow ? .tooLong(failure) : .failure(failure)
    }
  }
}
