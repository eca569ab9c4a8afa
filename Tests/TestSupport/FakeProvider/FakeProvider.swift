import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP/1.1 server on 127.0.0.1 that plays an OpenAI-compatible provider: it answers as it is told and
/// remembers what it was asked.
///
/// Tests start one for themselves and stop it at the end (``with(_:handler:)`` does both). One event loop serves
/// several thousand small answers a second, so a benchmark can use it too, with ``Recording/countsOnly``.
package final class FakeProvider: Sendable {
  /// What is kept of each request.
  package enum Recording: Sendable {
    /// Everything, body included.
    case everything
    /// Only the counts: memory stays flat whatever the number of requests.
    case countsOnly
  }

  /// Gives the answer to a request. Called on an event loop: it must not block.
  package typealias Handler = @Sendable (FakeRequest) -> FakeReply

  /// How requests are answered.
  struct Setup: Sendable {
    let handler: Handler
    let lookup: Handler
    let overloaded: FakeReply
  }

  /// What a server without `GET …/models` says.
  package static let nothingToLookUp: Handler = { _ in .error(404, "not found") }

  let log: RequestLog
  private let group: MultiThreadedEventLoopGroup
  private let listener: any Channel
  /// The port it listens on.
  package let port: Int

  /// Starts to listen.
  /// - Parameters:
  ///   - port: 0 for a free one.
  ///   - threads: event loops; one is enough for tests.
  ///   - lookup: answers `GET` (of `…/models`). These are never counted as requests nor taken from a script.
  ///   - overloaded: answers at once what exceeds the capacity (``setCapacity(_:)``).
  package init(
    port: Int = 0, threads: Int = 1, recording: Recording = .everything,
    lookup: @escaping Handler = nothingToLookUp,
    overloaded: FakeReply = .error(429, "too many requests at once"), handler: @escaping Handler
  ) async throws {
    let setup = Setup(handler: handler, lookup: lookup, overloaded: overloaded)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
    let log = RequestLog(recording: recording)
    do {
      listener = try await ServerBootstrap(group: group)
        .serverChannelOption(.backlog, value: 1024)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
            try channel.pipeline.syncOperations.addHandler(FakeConnection(log: log, setup: setup))
          }
        }
        .bind(host: "127.0.0.1", port: port)
        .get()
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
    self.group = group
    self.log = log
    self.port = listener.localAddress?.port ?? 0
  }

  /// Starts with a script: each reply is used once, in the order the requests arrive, then `last` for ever.
  package convenience init(
    replies: [FakeReply], then last: FakeReply = .error(500, "the script has ended"),
    lookup: @escaping Handler = nothingToLookUp
  ) async throws {
    try await self.init(lookup: lookup) { request in
      request.index < replies.count ? replies[request.index] : last
    }
  }

  /// What a client takes as its base URL.
  package var baseURL: String { "http://127.0.0.1:\(port)/v1" }

  /// The requests so far, in order of arrival; empty with ``Recording/countsOnly``.
  package var requests: [FakeRequest] { log.state.withLock { $0.requests } }

  /// How many requests have arrived whole.
  package var requestCount: Int { log.state.withLock { $0.count } }

  /// How many `GET`s have arrived.
  package var lookupCount: Int { log.state.withLock { $0.lookups } }

  /// How many requests exceeded the capacity.
  package var refusedCount: Int { log.state.withLock { $0.refused } }

  /// Answers that cost money: those whose first byte was sent.
  package var billedCount: Int { log.state.withLock { $0.billed } }

  /// Answers that cost money and whose client went away before their first byte; a provider bills them all the same unless they
  /// were to be streamed.
  package var abandonedCount: Int { log.state.withLock { $0.abandoned } }

  /// Bytes of answers that have been handed to the system.
  package var bodyByteCount: Int { log.state.withLock { $0.bodyBytes } }

  /// From now on this many requests are answered at a time and those beyond are refused at once.
  package func setCapacity(_ capacity: Int) { log.state.withLock { $0.capacity = capacity } }

  /// How many requests are being answered at this moment.
  package var inFlight: Int { log.state.withLock { $0.inFlight } }

  /// The most requests that were being answered at one time.
  package var peakInFlight: Int { log.state.withLock { $0.peakInFlight } }

  /// How many connections have been opened to it.
  package var connectionCount: Int { log.state.withLock { $0.connections } }

  /// Closes every connection and frees the port.
  package func stop() async throws {
    try? await listener.close()
    try await group.shutdownGracefully()
  }

  /// Waits until the listener is closed, which is for ever in a program that only serves.
  package func waitUntilClosed() async throws {
    try await listener.closeFuture.get()
  }

  /// Runs `body` against a fake provider with that handler, and stops it whatever happens.
  package static func with<R>(
    lookup: @escaping Handler = nothingToLookUp, handler: @escaping Handler,
    _ body: (FakeProvider) async throws -> R
  ) async throws -> R {
    try await stopping(FakeProvider(lookup: lookup, handler: handler), after: body)
  }

  /// Runs `body` against a fake provider with that script, and stops it whatever happens.
  package static func with<R>(
    replies: [FakeReply], then last: FakeReply = .error(500, "the script has ended"),
    lookup: @escaping Handler = nothingToLookUp, _ body: (FakeProvider) async throws -> R
  ) async throws -> R {
    try await stopping(FakeProvider(replies: replies, then: last, lookup: lookup), after: body)
  }

  private static func stopping<R>(
    _ provider: FakeProvider, after body: (FakeProvider) async throws -> R
  ) async throws -> R {
    do {
      let result = try await body(provider)
      try await provider.stop()
      return result
    } catch {
      try? await provider.stop()
      throw error
    }
  }
}
