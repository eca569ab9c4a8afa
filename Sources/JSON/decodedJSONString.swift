/// The UTF-8 bytes that the raw inside of a well-formed JSON string stands for.
///
/// - Parameter raw: the bytes between the quotes, as ``JSONReader`` accepted them.
public func decodedJSONString(_ raw: Span<UInt8>) -> [UInt8] {
  var decoded: [UInt8] = []
  decoded.reserveCapacity(raw.count)
  var i = 0
  while i < raw.count {
    let byte = raw[i]
    guard byte == UInt8(ascii: "\\") else {
      decoded.append(byte)
      i += 1
      continue
    }
    switch raw[i + 1] {
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      var scalar = hexUnit(raw, at: i + 2) ?? 0xFFFD
      if scalar & 0xFC00 == 0xD800, let low = hexUnit(raw, at: i + 8) {
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
        i += 6
      }
      i += 4
      decoded.append(contentsOf: Unicode.Scalar(scalar).map { Array(UTF8.encode($0)!) } ?? [])
    case let other: decoded.append(other)
    }
    i += 2
  }
  return decoded
}
