/// A chat completion, as one JSON body or as a stream.
package struct FakeCompletion: Sendable {
  /// How the text of an answer is written in a message.
  package enum ContentForm: Sendable {
    case text
    /// An array of one `text` part.
    case parts
    /// The arguments of a tool call.
    case toolCall
  }

  /// The assistant's text; `nil` is sent as null.
  package var content: String?
  package var contentForm = ContentForm.text
  /// A text that follows the content so many times, made while it is sent.
  package var loop: (text: String, count: Int)?
  package var reasoning: String?
  package var refusal: String?
  package var finishReason = "stop"
  package var model = "fake-model"
  /// The member `usage` with its name; empty when the server tells none.
  package var usage = ""
  package var streaming = FakeStreaming()

  package init(content: String?) { self.content = content }

  /// As one JSON body, and what is made while it is sent.
  var body: (head: [UInt8], more: FakeFiller?) {
    let start =
      #"{"id":"gen-fake","object":"chat.completion","created":1800000000,"model":\#(quoted(model))"#
      + #","choices":[{"index":0,"finish_reason":\#(quoted(finishReason)),"message":{"role":"assistant""#
      + (reasoning.map { #","reasoning":\#(quoted($0))"# } ?? "")
    let end = #","refusal":\#(refusal.map(quoted) ?? "null")}}]\#(usage.isEmpty ? "" : "," + usage)}"#
    let (opening, closing) =
      switch contentForm {
      case .text: (#","content":"#, "")
      case .parts: (#","content":[{"type":"text","text":"#, "}]")
      case .toolCall:
        (
          #","content":null,"tool_calls":[{"id":"call-1","type":"function","function":{"name":"answer","arguments":"#,
          "}}]"
        )
      }
    let text = content.map(quoted) ?? "null"
    guard let loop else { return (Array((start + opening + text + closing + end).utf8), nil) }
    return (
      Array((start + opening + text.dropLast()).utf8),
      FakeFiller(
        piece: Array(quoted(loop.text).dropFirst().dropLast().utf8), count: loop.count,
        tail: Array(("\"" + closing + end).utf8))
    )
  }
}
