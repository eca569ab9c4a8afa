/// A text as it was written, with every kind of line break as LF and without the characters that no reader sees.
///
/// - Parameter text: valid UTF-8.
func cleanedText(_ text: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count)
  let bytes = text.span
  var i = 0
  while i < bytes.count {
    let start = i
    while i < bytes.count, CharacterClass.isPlain(bytes[i]) || bytes[i] == 0x20 || bytes[i] == 0x0A { i += 1 }
    if i > start { result.append(bytes, start..<i) }
    guard i < bytes.count else { break }
    let (characterClass, length) = CharacterClass.at(i, in: bytes)
    switch characterClass {
    case .visible, .space: result.append(bytes, i..<(i + length))
    case .newline: result.append(0x0A)
    case .joiner: result.appendJoiner(bytes, at: i)
    case .hidden: break
    }
    i += length
  }
  return result
}
