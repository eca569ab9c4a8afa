import NIOCore
import NIOHTTP1

/// One connection of a fake provider: collects a request, asks for the reply, delivers it as the reply says.
final class FakeConnection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let log: RequestLog
  private let handler: FakeProvider.Handler
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()
  private var isAnswering = false

  init(log: RequestLog, handler: @escaping FakeProvider.Handler) {
    self.log = log
    self.handler = handler
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
      let request = log.arrived(
        method: head.method.rawValue, path: head.uri, headers: head.headers.map { ($0.name, $0.value) },
        body: Array(body.readableBytesView))
      isAnswering = true
      let reply = handler(request)
      if reply.delay > .zero {
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: TimeAmount(reply.delay)) {
          let (connection, context) = loopBound.value
          connection.deliver(reply, keepAlive: head.isKeepAlive, context: context)
        }
      } else {
        deliver(reply, keepAlive: head.isKeepAlive, context: context)
      }
    }
  }

  private func deliver(_ reply: FakeReply, keepAlive: Bool, context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    switch reply.delivery {
    case .never:
      return
    case .close:
      answerEnded()
      context.close(promise: nil)
    case .whole:
      writeHead(of: reply, keepAlive: keepAlive, context: context)
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: reply.body)))), promise: nil)
      end(keepAlive: keepAlive, context: context)
    case .cut(let count):
      writeHead(of: reply, keepAlive: keepAlive, context: context)
      context.write(
        wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: reply.body.prefix(count))))), promise: nil)
      answerEnded()
      let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
      context.flush()
      context.eventLoop.scheduleTask(in: .milliseconds(1)) {
        loopBound.value.close(promise: nil)
      }
    case .drip(let interval):
      writeHead(of: reply, keepAlive: keepAlive, context: context)
      context.flush()
      drip(reply.body[...], every: TimeAmount(interval), keepAlive: keepAlive, context: context)
    }
  }

  private func drip(
    _ rest: ArraySlice<UInt8>, every interval: TimeAmount, keepAlive: Bool, context: ChannelHandlerContext
  ) {
    guard context.channel.isActive else { return }
    guard let byte = rest.first else { return end(keepAlive: keepAlive, context: context) }
    context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: [byte])))), promise: nil)
    let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: interval) {
      let (connection, context) = loopBound.value
      connection.drip(rest.dropFirst(), every: interval, keepAlive: keepAlive, context: context)
    }
  }

  private func writeHead(of reply: FakeReply, keepAlive: Bool, context: ChannelHandlerContext) {
    var headers = HTTPHeaders(reply.headers.map { ($0.name, $0.value) })
    headers.add(name: "Content-Length", value: String(reply.body.count))
    if !keepAlive { headers.add(name: "Connection", value: "close") }
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
  }

  private func end(keepAlive: Bool, context: ChannelHandlerContext) {
    // Counted down before the last byte leaves, so that a client that has its answer never sees itself in flight.
    answerEnded()
    let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      if !keepAlive { loopBound.value.close(promise: nil) }
    }
  }

  private func answerEnded() {
    guard isAnswering else { return }
    isAnswering = false
    log.ended()
  }
}
