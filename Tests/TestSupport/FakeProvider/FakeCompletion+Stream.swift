extension FakeCompletion {
  /// As server-sent events, and what is made while they are sent.
  var stream: (head: [UInt8], more: FakeFiller?) {
    var head = streaming.hasComments ? comment : ""
    head += event(delta: #"{"role":"assistant","content":""}"#)
    for piece in pieces(of: reasoning ?? "") {
      head += event(delta: #"{"content":"","reasoning":\#(quoted(piece))}"#)
    }
    for (position, piece) in pieces(of: content ?? "").enumerated() {
      if let error = streaming.error, position == error.afterPieces {
        return (failed(head, error.value), nil)
      }
      head += event(delta: delta(piece, isFirst: position == 0))
    }
    if let error = streaming.error { return (failed(head, error.value), nil) }
    var end = ""
    if let refusal { end += event(delta: #"{"refusal":\#(quoted(refusal))}"#) }
    if streaming.isFinished {
      let usage = streaming.hasUsageWithFinish && !usage.isEmpty ? "," + usage : ""
      end += event(choices: #"[{"index":0,"delta":{},"finish_reason":\#(quoted(finishReason))}]\#(usage)"#)
    }
    if !usage.isEmpty, !streaming.hasUsageWithFinish { end += event(choices: "[],\(usage)") }
    if streaming.isDone { end += event("[DONE]") }
    guard let loop else { return (Array((head + end).utf8), nil) }
    return (
      Array(head.utf8),
      FakeFiller(
        piece: Array(event(delta: delta(loop.text, isFirst: false)).utf8), count: loop.count,
        tail: Array(end.utf8))
    )
  }

  private var comment: String { ": OPENROUTER PROCESSING" + streaming.lineEnd + streaming.lineEnd }

  private func failed(_ head: String, _ error: String) -> [UInt8] {
    let choices = #"[{"index":0,"delta":{"content":""},"finish_reason":"error"}],"error":\#(error)"#
    return Array((head + event(choices: choices)).utf8)
  }

  private func delta(_ text: String, isFirst: Bool) -> String {
    switch contentForm {
    case .text: #"{"content":\#(quoted(text))}"#
    case .parts: #"{"content":[{"type":"text","text":\#(quoted(text))}]}"#
    case .toolCall:
      #"{"tool_calls":[{"index":0,\#(isFirst ? #""id":"call-1","type":"function","# : "")"function":{"#
        + (isFirst ? #""name":"answer","# : "") + #""arguments":\#(quoted(text))}}]}"#
    }
  }

  private func event(delta: String) -> String {
    event(choices: #"[{"index":0,"delta":\#(delta),"finish_reason":null}]"#)
  }

  private func event(choices: String) -> String {
    event(
      #"{"id":"gen-fake","object":"chat.completion.chunk","created":1800000000,"model":\#(quoted(model)),"choices":\#(choices)}"#
    )
  }

  private func event(_ data: String) -> String {
    let end = streaming.lineEnd
    return (streaming.hasEventNames ? "event: message\(end)id: 1\(end)" : "")
      + (streaming.hasSpace ? "data: " : "data:") + data + end + end
      + (streaming.hasComments ? comment : "")
  }

  private func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      let piece = rest.prefix(streaming.piece)
      rest = rest[piece.endIndex...]
      pieces.append(String(String.UnicodeScalarView(piece)))
    }
    return pieces
  }
}
