import ChatCompletions
import JSON

/// What a response holds: JSON, or the reason why not.
enum Answer: Sendable {
  case json(JSONDocument)
  case unusable(Failure.Kind, message: String)

  /// Reads a response strictly: white space, a byte order mark and one code fence around the JSON are put aside, nothing
  /// inside it is mended.
  init(_ response: ChatResponse, maxOutputTokens: Int) {
    if response.finishReason == "length" {
      self = .unusable(
        .truncated,
        message:
          "the answer was cut at \(maxOutputTokens) tokens (hint: raise --max-output-tokens or lower --chunk-tokens)"
      )
      return
    }
    if response.finishReason == "content_filter" {
      self = .unusable(.filtered, message: "the provider's content filter stopped the answer")
      return
    }
    if let refusal = response.refusal, !refusal.isEmpty {
      self = .unusable(.refused, message: "the model refused: \(refusal.prefix(200))")
      return
    }
    let text = unwrapped(Array((response.content ?? "").utf8)[...])
    guard !text.isEmpty else {
      self = .unusable(
        .emptyAnswer, message: "the answer is empty (finish_reason \(response.finishReason ?? "missing"))")
      return
    }
    do {
      self = .json(
        try JSONDocument(Array(text), options: JSONReadingOptions(maximumDepth: 256, duplicateKeys: .reject)))
    } catch {
      self = .unusable(.notJSON, message: "the answer is not JSON: \(error)")
    }
  }
}

/// An answer's text without white space, byte order mark and one Markdown code fence around it.
private func unwrapped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var text = text
  if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
  text = trimmed(text)
  let fence = Array("```".utf8)
  if text.starts(with: fence), text.count > 6, text.suffix(3).elementsEqual(fence),
    let firstLineEnd = text.firstIndex(of: UInt8(ascii: "\n"))
  {
    text = trimmed(text[firstLineEnd...].dropLast(3))
  }
  return text
}

private func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  let start = text.drop(while: isBlank)
  guard let last = start.lastIndex(where: { !isBlank($0) }) else { return [] }
  return start[...last]
}
