/// A text as it was written, with every kind of line break as LF and without the characters that no reader sees.
///
/// - Parameters:
///   - text: valid UTF-8.
///   - invisible: counts what was left out.
func cleanedText(_ text: [UInt8], _ invisible: inout InvisibleCharacters) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count)
  let bytes = text.span
  var i = 0
  while i < bytes.count {
    let start = i
    while i < bytes.count, CharacterClass.isPlain(bytes[i]) || bytes[i] == 0x20 || bytes[i] == 0x0A { i += 1 }
    if i > start { result.append(bytes, start..<i) }
    guard i < bytes.count else { break }
    var (characterClass, length) = CharacterClass.at(i, in: bytes)
    switch characterClass {
    case .visible, .space: result.append(bytes, i..<(i + length))
    case .newline: result.append(0x0A)
    case .dependent(let kind):
      let kept = dependentLength(after: result, bytes, at: i)
      if kept > 0 {
        length = kept
        result.append(bytes, i..<(i + kept))
      } else {
        invisible.add(kind, byteCount: length)
      }
    case .hidden(let kind): invisible.add(kind, byteCount: length)
    }
    i += length
  }
  return result
}
