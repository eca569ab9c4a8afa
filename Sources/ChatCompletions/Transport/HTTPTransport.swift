import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sends requests and brings back whole answers: bounded in time and size, never redirected, TLS always verified.
struct HTTPTransport: Sendable {
  /// The time to open a connection, TLS included.
  static let connectTimeout = TimeAmount.seconds(15)
  /// Shorter than the idle time of common proxies (60 s and more), so that a request seldom meets a connection that the
  /// other side is closing.
  static let idleTimeout = TimeAmount.seconds(30)

  private let client: HTTPClient
  private let maximumAnswerBytes: Int

  /// - Parameter connections: connections to keep; more are opened only when more requests are sent at a time.
  init(connections: Int, maximumAnswerBytes: Int) {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: Self.connectTimeout),
      decompression: .enabled(limit: .size(maximumAnswerBytes)))
    configuration.connectionPool = .init(
      idleTimeout: Self.idleTimeout, concurrentHTTP1ConnectionsPerHostSoftLimit: connections)
    // Trying again is ours: the client's own goes on in silence until the deadline.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    self.maximumAnswerBytes = maximumAnswerBytes
  }

  func shutdown() async {
    try? await client.shutdown()
  }

  /// Posts a body and waits for the whole answer.
  /// - Parameter limit: for everything from the connection to the last byte of the answer. The client's own time-outs end
  ///   at the head or start anew with each byte, so this one is a race.
  func post(_ body: [UInt8], to url: String, headers: HTTPHeaders, within limit: Duration)
    async throws(TransportFailure) -> HTTPAnswer
  {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers = headers
    request.body = .bytes(ByteBuffer(bytes: body))
    do {
      return try await withThrowingTaskGroup(of: HTTPAnswer?.self) { [request] group in
        defer { group.cancelAll() }
        group.addTask { try await exchange(request, within: limit) }
        group.addTask {
          try await Task.sleep(for: limit)
          return nil
        }
        guard let answer = try await group.next() ?? nil else { throw TransportFailure.timeout }
        return answer
      }
    } catch {
      throw failure(for: error)
    }
  }

  private func exchange(_ request: HTTPClientRequest, within limit: Duration) async throws -> HTTPAnswer {
    let response = try await client.execute(request, deadline: .now() + TimeAmount(limit))
    let body = try await response.body.collect(upTo: maximumAnswerBytes)
    return HTTPAnswer(
      status: Int(response.status.code), headers: response.headers, body: Array(body.readableBytesView))
  }

  private func failure(for error: any Error) -> TransportFailure {
    if Task.isCancelled { return .cancelled }
    switch error {
    case let error as TransportFailure: return error
    case is CancellationError: return .cancelled
    case is NIOTooManyBytesError: return .tooLarge
    case let error as NIOConnectionError: return .unreachable(reason: reason(for: error))
    case let error as IOError: return failure(for: error)
    case let error as HTTPClientError:
      switch error {
      case .deadlineExceeded, .readTimeout: return .timeout
      case .connectTimeout, .getConnectionFromPoolTimeout:
        return .unreachable(
          reason: "no connection within \(Self.connectTimeout.nanoseconds / 1_000_000_000) s")
      case .tlsHandshakeTimeout: return .insecure(reason: "the TLS handshake took too long")
      case .alreadyShutdown, .cancelled: return .cancelled
      case .remoteConnectionClosed: return .lost(reason: "the server closed the connection")
      default: return .lost(reason: error.shortDescription)
      }
    default:
      let type = String(reflecting: Swift.type(of: error))
      let text = String(describing: error)
      if type.hasPrefix("NIOSSL.") { return failure(forTLS: text) }
      if type.contains("Decompression") { return .tooLarge }
      return .lost(reason: text)
    }
  }

  /// TLS errors have no type of their own to go by in this library's interface, only their text.
  private func failure(forTLS text: String) -> TransportFailure {
    if text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("failedToValidateHostname") {
      return .insecure(reason: "its certificate is not trusted")
    }
    if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
      return .insecure(reason: "it does not speak TLS on that port")
    }
    if text.lowercased().contains("handshake") { return .unreachable(reason: "the TLS handshake failed") }
    return .lost(reason: "TLS ended without a goodbye")
  }

  /// Errors of the connection attempt are told from later ones by their number: these can't come on an open connection.
  private func failure(for error: IOError) -> TransportFailure {
    switch error.errnoCode {
    case ECONNREFUSED: .unreachable(reason: "the connection was refused")
    case EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL: .unreachable(reason: "there is no route to it")
    case EMFILE, ENFILE: .unreachable(reason: "this process has too many open files")
    case ECONNRESET, EPIPE: .lost(reason: "the server reset the connection")
    default: .lost(reason: String(cString: strerror(error.errnoCode)))
    }
  }

  private func reason(for error: NIOConnectionError) -> String {
    for attempt in error.connectionErrors {
      if let error = attempt.error as? IOError, case .unreachable(let reason) = failure(for: error) {
        return reason
      }
    }
    if error.dnsAError != nil || error.dnsAAAAError != nil {
      return "its host name \(error.host) is not known"
    }
    return "no connection came about"
  }
}
