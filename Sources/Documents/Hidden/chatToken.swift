/// The length of the token of a chat template that begins at an index of a text; 0 if none does.
///
/// Servers turn such a token into what it stands for wherever they find it, so that a document which holds `<|im_end|>`
/// could end its own message and speak as the system. Most are covered by their shape: `<|…|>` (ChatML, Llama 3, gpt-oss,
/// Qwen, Phi, and DeepSeek with U+FF5C), `<|…>` and `<…|>` (Gemma), `<[…]>` and `<seed:…>` (Seed), `[|…|]` (EXAONE). The
/// others are listed.
func chatTokenLength(_ text: Span<UInt8>, at start: Int) -> Int {
  guard start + 2 < text.count else { return 0 }
  let next = text[start + 1]
  if text[start] == UInt8(ascii: "[") {
    if next == UInt8(ascii: "|") { return shapedLength(text, start, close: UInt8(ascii: "]")) }
    return listedLength(text, start, squareTokens)
  }
  guard text[start] == UInt8(ascii: "<") else { return 0 }
  switch next {
  case UInt8(ascii: "|"), UInt8(ascii: "["), 0xEF:
    return shapedLength(text, start, close: UInt8(ascii: ">"))
  case UInt8(ascii: "<"): return listedLength(text, start, doubleTokens)
  case _ where isASCIILetter(next) || next == UInt8(ascii: "/"):
    let length = listedLength(text, start, angleTokens)
    return length > 0 ? length : namedLength(text, start)
  default: return 0
  }
}

/// More than the name of any token.
private let maximumTokenLength = 96

/// `<|name|>` and its kin: no space between two brackets, and something within the inner ones.
private func shapedLength(_ text: Span<UInt8>, _ start: Int, close: UInt8) -> Int {
  let isWide = text[start + 1] == 0xEF
  // The full-width bar is U+FF5C.
  if isWide, start + 3 >= text.count || text[start + 2] != 0xBD || text[start + 3] != 0x9C { return 0 }
  let first = start + (isWide ? 4 : 2)
  var i = first
  while i < text.count, i < start + maximumTokenLength {
    let byte = text[i]
    if byte == close {
      if text[start + 1] == UInt8(ascii: "["), text[i - 1] != UInt8(ascii: "]") { return 0 }
      return i > first + (text[i - 1] == UInt8(ascii: "|") || text[i - 1] == UInt8(ascii: "]") ? 1 : 0)
        ? i + 1 - start : 0
    }
    if byte <= 0x20 || byte == text[start] { return 0 }
    i += 1
  }
  return 0
}

/// `<name|>`, `<seed:name>` and numbered places such as `<unused12>`.
private func namedLength(_ text: Span<UInt8>, _ start: Int) -> Int {
  var i = start + 1
  var hasDigit = false
  while i < text.count, i < start + maximumTokenLength {
    let byte = text[i]
    if byte == UInt8(ascii: ">") {
      let isReserved =
        hasDigit
        && numberedTokens.contains { starts(text, start + 1, with: $0) && isDigit(text[i - 1]) }
      let isSeed = starts(text, start + 1, with: "seed:") || starts(text, start + 1, with: "/seed:")
      return text[i - 1] == UInt8(ascii: "|") || isReserved || isSeed ? i + 1 - start : 0
    }
    switch byte {
    case UInt8(ascii: "_"), UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "-"): break
    case _ where isDigit(byte): hasDigit = true
    case _ where isASCIILetter(byte): break
    default: return 0
    }
    i += 1
  }
  return 0
}

private func listedLength(_ text: Span<UInt8>, _ start: Int, _ tokens: [StaticString]) -> Int {
  for token in tokens where starts(text, start, with: token) { return token.utf8CodeUnitCount }
  return 0
}

private func starts(_ text: Span<UInt8>, _ start: Int, with token: StaticString) -> Bool {
  guard start + token.utf8CodeUnitCount <= text.count else { return false }
  for i in 0..<token.utf8CodeUnitCount where text[start + i] != token.utf8Start[i] { return false }
  return true
}

/// Llama 2, Gemma, Mistral, Qwen, DeepSeek, GLM.
private let angleTokens: [StaticString] = [
  "<s>", "</s>", "<bos>", "<eos>", "<pad>", "<unk>", "<mask>", "<sop>", "<eop>", "<think>", "</think>",
  "<start_of_turn>", "<end_of_turn>", "<start_of_image>", "<end_of_image>", "<image_soft_token>",
  "<tool_call>", "</tool_call>", "<tool_calls>", "</tool_calls>", "<tool_response>", "</tool_response>",
  "<tools>", "</tools>",
]

private let doubleTokens: [StaticString] = ["<<SYS>>", "<</SYS>>"]

private let numberedTokens: [StaticString] = ["unused", "reserved_", "extra_id_", "SPECIAL_"]

/// Llama 2, Mistral, GLM.
private let squareTokens: [StaticString] = [
  "[INST]", "[/INST]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]",
  "[TOOL_CALLS]", "[TOOL_RESULTS]", "[/TOOL_RESULTS]", "[TOOL_CONTENT]", "[/TOOL_CONTENT]", "[THINK]",
  "[/THINK]", "[gMASK]", "[sMASK]",
]
