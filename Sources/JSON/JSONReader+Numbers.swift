extension JSONReader {
  /// Scans a number from its first byte to behind its last. On failure `i` is at the offending byte.
  @inline(__always)
  static func scanNumber(_ bytes: Span<UInt8>, _ i: inout Int, _ flags: inout UInt32) -> Bool {
    if bytes[i] == UInt8(ascii: "-") { i &+= 1 }
    guard i < bytes.count else { return false }
    if bytes[i] == UInt8(ascii: "0") {
      i &+= 1
      if i < bytes.count, isDigit(bytes[i]) { return false }
    } else {
      guard skipDigits(bytes, &i) else { return false }
    }
    if i < bytes.count, bytes[i] == UInt8(ascii: ".") {
      flags |= JSONNode.fractionFlag
      i &+= 1
      guard skipDigits(bytes, &i) else { return false }
    }
    if i < bytes.count, bytes[i] | 0x20 == UInt8(ascii: "e") {
      flags |= JSONNode.fractionFlag
      i &+= 1
      if i < bytes.count, bytes[i] == UInt8(ascii: "+") || bytes[i] == UInt8(ascii: "-") { i &+= 1 }
      guard skipDigits(bytes, &i) else { return false }
    }
    return true
  }

  /// Skips one digit or more; false where there is none.
  @inline(__always)
  private static func skipDigits(_ bytes: Span<UInt8>, _ i: inout Int) -> Bool {
    let start = i
    while i < bytes.count, isDigit(bytes[i]) { i &+= 1 }
    return i > start
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
