import NIOCore
import NIOHTTP1

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One connection of a fake provider: collects a request, asks for the reply, delivers it as the reply says.
final class FakeConnection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// A request that is being answered.
  private struct Answering {
    let isBilled: Bool
    /// Whether it counts among those in flight.
    let isCounted: Bool
    var hasBegun = false
  }

  /// What is left to be sent of a reply, and how.
  private struct Sending {
    var source: FakeBodySource
    /// Bytes until something happens that is no end.
    var bytesLeft: Int
    let step: Int
    let interval: TimeAmount?
    let ending: Ending
    let keepAlive: Bool
  }

  private enum Ending { case end, close, reset, silence }

  private let log: RequestLog
  private let setup: FakeProvider.Setup
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()
  private var answering: Answering?

  init(log: RequestLog, setup: FakeProvider.Setup) {
    self.log = log
    self.setup = setup
  }

  func channelActive(context: ChannelHandlerContext) {
    log.connectionOpened()
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    answerEnded()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.clear()
    case .body(var part):
      body.writeBuffer(&part)
    case .end:
      guard let head else { return }
      self.head = nil
      let reply = reply(to: head)
      guard reply.delay > .zero else { return deliver(reply, keepAlive: head.isKeepAlive, context: context) }
      let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      context.eventLoop.scheduleTask(in: TimeAmount(reply.delay)) {
        let (connection, context) = loopBound.value
        connection.deliver(reply, keepAlive: head.isKeepAlive, context: context)
      }
    }
  }

  private func reply(to head: HTTPRequestHead) -> FakeReply {
    let headers = head.headers.map { (name: $0.name, value: $0.value) }
    if head.method == .GET {
      log.lookedUp()
      let reply = setup.lookup(
        FakeRequest(index: 0, method: "GET", path: head.uri, headers: headers, body: []))
      answering = Answering(isBilled: false, isCounted: false)
      return reply
    }
    let (request, isRefused) = log.arrived(
      method: head.method.rawValue, path: head.uri, headers: headers, body: Array(body.readableBytesView))
    var reply = isRefused ? setup.overloaded : setup.handler(request)
    if reply.completion != nil, request.wantsStream { reply = reply.asStream() }
    answering = Answering(isBilled: reply.isBilled, isCounted: !isRefused)
    return reply
  }

  private func deliver(_ reply: FakeReply, keepAlive: Bool, context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    let source = FakeBodySource(reply)
    func sending(
      _ bytes: Int? = nil, step: Int = 64 << 10, every interval: Duration? = nil, _ ending: Ending = .end
    ) -> Sending {
      Sending(
        source: source, bytesLeft: bytes ?? source.count, step: step,
        interval: interval.map { TimeAmount($0) },
        ending: ending, keepAlive: keepAlive)
    }
    let plan: Sending
    switch reply.delivery {
    case .never: return
    case .close:
      answerEnded()
      return context.close(promise: nil)
    case .whole: plan = sending()
    case .pieces(let count): plan = sending(step: count)
    case .cut(let count): plan = sending(count, .close)
    case .reset(let count): plan = sending(count, .reset)
    case .stall(let count): plan = sending(count, .silence)
    case .drip(let interval, let bytes): plan = sending(step: bytes, every: interval)
    }
    writeHead(of: reply, length: source.count, keepAlive: keepAlive, context: context)
    if plan.interval != nil { context.flush() }
    send(plan, context: context)
  }

  /// Sends the next bytes, and the rest when they are out or the interval is over.
  private func send(_ sending: Sending, context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    var sending = sending
    let bytes = sending.source.next(min(sending.step, sending.bytesLeft))
    sending.bytesLeft -= bytes.count
    if !bytes.isEmpty {
      log.bodySent(
        bytes: bytes.count, isFirst: answering?.hasBegun == false, isBilled: answering?.isBilled == true)
      answering?.hasBegun = true
      // Counted down before the last byte leaves, so that a client that has its answer never sees itself in flight.
      if sending.bytesLeft == 0, sending.ending == .end { answerEnded() }
    }
    let part = wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes))))
    guard sending.bytesLeft > 0 else {
      if !bytes.isEmpty { context.write(part, promise: nil) }
      return finish(sending, context: context)
    }
    let rest = NIOLoopBound((self, context, sending), eventLoop: context.eventLoop)
    let written = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(part, promise: written)
    if let interval = sending.interval {
      context.eventLoop.scheduleTask(in: interval) {
        let (connection, context, sending) = rest.value
        connection.send(sending, context: context)
      }
    } else {
      written.futureResult.whenSuccess {
        let (connection, context, sending) = rest.value
        connection.send(sending, context: context)
      }
    }
  }

  private func finish(_ sending: Sending, context: ChannelHandlerContext) {
    let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    switch sending.ending {
    case .end:
      answerEnded()
      context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
        if !sending.keepAlive { loopBound.value.1.close(promise: nil) }
      }
    case .silence:
      context.flush()
    case .close, .reset:
      answerEnded()
      context.flush()
      let isReset = sending.ending == .reset
      // A moment later, so that the bytes are out before.
      context.eventLoop.scheduleTask(in: .milliseconds(1)) {
        let context = loopBound.value.1
        if isReset, let socket = context.channel as? any SocketOptionProvider {
          // Closing a socket that lingers for no time resets the connection.
          _ = socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        }
        context.close(promise: nil)
      }
    }
  }

  private func writeHead(of reply: FakeReply, length: Int, keepAlive: Bool, context: ChannelHandlerContext) {
    var headers = HTTPHeaders(reply.headers.map { ($0.name, $0.value) })
    if reply.isChunked {
      headers.add(name: "Transfer-Encoding", value: "chunked")
    } else {
      headers.add(name: "Content-Length", value: String(length))
    }
    if !keepAlive { headers.add(name: "Connection", value: "close") }
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
  }

  private func answerEnded() {
    guard let answering else { return }
    self.answering = nil
    if answering.isCounted { log.ended(isAbandoned: answering.isBilled && !answering.hasBegun) }
  }
}
