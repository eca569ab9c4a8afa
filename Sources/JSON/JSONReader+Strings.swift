extension JSONReader {
  /// Scans a string from behind its opening quote to behind its closing quote.
  ///
  /// Eight bytes at a time while they are plain ASCII. On failure `i` is at the offending byte.
  @inlinable @inline(__always)
  package static func scanString(_ bytes: Span<UInt8>, _ i: inout Int, _ flags: inout UInt32) -> JSONError
    .Code?
  {
    while i &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self))
      let stops = stopBytes(word)
      if stops != 0 {
        let position = stops.trailingZeroBitCount & ~7
        i &+= position >> 3
        if UInt8(truncatingIfNeeded: word >> UInt64(truncatingIfNeeded: position)) == UInt8(ascii: "\"") {
          i &+= 1
          return nil
        }
        break
      }
      i &+= 8
    }
    return scanRareString(bytes, &i, &flags)
  }

  /// Scans a key as ``scanString(_:_:_:)`` does, and computes its hash (``jsonKeyHash(_:)``) on the way.
  @inlinable @inline(__always)
  package static func scanKey(
    _ bytes: Span<UInt8>, _ i: inout Int, _ flags: inout UInt32, _ hash: inout UInt32
  ) -> JSONError.Code? {
    let start = i
    var state = KeyHash()
    while i &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self))
      let stops = stopBytes(word)
      if stops != 0 {
        let position = UInt64(truncatingIfNeeded: stops.trailingZeroBitCount & ~7)
        let end = i &+ Int(truncatingIfNeeded: position >> 3)
        if UInt8(truncatingIfNeeded: word >> position) == UInt8(ascii: "\"") {
          hash = state.finish(word & ((1 << position) &- 1), count: end &- start)
          i = end &+ 1
          return nil
        }
        break
      }
      state.combine(word)
      i &+= 8
    }
    return scanRareKey(bytes, start, &i, &flags, &hash)
  }

  /// The rest of a key that has escapes or other than ASCII, or that ends where the text does.
  @inline(never) @usableFromInline
  static func scanRareKey(
    _ bytes: Span<UInt8>, _ start: Int, _ i: inout Int, _ flags: inout UInt32, _ hash: inout UInt32
  ) -> JSONError.Code? {
    if let code = scanRareString(bytes, &i, &flags) { return code }
    hash =
      flags & JSONNode.escapesFlag == 0
      ? jsonKeyHash(bytes, start, i &- 1)
      : jsonKeyHash(decodedJSONString(bytes.extracting(start..<i &- 1)).span)
    return nil
  }

  /// The rest of a string that has escapes or other than ASCII, or that ends where the text does; both are checked
  /// in full.
  @inline(never) @usableFromInline
  static func scanRareString(
    _ bytes: Span<UInt8>, _ i: inout Int, _ flags: inout UInt32
  ) -> JSONError.Code? {
    while true {
      while i &+ 8 <= bytes.count {
        let stops = stopBytes(
          UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)))
        i &+= stops.trailingZeroBitCount >> 3
        if stops != 0 { break }
      }
      guard i < bytes.count else { return .unexpectedEnd }
      switch bytes[i] {
      case UInt8(ascii: "\""):
        i &+= 1
        return nil
      case UInt8(ascii: "\\"):
        flags |= JSONNode.escapesFlag
        if let code = scanEscape(bytes, &i) { return code }
      case 0x80...0xFF:
        flags |= JSONNode.nonASCIIFlag
        repeat {
          guard let length = utf8SequenceLength(bytes, i) else { return .invalidUTF8 }
          i &+= length
        } while i < bytes.count && bytes[i] >= 0x80
      case 0..<0x20:
        return .controlCharacter
      default:
        i &+= 1
      }
    }
  }

  /// The high bit of each byte that is a quote, a backslash, a control character or not ASCII. Bytes above the first
  /// such byte may be marked wrongly, so only the lowest mark counts.
  @inlinable @inline(__always)
  package static func stopBytes(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = (word ^ 0x2222_2222_2222_2222) &- ones
    let backslashes = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- ones
    let controls = word &- 0x2020_2020_2020_2020
    return (quotes | backslashes | controls | word) & 0x8080_8080_8080_8080
  }

  /// Scans an escape, a surrogate pair as one. On failure `i` is at the backslash, or at the end of a text that ends
  /// inside the escape.
  private static func scanEscape(_ bytes: Span<UInt8>, _ i: inout Int) -> JSONError.Code? {
    guard i &+ 1 < bytes.count else {
      i = bytes.count
      return .unexpectedEnd
    }
    switch bytes[i &+ 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      i &+= 2
      return nil
    case UInt8(ascii: "u"):
      guard i &+ 6 <= bytes.count, let unit = hexUnit(bytes, at: i &+ 2) else {
        return isCut(bytes, &i, 6) ? .unexpectedEnd : .invalidEscape
      }
      if unit & 0xFC00 == 0xDC00 { return .loneSurrogate }
      if unit & 0xFC00 == 0xD800 {
        guard i &+ 12 <= bytes.count, bytes[i &+ 6] == UInt8(ascii: "\\"),
          bytes[i &+ 7] == UInt8(ascii: "u"), let low = hexUnit(bytes, at: i &+ 8), low & 0xFC00 == 0xDC00
        else { return isCut(bytes, &i, 12) ? .unexpectedEnd : .loneSurrogate }
        i &+= 12
      } else {
        i &+= 6
      }
      return nil
    default:
      return .invalidEscape
    }
  }

  /// Whether the text ends inside the escape of `length` bytes at `i`, and not just its string; moves to the end then.
  private static func isCut(_ bytes: Span<UInt8>, _ i: inout Int, _ length: Int) -> Bool {
    guard i + length > bytes.count else { return false }
    for offset in i..<bytes.count where bytes[offset] == UInt8(ascii: "\"") { return false }
    i = bytes.count
    return true
  }
}

/// The UTF-16 code unit written as four hexadecimal digits at `offset`, or nil where they are not.
func hexUnit(_ bytes: Span<UInt8>, at offset: Int) -> UInt32? {
  var unit: UInt32 = 0
  for i in offset..<offset + 4 {
    let digit: UInt8
    switch bytes[i] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = bytes[i] - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = bytes[i] - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = bytes[i] - UInt8(ascii: "A") + 10
    default: return nil
    }
    unit = unit << 4 | UInt32(digit)
  }
  return unit
}

/// The length of the well-formed UTF-8 sequence of two to four bytes at `i` (Unicode 15, table 3-7), or nil.
@inline(__always)
func utf8SequenceLength(_ bytes: Span<UInt8>, _ i: Int) -> Int? {
  let lead = bytes[i]
  let available = bytes.count &- i
  func isContinuation(_ offset: Int) -> Bool { bytes[i &+ offset] & 0xC0 == 0x80 }
  switch lead {
  case 0xC2...0xDF:
    return available >= 2 && isContinuation(1) ? 2 : nil
  case 0xE0...0xEF:
    guard available >= 3, isContinuation(1), isContinuation(2) else { return nil }
    let second = bytes[i &+ 1]
    if lead == 0xE0 && second < 0xA0 { return nil }
    if lead == 0xED && second > 0x9F { return nil }
    return 3
  case 0xF0...0xF4:
    guard available >= 4, isContinuation(1), isContinuation(2), isContinuation(3) else { return nil }
    let second = bytes[i &+ 1]
    if lead == 0xF0 && second < 0x90 { return nil }
    if lead == 0xF4 && second > 0x8F { return nil }
    return 4
  default:
    return nil
  }
}
