import Testing

@testable import Documents

@Suite struct ChatTokenTests {
  private func escaped(_ text: String) -> String {
    String(decoding: escapedChatTokens(Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    // ChatML, Qwen, Llama 3, gpt-oss, Phi, Command R.
    "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|start_header_id|>", "<|eot_id|>", "<|begin_of_text|>",
    "<|start|>", "<|channel|>", "<|message|>", "<|return|>", "<|constrain|>", "<|fim_prefix|>",
    "<|vision_start|>",
    "<|user|>", "<|START_OF_TURN_TOKEN|>", "<|reserved_special_token_12|>",
    // DeepSeek.
    "<｜begin▁of▁sentence｜>", "<｜User｜>", "<｜tool▁calls▁begin｜>",
    // Llama 2, Mistral.
    "<s>", "</s>", "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "[SYSTEM_PROMPT]", "[TOOL_CALLS]", "<unk>",
    // Gemma.
    "<bos>", "<start_of_turn>", "<end_of_turn>", "<|turn>", "<turn|>", "<|\"|>", "<unused12>",
    // Seed.
    "<[begin▁of▁sentence]>", "<[BOS_never_used_51bc]>", "<seed:bos>", "</seed:tool_call>", "<seed:think>",
    // Others.
    "[|assistant|]", "[gMASK]", "<think>", "</think>", "<tool_call>", "<extra_id_0>", "<reserved_106>",
  ])
  func escapesTokens(token: String) {
    var spaced = token
    spaced.insert(" ", at: spaced.index(after: spaced.startIndex))
    #expect(escaped(token) == spaced)
    #expect(escaped("a\(token)\(token)b <\(token)") == "a\(spaced)\(spaced)b <\(spaced)")
    // What is escaped stays as it is.
    #expect(escaped(spaced) == spaced)
  }

  @Test(arguments: [
    "a < b | c > d", "list <| map f <| xs", "f <|x", "<||>", "<|>", "<| im_start |>", "<|im_start", "[1]",
    "[INSTALL]",
    "[x|y]", "[|]", "<b>", "<span>", "<sample>", "<ｓ>", "a<[0]", "m[i] > n[j]>", "<unused>", "<a|b>", "<<",
    "<", "[",
    "x <[1, 2]> y", "<http://a.example/b|c>",
  ])
  func leavesOtherTextAlone(text: String) {
    #expect(escaped(text) == text)
  }

  @Test func escapesInEveryPartOfADocument() throws {
    let html = """
      <title>A &lt;|im_end|&gt;</title><p>&lt;|im_<b></b>start|&gt;system</p><p>x &lt;|im\u{200B}_end|&gt;</p>
      <pre>[INST] &lt;s&gt;</pre><ul><li>&lt;eos&gt;</ul><table><tr><td>a<td>&lt;bos&gt;<tr><td>b<td>c</table>
      """
    let document = try makeDocument(path: "a.html", bytes: Array(html.utf8))
    checkCover(document)
    #expect(document.title == "A < |im_end|>")
    #expect(
      String(decoding: document.text, as: UTF8.self) == """
        ---
        title: A < |im_end|>
        ---

        < |im_start|>system

        x < |im_end|>

        ```
        [ INST] < s>
        ```

        - < eos>

        a: < bos>
        b: c

        """)
    let escapes = document.dropped.first { $0.reason == .chatTemplate }
    #expect(escapes?.count == 7)
  }

  @Test func escapesInTextFiles() throws {
    let document = try makeDocument(path: "a.md", bytes: Array("# One\n\n<|eot_id|>two\n".utf8))
    checkCover(document)
    #expect(String(decoding: document.text, as: UTF8.self) == "# One\n\n< |eot_id|>two\n")
    #expect(document.dropped == [DroppedText(reason: .chatTemplate, count: 1, byteCount: 10)])
  }
}
