import JSON

/// What base64 stands for (RFC 4648, section 4: padded, without line breaks), or nil for text that is none.
func decodedBase64(_ text: Span<UInt8>) -> [UInt8]? {
  guard text.count % 4 == 0 else { return nil }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.count / 4 * 3)
  let end = text.count - paddingLength(text)
  var bits: UInt32 = 0
  for i in 0..<end {
    guard let value = base64Value(text[i]) else { return nil }
    bits = bits << 6 | UInt32(value)
    switch i % 4 {
    case 1: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
    case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
    case 3: bytes.append(UInt8(truncatingIfNeeded: bits))
    default: break
    }
  }
  return bytes
}

/// Whether a text is one JSON value (`application/json`, RFC 8259).
func isJSONText(_ text: Span<UInt8>) -> Bool {
  let bytes = text.withUnsafeBufferPointer { Array($0) }
  do throws(JSONError) {
    _ = try JSONDocument(bytes)
    return true
  } catch {
    return false
  }
}

/// How many `=` fill up the last four characters: at most two.
private func paddingLength(_ text: Span<UInt8>) -> Int {
  let count = text.count
  guard count > 0, text[count - 1] == UInt8(ascii: "=") else { return 0 }
  return text[count - 2] == UInt8(ascii: "=") ? 2 : 1
}

private func base64Value(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
  case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
  case UInt8(ascii: "+"): 62
  case UInt8(ascii: "/"): 63
  default: nil
  }
}
