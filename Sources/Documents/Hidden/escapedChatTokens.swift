/// A text in which no token of a chat template is left whole: a space stands behind the first character of each.
///
/// `< |im_end|>` is no token for any tokenizer, since they compare tokens as they are, and a reader still sees what was
/// written.
package func escapedChatTokens(_ text: [UInt8]) -> [UInt8] {
  let tokens = chatTokens(in: text)
  return tokens.isEmpty ? text : spaced(text, tokens)
}

extension Document {
  /// The document with its text's and title's tokens of chat templates escaped and counted.
  func escapingChatTokens() -> Document {
    let tokens = chatTokens(in: text)
    let title = title.map { Array($0.utf8) }
    let titleHasToken = title.map { chatTokens(in: $0).isEmpty == false } ?? false
    guard tokens.isEmpty == false || titleHasToken else { return self }
    var shift = 0
    var next = 0
    func moved(_ offset: Int) -> Int {
      while next < tokens.count, tokens[next].lowerBound < offset {
        shift += 1
        next += 1
      }
      return offset + shift
    }
    let blocks = blocks.map { block in
      let start = moved(block.range.lowerBound)
      return Block(kind: block.kind, range: start..<moved(block.range.upperBound))
    }
    var tally = DroppedTally(dropped)
    tally.add(.chatTemplate, count: tokens.count, byteCount: tokens.reduce(0) { $0 + $1.count })
    return Document(
      path: path, text: spaced(text, tokens), blocks: blocks,
      title: title.map { String(decoding: escapedChatTokens($0), as: UTF8.self) }, language: language,
      format: format, metadata: metadata, dropped: tally.dropped)
  }
}

private func chatTokens(in text: [UInt8]) -> [Range<Int>] {
  var tokens: [Range<Int>] = []
  let bytes = text.span
  var i = 0
  while i < bytes.count {
    let byte = bytes[i]
    if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "[") {
      let length = chatTokenLength(bytes, at: i)
      if length > 0 { tokens.append(i..<(i + length)) }
    }
    i += 1
  }
  return tokens
}

private func spaced(_ text: [UInt8], _ tokens: [Range<Int>]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count + tokens.count)
  var start = 0
  for token in tokens {
    result.append(contentsOf: text[start...token.lowerBound])
    result.append(0x20)
    start = token.lowerBound + 1
  }
  result.append(contentsOf: text[start...])
  return result
}
