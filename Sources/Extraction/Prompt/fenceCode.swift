/// A code for the lines around a text, which doesn't occur in the text.
///
/// Derived from the text, so that the same document gives the same request; the FNV-1a hash is no secret, and needn't be: a
/// code that the text holds is passed over.
func fenceCode(for text: [UInt8]) -> String {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  while true {
    let code = base32(hash)
    if !occurs(Array(code.utf8), in: text) { return code }
    hash = hash &* 0x5851_F42D_4C95_7F2D &+ 1
  }
}

/// The top 50 bits as ten characters that no tokenizer reads as a word and no eye mistakes.
private func base32(_ hash: UInt64) -> String {
  let alphabet = Array("23456789abcdefghjkmnpqrstuvwxyzQ".utf8)
  let characters = (0..<10).map { alphabet[Int(hash >> (59 - 5 * UInt64($0)) & 31)] }
  return String(decoding: characters, as: UTF8.self)
}

private func occurs(_ code: [UInt8], in text: [UInt8]) -> Bool {
  guard text.count >= code.count else { return false }
  return (0...text.count - code.count).contains { start in
    text[start] == code[0] && text[start..<start + code.count].elementsEqual(code)
  }
}
