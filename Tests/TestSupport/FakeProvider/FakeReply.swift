/// What the fake provider answers, and how well or badly it goes about it.
package struct FakeReply: Sendable {
  /// How the answer gets onto the wire.
  package enum Delivery: Sendable {
    /// Head and body at once.
    case whole
    /// The whole body, in writes of so many bytes.
    case pieces(of: Int)
    /// The head announces the whole body, this many bytes of it are sent, then the connection is closed.
    case cut(afterBodyBytes: Int)
    /// As `cut`, but the connection is reset instead of closed in order.
    case reset(afterBodyBytes: Int)
    /// As `cut`, but the connection stays open in silence.
    case stall(afterBodyBytes: Int)
    /// The head at once, then so many bytes of the body at each interval.
    case drip(every: Duration, bytes: Int = 1)
    /// Nothing is ever sent; the connection stays open.
    case never
    /// The connection is closed without a word.
    case close
  }

  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  /// What comes after `body`, made while it is sent: an answer of many megabytes takes no memory here.
  package var more: FakeFiller?
  /// The wait before the first byte.
  package var delay: Duration
  package var delivery: Delivery
  /// Whether the body goes out in HTTP chunks, its length not announced.
  package var isChunked = false
  /// Whether a provider would ask money for it, once its first byte is sent.
  package var isBilled = false
  /// The completion that it is. It is sent as a stream to a request that asks for one; every other reply is sent to
  /// every request as it stands.
  package var completion: FakeCompletion?

  package init(
    status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
    delay: Duration = .zero, delivery: Delivery = .whole
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.delay = delay
    self.delivery = delivery
  }

  /// The connection stays open and nothing is ever sent.
  package static let never = FakeReply(delivery: .never)

  /// The connection is closed without a word.
  package static let close = FakeReply(delivery: .close)

  /// A body of JSON text, sent as it is given.
  package static func json(
    _ body: String, status: Int = 200, headers: [(name: String, value: String)] = []
  ) -> FakeReply {
    FakeReply(
      status: status, headers: [("Content-Type", "application/json")] + headers, body: Array(body.utf8))
  }

  /// An error in OpenAI's shape, with the status as its code.
  package static func error(
    _ status: Int, _ message: String = "an error", headers: [(name: String, value: String)] = []
  ) -> FakeReply {
    .json(
      #"{"error":{"code":\#(status),"message":\#(quoted(message))}}"#, status: status, headers: headers)
  }

  /// A stream of server-sent events, sent as it is given whether one was asked for or not.
  package static func events(_ text: String) -> FakeReply {
    var reply = FakeReply(headers: [("Content-Type", "text/event-stream")], body: Array(text.utf8))
    reply.isChunked = true
    return reply
  }

  /// The same reply, sent after this wait.
  package func after(_ delay: Duration) -> FakeReply {
    var reply = self
    reply.delay = delay
    return reply
  }

  /// The same reply, delivered in that way.
  package func delivered(_ delivery: Delivery) -> FakeReply {
    var reply = self
    reply.delivery = delivery
    return reply
  }

  /// The same reply without an announced length.
  package func chunked() -> FakeReply {
    var reply = self
    reply.isChunked = true
    return reply
  }

  /// The same reply, counted as billed once its first byte is sent.
  package func billed() -> FakeReply {
    var reply = self
    reply.isBilled = true
    return reply
  }

  /// What goes to a request that asked for a stream.
  func asStream() -> FakeReply {
    guard let completion else { return self }
    let (body, more) = completion.stream
    var reply = self
    reply.headers = headers.filter { $0.name.lowercased() != "content-type" }
    reply.headers.append(("Content-Type", "text/event-stream"))
    reply.body = body
    reply.more = more
    reply.isChunked = true
    return reply
  }
}
