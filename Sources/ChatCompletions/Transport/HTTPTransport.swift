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

  /// A compressed answer's size when it is unpacked. The collector of an answer bounds what is kept of it.
  private static let maximumUnpackedBytes = 64 << 20

  private let client: HTTPClient

  /// - Parameter connections: connections to keep; more are opened only when more requests are sent at a time.
  init(connections: Int) {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: Self.connectTimeout),
      decompression: .enabled(limit: .size(Self.maximumUnpackedBytes)))
    configuration.connectionPool = .init(
      idleTimeout: Self.idleTimeout, concurrentHTTP1ConnectionsPerHostSoftLimit: connections)
    // Trying again is ours: the client's own goes on in silence until the deadline.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  func shutdown() async {
    try? await client.shutdown()
  }

  /// How long an exchange may take, and may be silent.
  struct Limits: Sendable {
    /// From the connection to the last byte of the answer.
    var total: Duration
    /// Until the first byte of the answer's body, where that is known to come soon.
    var firstByte: Duration?
    /// Between two bytes of the answer's body.
    var idle: Duration
  }

  /// An answer as far as it was wanted, and when it came.
  ///
  /// An object, since a collector is large and would stand in the frame of every function on the way.
  final class Arrival: Sendable {
    let answer: AnswerCollector
    /// From the start to the first byte of the body.
    let firstByte: Duration

    init(answer: AnswerCollector, firstByte: Duration) {
      self.answer = answer
      self.firstByte = firstByte
    }
  }

  /// Posts a body and hands what comes back to a collector, as it comes.
  /// - Parameters:
  ///   - mayGiveUp: asked when the limit for the first byte has passed; after a no, again and again.
  ///   - collector: called with status and headers, before the first byte of the answer's body is read.
  func post(
    _ body: [UInt8], to url: String, headers: HTTPHeaders, within limits: Limits,
    mayGiveUp: @escaping @Sendable () -> Bool = { true },
    collector: @escaping @Sendable (Int, HTTPHeaders) -> AnswerCollector
  ) async throws(TransportFailure) -> Arrival {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers = headers
    request.body = .bytes(ByteBuffer(bytes: body))
    return try await exchange(request, ExchangeWatch(limits, mayGiveUp: mayGiveUp), collector: collector)
  }

  /// Gets what is at an address, with the same bounds.
  func get(
    _ url: String, headers: HTTPHeaders, within limits: Limits,
    collector: @escaping @Sendable (Int, HTTPHeaders) -> AnswerCollector
  ) async throws(TransportFailure) -> Arrival {
    var request = HTTPClientRequest(url: url)
    request.headers = headers
    return try await exchange(request, ExchangeWatch(limits) { true }, collector: collector)
  }

  /// The client's own time-outs end at the head or start anew with each byte, so the limits are a race.
  private func exchange(
    _ request: HTTPClientRequest, _ watch: ExchangeWatch,
    collector: @escaping @Sendable (Int, HTTPHeaders) -> AnswerCollector
  ) async throws(TransportFailure) -> Arrival {
    do {
      return try await withThrowingTaskGroup(of: Arrival?.self) { group in
        defer { group.cancelAll() }
        group.addTask {
          let response = try await client.execute(request, deadline: .now() + TimeAmount(watch.limits.total))
          var answer = collector(Int(response.status.code), response.headers)
          do {
            for try await part in response.body {
              watch.receivedBytes()
              guard part.withUnsafeReadableBytes({ answer.receive($0) }) else { break }
              if answer.isWhole { watch.isWhole(answer) }
            }
          } catch  where answer.isWhole {
            // Only the end of the body is missing.
          }
          return Arrival(answer: answer, firstByte: watch.firstByte)
        }
        group.addTask {
          try await watch.expiry()
          return nil
        }
        guard let arrival = try await group.next() ?? nil else { return try watch.end() }
        return arrival
      }
    } catch {
      throw failure(for: error)
    }
  }

  private func failure(for error: any Error) -> TransportFailure {
    if Task.isCancelled { return .cancelled }
    switch error {
    case let error as TransportFailure: return error
    case is CancellationError: return .cancelled
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
      if type.contains("Decompression") { return .lost(reason: "what it sent can't be unpacked") }
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
