/// Text in which the control tokens of common chat templates are not left whole.
///
/// Servers such as llama.cpp turn `<|im_end|>` into the special token wherever it stands, so a document that holds it could
/// end its own message and speak as the system. A space goes in after the first character of each such token; everything
/// else stays as it is.
func neutralised(_ text: ArraySlice<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count)
  var i = text.startIndex
  while i < text.endIndex {
    let byte = text[i]
    result.append(byte)
    if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "["), startsControlToken(text[i...]) {
      result.append(UInt8(ascii: " "))
    }
    i += 1
  }
  return result
}

/// Starts of the control tokens of common chat templates: ChatML and its kin (`<|…`, DeepSeek's with U+FF5C), Seed, Gemma,
/// Llama and Mistral.
private let controlTokenStarts: [[UInt8]] = [
  "<|", "<\u{FF5C}", "<seed:", "</seed:", "<start_of_turn>", "<end_of_turn>", "<bos>", "<eos>", "<s>", "</s>",
  "<think>", "</think>",
  "[INST]", "[/INST]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[TOOL_CALLS]", "[TOOL_RESULTS]",
  "[/TOOL_RESULTS]", "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]", "[gMASK]", "<tool_",
  "</tool_", "<unk>", "<pad>", "<mask>", "<start_of_image>", "<end_of_image>", "<<SYS>>", "<</SYS>>",
].map { Array($0.utf8) }

private func startsControlToken(_ text: ArraySlice<UInt8>) -> Bool {
  controlTokenStarts.contains { text.starts(with: $0) }
}
