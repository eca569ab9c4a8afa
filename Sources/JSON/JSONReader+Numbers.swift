extension JSONReader {
  /// Scans a number from its first byte to behind its last. On failure `i` is at the offending byte.
  @inlinable @inline(__always)
  package static func scanNumber(_ bytes: Span<UInt8>, _ i: inout Int, _ flags: inout UInt32) -> Bool {
    if bytes[i] == UInt8(ascii: "-") { i &+= 1 }
    let first = i
    skipDigits(bytes, &i)
    // No digit, or a zero in front of others, which `i` is to point behind.
    if i &- first != 1 {
      if i == first { return false }
      if bytes[first] == UInt8(ascii: "0") {
        i = first &+ 1
        return false
      }
    }
    guard i < bytes.count else { return true }
    let byte = bytes[i]
    if byte == UInt8(ascii: ".") {
      flags |= JSONNode.fractionFlag
      i &+= 1
      let fraction = i
      skipDigits(bytes, &i)
      guard i > fraction else { return false }
      guard i < bytes.count, bytes[i] | 0x20 == UInt8(ascii: "e") else { return true }
    } else if byte | 0x20 != UInt8(ascii: "e") {
      return true
    }
    flags |= JSONNode.fractionFlag
    i &+= 1
    if i < bytes.count, bytes[i] == UInt8(ascii: "+") || bytes[i] == UInt8(ascii: "-") { i &+= 1 }
    let exponent = i
    skipDigits(bytes, &i)
    return i > exponent
  }

  /// Skips digits: eight at a time, with no branch on how many there are, since that is hard to predict.
  @inlinable @inline(__always)
  package static func skipDigits(_ bytes: Span<UInt8>, _ i: inout Int) {
    while i &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self))
      // The high bit of each byte that is no digit. Bytes above the first one may be marked wrongly.
      let values = word ^ 0x3030_3030_3030_3030
      let others = ((values &+ 0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080
      i &+= others.trailingZeroBitCount >> 3
      if others != 0 { return }
    }
    while i < bytes.count, bytes[i] &- UInt8(ascii: "0") < 10 { i &+= 1 }
  }
}
