extension ServerError {
  /// Whether the server says that the prompt does not fit its context window, with the numbers it gives.
  ///
  /// The phrases are those of OpenRouter, OpenAI, vLLM, DeepSeek, llama.cpp, SGLang, LM Studio, Anthropic, Gemini, xAI,
  /// Mistral, Groq and Cerebras. A `max_tokens … above maximum value` is not among them, nor a limit of tokens a minute.
  var overflow: ContextOverflow? {
    let words = [message, upstream, type, code, errorType].joined(separator: "\n").prefix(8192)
    let text = Array(words.lowercased().utf8)
    let phrases: [[String]] = [
      ["maximum context length is"], ["exceeds the context window"], ["context_length_exceeded"],
      ["context length exceeded"], ["exceeds the available context size"], ["exceed_context_size_error"],
      ["longer than the model's context length"], ["requested token count exceeds the model's maximum"],
      ["greater than the context length"], ["longer than the context length"], ["prompt is too long"],
      ["input token count", "exceeds the maximum"], ["maximum prompt length is"],
      ["too large for model with", "maximum context length"], ["reduce the length of the messages"],
      ["current length is", "while limit is"],
    ]
    let overflows =
      contextTokens != nil && promptTokens != nil
      || phrases.contains { parts in
        var from = 0
        return parts.allSatisfy { part in
          guard let end = text.end(of: part, from: from) else { return false }
          from = end
          return true
        }
      }
    guard overflows else { return nil }
    return ContextOverflow(
      promptTokens: promptTokens
        ?? text.number(afterAny: [
          "requested about ", "you requested ", "your request has ", "your prompt contains at least ",
          "request (", "the input (", "prompt is too long: ", "current length is ", "input token count (",
        ]),
      contextTokens: contextTokens
        ?? text.number(afterAny: [
          "maximum context length is ", "available context size (", "context length (", "while limit is ",
          "maximum prompt length is ", "tokens > ", "exceeds the maximum number of tokens allowed (",
          "context length of only ",
        ]))
  }
}

extension [UInt8] {
  /// The number that stands right after the first of these phrases that has one.
  fileprivate func number(afterAny phrases: [String]) -> Int? {
    for phrase in phrases {
      guard let end = end(of: phrase) else { continue }
      let digits = self[end...].prefix { (0x30...0x39).contains($0) }
      if let number = Int(String(decoding: digits, as: UTF8.self)) { return number }
    }
    return nil
  }
}
