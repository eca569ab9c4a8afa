/// Finds the events in a `text/event-stream` (HTML Living Standard, section 9.2.6) whose bytes come in any pieces.
///
/// More lenient than the standard where servers are: an event whose first line is whole is handed on without waiting for
/// the empty line behind it, so that a stream without empty lines is read too, and so is a last line without its end.
struct ServerSentEvents: Sendable {
  /// An unfinished line, and the lines of an unfinished event.
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var name = EventName.message
  private var isAfterReturn = false
  /// A longer line or event ends the reading.
  let maximumEventBytes: Int

  init(maximumEventBytes: Int) {
    self.maximumEventBytes = maximumEventBytes
  }

  /// Reads on. What it returns other than ``EventVerdict/taken`` ended the reading.
  mutating func receive<Sink: EventSink>(_ bytes: Span<UInt8>, into sink: inout Sink) -> EventVerdict {
    var i = 0
    if isAfterReturn, !bytes.isEmpty {
      isAfterReturn = false
      if bytes[0] == UInt8(ascii: "\n") { i = 1 }
    }
    while i < bytes.count {
      let start = i
      while i < bytes.count, bytes[i] != UInt8(ascii: "\n"), bytes[i] != UInt8(ascii: "\r") { i &+= 1 }
      guard line.count + (i - start) <= maximumEventBytes else { return .tooLarge }
      guard i < bytes.count else {
        line.append(bytes.extracting(start..<i))
        return .taken
      }
      let verdict: EventVerdict
      if line.isEmpty {
        verdict = take(bytes.extracting(start..<i), into: &sink)
      } else {
        line.append(bytes.extracting(start..<i))
        let whole = line
        line.removeAll()
        verdict = take(whole.span, into: &sink)
      }
      if bytes[i] == UInt8(ascii: "\r") {
        if i + 1 == bytes.count {
          isAfterReturn = true
        } else if bytes[i + 1] == UInt8(ascii: "\n") {
          i &+= 1
        }
      }
      i &+= 1
      guard verdict == .taken else { return verdict }
    }
    return .taken
  }

  /// The stream has ended: hands on a last line that has no end. An event of several lines that nothing ended is lost.
  mutating func finish<Sink: EventSink>(into sink: inout Sink) {
    let last = line
    line.removeAll()
    _ = take(last.span, into: &sink)
  }

  private mutating func take<Sink: EventSink>(_ line: Span<UInt8>, into sink: inout Sink) -> EventVerdict {
    guard !line.isEmpty else { return endEvent(into: &sink) }
    var colon = 0
    while colon < line.count, line[colon] != UInt8(ascii: ":") { colon &+= 1 }
    var start = min(colon + 1, line.count)
    if start < line.count, line[start] == UInt8(ascii: " ") { start += 1 }
    let value = line.extracting(start..<line.count)
    switch colon {
    case 4 where line.starts(with: "data"): return takeData(value, into: &sink)
    case 5 where line.starts(with: "event"):
      name = value.equals("error") ? .error : .message
    case 5 where line.starts(with: "error"):  // llama.cpp, until 2025
      name = .error
      return takeData(value, into: &sink)
    default: break  // a comment, `id`, `retry`, or no field that is known
    }
    return .taken
  }

  private mutating func takeData<Sink: EventSink>(
    _ value: Span<UInt8>, into sink: inout Sink
  ) -> EventVerdict {
    if data.isEmpty {
      let verdict = sink.receive(value, name: name, isWhole: false)
      guard verdict == .incomplete else { return verdict }
    } else {
      guard data.count + value.count < maximumEventBytes else { return .tooLarge }
      data.append(UInt8(ascii: "\n"))
    }
    data.append(value)
    return .taken
  }

  private mutating func endEvent<Sink: EventSink>(into sink: inout Sink) -> EventVerdict {
    let name = name
    self.name = .message
    guard !data.isEmpty else { return .taken }
    let whole = data
    data.removeAll()
    return sink.receive(whole.span, name: name, isWhole: true)
  }
}

/// What kind of event a stream names.
enum EventName: Sendable {
  case message
  case error
}

/// What became of an event's data.
enum EventVerdict: Sendable {
  case taken
  /// The first line is not the whole of it.
  case incomplete
  /// Nothing that follows matters.
  case ended
  case tooLarge
}

/// Takes the events of a stream.
protocol EventSink {
  /// - Parameter isWhole: false where more lines of data may follow, so that ``EventVerdict/incomplete`` can be the
  ///   answer.
  mutating func receive(_ data: Span<UInt8>, name: EventName, isWhole: Bool) -> EventVerdict
}

extension [UInt8] {
  mutating func append(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}

extension Span<UInt8> {
  func starts(with text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { wanted in
      for i in wanted.indices where self[i] != wanted[i] { return false }
      return true
    }
  }

  func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && starts(with: text)
  }
}
