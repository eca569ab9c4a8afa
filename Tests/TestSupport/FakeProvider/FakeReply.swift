/// What the fake provider answers, and how well or badly it goes about it.
package struct FakeReply: Sendable {
  /// How the answer gets onto the wire.
  package enum Delivery: Sendable {
    /// Head and body at once.
    case whole
    /// The head announces the whole body, this many bytes of it are sent, then the connection is closed.
    case cut(afterBodyBytes: Int)
    /// The head at once, then one byte of the body at each interval.
    case drip(every: Duration)
    /// Nothing is ever sent; the connection stays open.
    case never
    /// The connection is closed without a word.
    case close
  }

  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  /// The wait before the first byte.
  package var delay: Duration
  package var delivery: Delivery

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
}
