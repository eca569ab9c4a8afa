import Logging
import NIOHTTP1
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Asks one model on one OpenAI-compatible server. Shared by all of a run's tasks.
///
/// Call ``shutdown()`` when the run has ended; the connections are not closed before.
package final class ChatCompletionsClient: ChatModel, CustomReflectable {
  package let profile: ProviderProfile
  package let model: String
  private let options: ChatClientOptions
  private let reader: AnswerReader
  private let headers: HTTPHeaders
  private let transport: HTTPTransport
  private let admission: Admission
  /// What the server takes, as far as its refusals have taught.
  private let shape: Mutex<RequestShape>
  /// Whether this server has ever answered, be it with an error: one that never has is likely not there at all.
  private let hasAnswered = Mutex(false)

  /// - Parameters:
  ///   - model: the name that the server knows it by.
  ///   - key: sent to the profile's base URL and nowhere else.
  package init(
    profile: ProviderProfile, model: String, key: Secret?, options: ChatClientOptions = ChatClientOptions()
  ) {
    self.profile = profile
    self.model = model
    self.options = options
    reader = AnswerReader(profile: profile, model: model, key: key)
    headers = profile.requestHeaders(key)
    transport = HTTPTransport(connections: options.limits.concurrency)
    admission = Admission(
      limits: options.limits, server: profile.baseURL.origin, requestTimeout: options.requestTimeout,
      now: options.now, pause: options.pause)
    shape = Mutex(options.shape ?? RequestShape(profile: profile, model: model))
  }

  /// Shows what it asks and where; the headers hold the key.
  package var customMirror: Mirror { Mirror(self, children: ["profile": profile, "model": model]) }

  /// Closes the connections. Requests under way end as cancelled.
  package func shutdown() async {
    await transport.shutdown()
  }

  /// The run is asked to end: requests that wait for a server that is down are cancelled, all others go on.
  package func stop() { admission.stop() }

  /// Sends the request, again where that is worth it, and returns the answer with the usage of all attempts.
  package func complete(_ request: ChatRequest) async throws(ChatError) -> ChatResponse {
    var course = Course(request: request, shape: shape.withLock { $0 })
    while true {
      let ticket = try await enter(course)
      _ = course.retry.next()
      let failure: AttemptFailure
      do throws(AttemptFailure) {
        var response = try await attempt(course, ticket)
        course.retry.succeeded()
        response.usage += course.usage
        response.attempts = course.retry.attempts
        return response
      } catch {
        failure = error
      }
      course.usage += failure.usage
      course.lastFailure = failure
      // Until an answer is good: what came of the request that was to clear the cache is not known.
      if failure.status.map({ (200..<300).contains($0) }) == true { course.mustClearCache = true }
      var recovery = admission.leave(ticket, failure)
      if stepsDown(after: failure, &course) { recovery = .inAnotherShape }
      // A server that was never there is likely not to come.
      if failure.endsRun, failure.kind == .connection, failure.recovery == .again {
        recovery = course.retry.attempts < Self.attemptsAtNobody ? .again : .none
      }
      let action = course.retry.failed(
        recovery, retryAfter: failure.retryAfter, policy: options.retry, jitter: options.jitter())
      guard case .wait(let wait) = action else {
        let error = chatError(failure, course)
        if error.endsRun { admission.endRun(error) }
        throw error
      }
      if wait > .zero { try await pause(wait, course) }
    }
  }

  /// Attempts to reach a server that has never answered.
  private static let attemptsAtNobody = 3

  /// What is known of a request while it is under way.
  private struct Course {
    let request: ChatRequest
    var shape: RequestShape
    var retry = RetryState.ready
    var usage = Usage.zero
    var lastFailure: AttemptFailure?
    /// There was a success without a good answer: a provider's cache would give it again.
    var mustClearCache = false
  }

  private func enter(_ course: Course) async throws(ChatError) -> Ticket {
    let request = course.request
    let prompt = request.estimatedPromptTokens ?? request.promptTokenBound
    let need = Need(
      estimatedTokens: prompt + request.maxTokens,
      worstCost: profile.facts(forModel: model)?.prices?.worstCost(
        promptTokens: request.promptTokenBound, completionTokens: request.maxTokens),
      attempt: course.retry.attempts + 1, timeouts: course.retry.timeouts)
    do throws(ChatError) {
      return try await admission.enter(need)
    } catch {
      var error = error
      error.usage += course.usage
      error.attempts = course.retry.attempts
      // Another end of the run has nothing to do with what this request met.
      if error.kind == .serverDown, let last = course.lastFailure {
        error.message += "; what came last: \(last.message)"
        error.lastAnswer = last.body.isEmpty ? nil : last.body
      }
      throw error
    }
  }

  private func pause(_ wait: Duration, _ course: Course) async throws(ChatError) {
    options.logger.debug("waiting to ask again", metadata: ["wait": "\(wait)"])
    do {
      try await options.pause(wait)
    } catch {
      throw ChatError(
        kind: .cancelled, message: "the request was cancelled between two attempts",
        attempts: course.retry.attempts, usage: course.usage)
    }
  }

  /// Whether the request is to be sent again at once, in another shape.
  private func stepsDown(after failure: AttemptFailure, _ course: inout Course) -> Bool {
    guard let error = failure.serverError, var status = failure.status else { return false }
    if status < 400 { status = error.impliedStatus }
    let sent = course.shape
    let (step, current) = shape.withLock { shape in
      (shape.stepDown(after: error, status: status, request: course.request, sent: sent), shape)
    }
    course.shape = current
    switch step {
    case .none: return false
    case .already: return true
    case .stepped(let sentence):
      options.notice(sentence)
      return true
    }
  }

  private func attempt(_ course: Course, _ ticket: Ticket) async throws(AttemptFailure) -> ChatResponse {
    let start = ContinuousClock.now
    let number = course.retry.attempts
    do throws(AttemptFailure) {
      let arrival = try await send(course, ticket)
      var response = try reader.read(arrival.answer, now: time(nil))
      response.usage.requests = 1
      let total = ContinuousClock.now - start
      admission.leave(ticket, answered: arrival.firstByte, total: total, usage: response.usage)
      log(response, attempt: number, took: total)
      return response
    } catch {
      var failure = error
      failure.usage.requests = 1
      options.logger.debug(
        "attempt failed",
        metadata: [
          "attempt": "\(number)", "kind": "\(failure.kind.rawValue)",
          "took": "\(ContinuousClock.now - start)", "status": "\(failure.status.map { "\($0)" } ?? "none")",
        ])
      throw failure
    }
  }

  private func log(_ response: ChatResponse, attempt: Int, took: Duration) {
    options.logger.debug(
      "answered",
      metadata: [
        "attempt": "\(attempt)", "took": "\(took)",
        "generation": "\(response.generationID ?? response.id ?? "")", "model": "\(response.model ?? "")",
        "finish_reason": "\(response.finishReason ?? "")",
        "native_finish_reason": "\(response.nativeFinishReason ?? "")",
        "prompt_tokens": "\(response.usage.promptTokens)",
        "completion_tokens": "\(response.usage.completionTokens)",
        "cost": "\(response.usage.cost.map { "\($0)" } ?? "unknown")",
      ])
  }

  private func send(_ course: Course, _ ticket: Ticket) async throws(AttemptFailure)
    -> HTTPTransport.Arrival
  {
    let request = course.request
    var headers = headers
    headers.add(name: "Accept", value: course.shape.streams ? "text/event-stream" : "application/json")
    if request.isRepeat || course.mustClearCache {
      for header in profile.repeatHeaders { headers.add(name: header.name, value: header.value) }
    }
    let limits = HTTPTransport.Limits(
      total: options.requestTimeout, firstByte: admission.firstByteLimit(for: ticket),
      // A whole answer comes in one piece when it is done; so does a stream's first byte on a slow machine.
      idle: course.shape.streams && !profile.isLoopback ? options.idleTimeout : options.requestTimeout)
    let body = request.body(model: model, profile: profile, shape: course.shape)
    let number = course.retry.attempts
    do throws(TransportFailure) {
      return try await transport.post(
        body, to: profile.chatCompletionsURL, headers: headers, within: limits
      ) { [admission] in
        admission.mayGiveUp(ticket)
      } collector: { [self] status, headers in
        hasAnswered.withLock { $0 = true }
        options.logger.debug(
          "answering",
          metadata: [
            "attempt": "\(number)", "status": "\(status)",
            "generation": "\(headers.first(name: "x-generation-id") ?? "")",
          ])
        return AnswerCollector(
          status: status, headers: headers, maxTokens: request.maxTokens, isRepeat: request.isRepeat)
      }
    } catch {
      throw failure(for: error)
    }
  }

  private func failure(for failure: TransportFailure) -> AttemptFailure {
    let origin = profile.baseURL.origin
    let neverAnswered = !hasAnswered.withLock { $0 }
    switch failure {
    case .unreachable(let reason):
      return AttemptFailure(
        kind: .connection, message: "\(origin) can't be reached: \(reason)",
        hint: profile.isLoopback
          ? "is the server running, and on that port?" : "check --base-url and the network",
        recovery: .again, endsRun: neverAnswered)
    case .insecure(let reason):
      return AttemptFailure(
        kind: .connection, message: "\(origin) can't be reached securely: \(reason)",
        hint: "check that --base-url names the right host and that this machine trusts its certificate",
        endsRun: neverAnswered)
    case .lost(let reason):
      return AttemptFailure(
        kind: .connection, message: "\(origin) broke the connection off: \(reason)",
        hint: neverAnswered ? "it has answered nothing yet: is --base-url the address of its API?" : nil,
        recovery: .again, endsRun: neverAnswered, usage: Usage(unansweredRequests: 1))
    case .timeout:
      return AttemptFailure(
        kind: .timeout,
        message: "\(origin) did not answer within \(options.requestTimeout.formattedSeconds)",
        hint: "a slow server may need a longer --request-timeout",
        recovery: .afterTimeout, usage: Usage(unansweredRequests: 1))
    case .silent(let elapsed):
      return AttemptFailure(
        kind: .timeout, message: "\(origin) sent nothing for \(elapsed.formattedSeconds)",
        recovery: .afterTimeout, usage: Usage(unansweredRequests: 1))
    case .stalled:
      return AttemptFailure(
        kind: .timeout, message: "\(origin) stopped in the middle of an answer",
        recovery: .afterTimeout, usage: Usage(unansweredRequests: 1))
    case .cancelled:
      return AttemptFailure(
        kind: .cancelled, message: "the request was cancelled while it was under way",
        usage: Usage(unansweredRequests: 1))
    }
  }

  private func chatError(_ failure: AttemptFailure, _ course: Course) -> ChatError {
    var message = failure.message
    let attempts = course.retry.attempts
    if attempts > 1 { message += " (after \(attempts) attempts)" }
    if let hint = failure.hint { message += "; hint: \(hint)" }
    return ChatError(
      kind: failure.kind, message: message, status: failure.status, attempts: attempts,
      usage: course.usage, endsRun: failure.endsRun, overflow: failure.overflow,
      lastAnswer: failure.body.isEmpty ? nil : failure.body)
  }
}

extension ProviderProfile {
  /// The headers of all requests: they hold the key.
  func requestHeaders(_ key: Secret?) -> HTTPHeaders {
    var fields = HTTPHeaders([("Content-Type", "application/json"), ("User-Agent", "sluice")])
    for header in headers + cacheHeaders + (key.map { [self.header(for: $0)] } ?? []) {
      fields.add(name: header.name, value: header.value)
    }
    return fields
  }
}

extension Duration {
  /// `300 s`, `0.2 s`.
  fileprivate var formattedSeconds: String {
    let (seconds, attoseconds) = components
    let tenths = attoseconds / 100_000_000_000_000_000
    return tenths == 0 ? "\(seconds) s" : "\(seconds).\(tenths) s"
  }
}
