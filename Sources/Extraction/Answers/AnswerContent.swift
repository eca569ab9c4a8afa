import JSON

/// What stands in an answer's text.
enum AnswerContent {
  /// The values that may be the answer, the likeliest first. Where there is more than one, the one that is valid is meant.
  case values([AnswerValue])
  /// No JSON that could be read with certainty: what is wrong with it, in a sentence fragment.
  case noJSON(String)
}

/// Reads a text strictly and, where it isn't JSON, tolerantly.
///
/// White space around is nothing to mend. Everything else is named: see ``Mends``. Work and memory are linear in the text.
func answerContent(_ text: [UInt8]) -> AnswerContent {
  var text = text
  var mends: Mends = []
  // Each layer of double encoding takes a backslash more for each quote; no model has been seen to go beyond two.
  for _ in 0..<3 {
    var trimmed = trimmedBlanks(text[...])
    if trimmed.starts(with: [0xEF, 0xBB, 0xBF]) {
      mends.insert(.byteOrderMark)
      trimmed = trimmedBlanks(trimmed.dropFirst(3))
    }
    if let answer = textBehindThinking(trimmed) {
      mends.insert(.thinking)
      trimmed = trimmedBlanks(answer)
    }
    guard !trimmed.isEmpty else { return .noJSON("there is nothing but thinking in it") }
    let strictError: JSONError
    do {
      let document = try JSONDocument(Array(trimmed), options: .answers)
      guard let inner = document.root.stringValue else {
        return .values([AnswerValue(document: document, mends: mends)])
      }
      text = Array(inner.utf8)
      mends.insert(.doubleEncoding)
      continue
    } catch {
      strictError = error
    }
    if let inner = textWithEscapedQuotes(trimmed) {
      text = inner
      mends.insert(.doubleEncoding)
      continue
    }
    var search = ValueSearch(Array(trimmed))
    search.run()
    let values = search.candidates.map {
      AnswerValue(document: $0.document, mends: $0.mends.union(mends))
    }
    if !values.isEmpty { return .values(values) }
    // What the strict reader says is what a model can mend; of a text that begins otherwise it only says so.
    let isBare = trimmed.first == UInt8(ascii: "{") || trimmed.first == UInt8(ascii: "[")
    return .noJSON(isBare ? "\(strictError)" : search.trouble ?? "\(strictError)")
  }
  return .noJSON("it is a string in a string in a string")
}

extension JSONReadingOptions {
  /// How answers are read. Values of nested answers are walked recursively.
  static let answers = JSONReadingOptions(
    maximumDepth: TolerantReader.maximumDepth, duplicateKeys: .reject)
}

/// A text without blanks at its ends.
func trimmedBlanks(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  let start = text.drop(while: isBlank)
  guard let last = start.lastIndex(where: { !isBlank($0) }) else { return [] }
  return start[...last]
}

/// What a model says after it has thought aloud: the text behind the first `</think>` where the text begins with `<think>`,
/// or with neither a bracket nor a fence, since some servers leave out the tag that opens. Nil where it hasn't thought aloud.
private func textBehindThinking(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
  guard let first = text.first, first != UInt8(ascii: "{"), first != UInt8(ascii: "["),
    first != UInt8(ascii: "\""), first != UInt8(ascii: "`")
  else { return nil }
  for name in ["think", "thinking", "reasoning", "seed:think"] {
    let opening = Array("<\(name)>".utf8)
    let closing = Array("</\(name)>".utf8)
    if let end = endOfFirst(closing, in: text) { return text[end...] }
    if text.starts(with: opening) { return [] }
  }
  return nil
}

private func endOfFirst(_ pattern: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
  var i = text.startIndex
  while i + pattern.count <= text.endIndex {
    if text[i] == pattern[0], text[i..<i + pattern.count].elementsEqual(pattern) { return i + pattern.count }
    i += 1
  }
  return nil
}

/// The JSON that a text stands for whose quotes are all escaped as if it were inside of a string: `{\"a\":1}`.
private func textWithEscapedQuotes(_ text: ArraySlice<UInt8>) -> [UInt8]? {
  guard text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "["),
    let quote = text.firstIndex(of: UInt8(ascii: "\"")), text[quote - 1] == UInt8(ascii: "\\")
  else { return nil }
  var reader = TolerantReader()
  let string = [0x22] + text + [0x22]
  var i = 0
  guard reader.readString(string.span, &i) == nil, i == string.count,
    let inner = try? JSONDocument(reader.written).root.stringValue
  else { return nil }
  return Array(inner.utf8)
}
