import NIOHTTP1

/// Takes the bytes of one answer as they come, whatever its form: one JSON text, a stream of events, or a page that is
/// neither. The first bytes say which it is; the content type is not asked, since servers get it wrong.
///
/// Feed it until ``receive(_:)-(Span<UInt8>)`` returns false or the body ends, then hand it to ``AnswerReader``. When
/// the connection breaks or the time runs out, ask ``isWhole`` first: the answer may be there all the same.
struct AnswerCollector: Sendable {
  let status: Int
  let headers: HTTPHeaders
  private(set) var form = Form.unknown
  /// The bytes of a form other than events; of those, nothing.
  private(set) var body: [UInt8] = []
  private(set) var streamed: StreamedAnswer
  /// The body grew past what is read.
  private(set) var isTooLarge = false
  private var events: ServerSentEvents
  private(set) var extent = JSONExtent()
  private var bytesAfterEnd = 0
  private let maximumBodyBytes: Int
  /// Of all that came, comments, white space and chunks without a word included: they don't make an answer longer, and
  /// would otherwise be read until the request's time is over.
  private var bytes = 0
  private let maximumBytes: Int

  /// What the first bytes say.
  enum Form: Sendable {
    case unknown
    case json
    case events
    case text
  }

  /// - Parameters:
  ///   - maxTokens: what the request allows the answer, which bounds what is read of it.
  ///   - isRepeat: the same question was asked before and its answer was no good. If that was for a loop and this one loops
  ///     too, the document may be like that, so that it is let go on for longer.
  init(status: Int, headers: HTTPHeaders, maxTokens: Int, isRepeat: Bool = false) {
    self.status = status
    self.headers = headers
    let tokens = min(max(maxTokens, 1), 1 << 24)
    streamed = StreamedAnswer(
      maximumBytes: 64 << 10 + 32 * tokens, maximumReasoningBytes: 64 << 10 + 32 * max(tokens, 1 << 16),
      patience: isRepeat ? 4 : 1)
    maximumBodyBytes = 1 << 20 + 128 * tokens
    events = ServerSentEvents(maximumEventBytes: maximumBodyBytes)
    // A token's chunk has some hundred bytes.
    maximumBytes = 16 << 20 + 4096 * tokens
  }

  /// The answer is over: what may follow is read only to keep the connection, so don't wait long for its end.
  var isDone: Bool { form == .events ? streamed.isDone : form == .json && extent.isClosed }

  /// Nothing of the answer is missing, though the body may not have ended.
  var isWhole: Bool { isDone || form == .events && streamed.isWhole }

  /// The model has said something: a request that is given up now is billed.
  var hasBegun: Bool { form == .events ? streamed.hasBegun : form != .unknown }

  var isSuccess: Bool { (200..<300).contains(status) }

  /// Takes the next bytes. False: read no further, the answer has been cut off, is an error, or is too large.
  mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    receive(bytes.bindMemory(to: UInt8.self).span)
  }

  /// Takes the next bytes. False: read no further, the answer has been cut off, is an error, or is too large.
  mutating func receive(_ bytes: Span<UInt8>) -> Bool {
    self.bytes += bytes.count
    guard self.bytes <= maximumBytes else {
      isTooLarge = true
      return false
    }
    return take(bytes)
  }

  private mutating func take(_ bytes: Span<UInt8>) -> Bool {
    switch form {
    case .unknown: return recognise(bytes)
    case .events: return receiveEvents(bytes)
    case .json: return receiveBody(bytes, limit: isSuccess ? maximumBodyBytes : 256 << 10)
    case .text: return receiveBody(bytes, limit: 64 << 10)
    }
  }

  /// The body has ended.
  mutating func finish() {
    if form == .events, !isDone { events.finish(into: &streamed) }
  }

  /// The form by the first byte that is no white space (some servers send it to keep the connection alive) and no byte
  /// order mark, or the first few where they could begin a field of an event.
  private mutating func recognise(_ bytes: Span<UInt8>) -> Bool {
    body.append(bytes)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if body.count < 3, mark.starts(with: body) { return true }
    var start = body.starts(with: mark) ? 3 : 0
    while start < body.count, body[start] == 0x20 || (0x09...0x0D).contains(body[start]) { start += 1 }
    let text = Array(body[start...])
    guard let first = text.first else {
      if start > 3 { body.removeAll() }
      return true
    }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["): form = .json
    case UInt8(ascii: ":"): form = .events
    default:
      let fields: [StaticString] = ["data:", "event:", "id:", "retry:", "error:"]
      if fields.contains(where: { text.span.starts(with: $0) }) {
        form = .events
      } else if text.count < 6 && fields.contains(where: { $0.begins(with: text) }) {
        return true
      } else {
        form = .text
      }
    }
    body.removeAll()
    return take(text.span)
  }

  private mutating func receiveEvents(_ bytes: Span<UInt8>) -> Bool {
    guard !streamed.isDone else { return ignore(bytes.count) }
    switch events.receive(bytes, into: &streamed) {
    case .taken, .incomplete: return true
    case .ended: return streamed.isDone
    case .tooLarge:
      isTooLarge = true
      return false
    }
  }

  private mutating func receiveBody(_ bytes: Span<UInt8>, limit: Int) -> Bool {
    if isDone { return ignore(bytes.count) }
    let room = min(bytes.count, limit - body.count)
    var taken = room
    if form == .json { taken = extent.receive(bytes.extracting(0..<room)) }
    body.append(bytes.extracting(0..<taken))
    if isDone { return ignore(bytes.count - taken) }
    isTooLarge = bytes.count > room
    return !isTooLarge
  }

  /// What comes behind an answer's end is no matter, unless it does not end itself.
  private mutating func ignore(_ count: Int) -> Bool {
    bytesAfterEnd += count
    return bytesAfterEnd < 64 << 10
  }
}

extension StaticString {
  fileprivate func begins(with text: [UInt8]) -> Bool {
    utf8CodeUnitCount >= text.count && withUTF8Buffer { $0.starts(with: text) }
  }
}
