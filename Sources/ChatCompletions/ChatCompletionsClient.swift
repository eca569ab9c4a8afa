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
  private let gate: RequestGate
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
    var headers = HTTPHeaders([("Content-Type", "application/json"), ("Accept", "application/json")])
    headers.add(name: "User-Agent", value: "sluice")
    for header in profile.headers + (key.map { [profile.header(for: $0)] } ?? []) {
      headers.add(name: header.name, value: header.value)
    }
    self.headers = headers
    transport = HTTPTransport(
      connections: options.concurrency, maximumAnswerBytes: options.maximumAnswerBytes)
    gate = RequestGate(limit: options.concurrency)
  }

  /// Shows what it asks and where; the headers hold the key.
  package var customMirror: Mirror { Mirror(self, children: ["profile": profile, "model": model]) }

  /// Closes the connections. Requests under way end as cancelled.
  package func shutdown() async {
    await transport.shutdown()
  }

  /// Sends the request, again where that is worth it, and returns the answer with the usage of all attempts.
  package func complete(_ request: ChatRequest) async throws(ChatError) -> ChatResponse {
    let body = request.body(model: model, profile: profile)
    var retry = RetryState.ready
    var usage = Usage.zero
    while true {
      _ = retry.next()
      let failure: AttemptFailure
      do throws(AttemptFailure) {
        var response = try await attempt(body, number: retry.attempts)
        retry.succeeded()
        response.usage += usage
        response.attempts = retry.attempts
        return response
      } catch {
        failure = error
      }
      usage += failure.usage
      let action = retry.failed(
        failure.recovery, retryAfter: failure.retryAfter, policy: options.retry, jitter: options.jitter())
      guard case .wait(let wait) = action else {
        throw chatError(failure, attempts: retry.attempts, usage: usage)
      }
      options.logger.debug("waiting to ask again", metadata: ["wait": "\(wait)"])
      do {
        try await options.pause(wait)
      } catch {
        throw ChatError(
          kind: .cancelled, message: "the request was cancelled between two attempts",
          attempts: retry.attempts, usage: usage)
      }
    }
  }

  private func attempt(_ body: [UInt8], number: Int) async throws(AttemptFailure) -> ChatResponse {
    do {
      try await gate.enter()
    } catch {
      throw AttemptFailure(kind: .cancelled, message: "the request was cancelled before it was sent")
    }
    defer { gate.leave() }
    let start = ContinuousClock.now
    do throws(AttemptFailure) {
      let answer = try await send(body)
      hasAnswered.withLock { $0 = true }
      var response = try reader.read(answer, now: time(nil))
      response.usage.requests = 1
      options.logger.debug(
        "answered",
        metadata: [
          "attempt": "\(number)", "status": "\(answer.status)", "took": "\(ContinuousClock.now - start)",
          "generation": "\(answer.headers.first(name: "x-generation-id") ?? response.id ?? "")",
          "model": "\(response.model ?? "")", "finish_reason": "\(response.finishReason ?? "")",
          "prompt_tokens": "\(response.usage.promptTokens)",
          "completion_tokens": "\(response.usage.completionTokens)",
          "cost": "\(response.usage.cost.map { "\($0)" } ?? "unknown")",
        ])
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

  private func send(_ body: [UInt8]) async throws(AttemptFailure) -> HTTPAnswer {
    do throws(TransportFailure) {
      return try await transport.post(
        body, to: profile.chatCompletionsURL, headers: headers, within: options.requestTimeout)
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
        kind: .connection, message: "\(origin) broke the connection off: \(reason)", recovery: .again,
        usage: Usage(unansweredRequests: 1))
    case .timeout:
      return AttemptFailure(
        kind: .timeout,
        message: "\(origin) did not answer within \(options.requestTimeout.formattedSeconds)",
        recovery: .afterTimeout, usage: Usage(unansweredRequests: 1))
    case .tooLarge:
      return AttemptFailure(
        kind: .badResponse,
        message: "\(origin) answered with more than the \(options.maximumAnswerBytes) bytes that are read",
        recovery: .afterUnreadable, usage: Usage(unpricedAnswers: 1, uncountedAnswers: 1))
    case .cancelled:
      return AttemptFailure(
        kind: .cancelled, message: "the request was cancelled while it was under way",
        usage: Usage(unansweredRequests: 1))
    }
  }

  private func chatError(_ failure: AttemptFailure, attempts: Int, usage: Usage) -> ChatError {
    var message = failure.message
    if attempts > 1 { message += " (after \(attempts) attempts)" }
    if let hint = failure.hint { message += "; hint: \(hint)" }
    return ChatError(
      kind: failure.kind, message: message, status: failure.status, attempts: attempts,
      usage: usage, endsRun: failure.endsRun, overflow: failure.overflow,
      lastAnswer: failure.body.isEmpty ? nil : failure.body)
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
