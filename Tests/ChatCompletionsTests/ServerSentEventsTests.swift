import Testing

@testable import ChatCompletions

@Suite struct ServerSentEventsTests {
  /// Keeps what it is given. A line counts as whole where it ends with a brace.
  struct Collected: EventSink {
    var events: [String] = []

    mutating func receive(_ data: Span<UInt8>, name: EventName, isWhole: Bool) -> EventVerdict {
      var bytes: [UInt8] = []
      bytes.append(data)
      let text = String(decoding: bytes, as: UTF8.self)
      guard isWhole || text.isEmpty || text.hasSuffix("}") || text == "[DONE]" else { return .incomplete }
      events.append(name == .error ? "error " + text : text)
      return text == "[DONE]" ? .ended : .taken
    }
  }

  /// The events of a stream that comes in pieces of a size.
  func events(_ stream: String, piece: Int) -> [String] {
    var parser = ServerSentEvents(maximumEventBytes: 1000)
    var sink = Collected()
    let bytes = Array(stream.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      let verdict = parser.receive(
        Array(bytes[start..<min(start + piece, bytes.count)]).span, into: &sink)
      guard verdict == .taken else { return sink.events }
    }
    parser.finish(into: &sink)
    return sink.events
  }

  static let streams: [(String, [String])] = [
    ("data: {1}\n\ndata: {2}\n\n", ["{1}", "{2}"]),
    ("data:{1}\n\ndata:{2}\n\n", ["{1}", "{2}"]),
    ("data:  {1}\n\n", [" {1}"]),
    ("data: {1}\r\n\r\ndata: {2}\r\n\r\n", ["{1}", "{2}"]),
    ("data: {1}\r\rdata: {2}\r\r", ["{1}", "{2}"]),
    ("data: {1}\ndata: {2}\n", ["{1}", "{2}"]),
    ("data: {1}\n\n\n\n\ndata: {2}", ["{1}", "{2}"]),
    (": OPENROUTER PROCESSING\n\n:\n\n: x: y\ndata: {1}\n\n", ["{1}"]),
    ("id: 7\nretry: 100\nevent: message\ndata: {1}\nid: 8\n\n", ["{1}"]),
    ("event: error\ndata: {1}\n\ndata: {2}\n\n", ["error {1}", "{2}"]),
    ("event: error\ndata: busy\n\n", ["error busy"]),
    ("error: {1}\n\n", ["error {1}"]),
    ("data: {\ndata: 1\ndata: }\n\ndata: {2}\n\n", ["{\n1\n}", "{2}"]),
    ("data: {\r\ndata:\r\ndata: }\r\n\r\n", ["{\n\n}"]),
    ("data: {\ndata: 1", []),
    ("data\n\ndata:\n\n", ["", ""]),
    ("dataset: {1}\ndat: {2}\nDATA: {3}\n\n", []),
    ("data: {1}\n\ndata: [DONE]\n\ndata: {2}\n\n", ["{1}", "[DONE]"]),
    ("data: {1}\n\ndata: [DONE]", ["{1}", "[DONE]"]),
    ("data: {é😀}\n\n", ["{é😀}"]),
    ("", []), ("\n\n\r\n", []), ("data: {1", []),
  ]

  @Test(arguments: streams)
  func anyPiecesGiveTheSameEvents(stream: String, expected: [String]) {
    for piece in 1...max(stream.utf8.count, 1) {
      #expect(events(stream, piece: piece) == expected, "in pieces of \(piece)")
    }
  }

  @Test func aLineWithoutEndEndsTheReading() {
    for stream in [
      "data: " + String(repeating: "x", count: 2000), String(repeating: "data: xxxxxxx\n", count: 200),
      ":" + String(repeating: " ", count: 2000),
    ] {
      var parser = ServerSentEvents(maximumEventBytes: 1000)
      var sink = Collected()
      var verdict = EventVerdict.taken
      for byte in stream.utf8 where verdict == .taken { verdict = parser.receive([byte].span, into: &sink) }
      #expect(verdict == .tooLarge)
      #expect(sink.events == [])
    }
  }
}
