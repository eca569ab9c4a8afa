import JSON

extension Program {
  /// Whether a string or key of the text is a name of the schema.
  @inline(__always)
  func isName(_ name: Name, _ node: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    if node.hasEscapes { return isEscapedName(name, node, bytes) }
    let start = Int(node.start)
    guard Int(node.end) &- start == Int(name.count) else { return false }
    return isName(name, bytes, start)
  }

  /// Whether the bytes from `start` on are a name's. The caller has compared the lengths.
  @inline(__always)
  func isName(_ name: Name, _ bytes: Span<UInt8>, _ start: Int) -> Bool {
    let end = start &+ Int(name.count)
    guard littleEndianWord(bytes, start, end) == name.firstWord else { return false }
    var i = start &+ 8
    var word = Int(name.start) &+ 1
    while i < end {
      guard littleEndianWord(bytes, i, end) == nameWords[word] else { return false }
      i &+= 8
      word &+= 1
    }
    return true
  }

  private func isEscapedName(_ name: Name, _ node: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    let decoded = decodedJSONString(bytes.extracting(node.range))
    return decoded.count == Int(name.count) && isName(name, decoded.span, 0)
  }

  /// The name as a string.
  func text(of name: Name) -> String {
    var bytes: [UInt8] = []
    for word in nameWords[Int(name.start)..<Int(name.start) + (Int(name.count) + 7) / 8] {
      for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift * 8))) }
    }
    return String(decoding: bytes.prefix(Int(name.count)), as: UTF8.self)
  }
}

extension Program.Parts {
  /// Stores a name.
  mutating func addName(_ text: String) -> Program.Name {
    let bytes = Array(text.utf8)
    let name = Program.Name(
      start: UInt32(nameWords.count), count: UInt32(bytes.count),
      firstWord: littleEndianWord(bytes.span, 0, bytes.count))
    for i in stride(from: 0, to: bytes.count, by: 8) {
      nameWords.append(littleEndianWord(bytes.span, i, bytes.count))
    }
    return name
  }
}

/// Up to eight bytes from `i` on, those from `end` on zero.
@inline(__always)
func littleEndianWord(_ bytes: Span<UInt8>, _ i: Int, _ end: Int) -> UInt64 {
  if i &+ 8 <= bytes.count {
    let word = UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self))
    return i &+ 8 <= end ? word : word & (~0 >> UInt64(truncatingIfNeeded: 64 &- (end &- i) &* 8))
  }
  var word: UInt64 = 0
  var shift: UInt64 = 0
  var i = i
  while i < end {
    word |= UInt64(bytes[i]) << shift
    shift &+= 8
    i &+= 1
  }
  return word
}
