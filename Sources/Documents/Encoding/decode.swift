import CLibXML2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes as valid UTF-8 without a byte order mark; what is no character becomes U+FFFD.
///
/// Nil if the system has no converter for the encoding.
func decode(_ bytes: [UInt8], as encoding: CharacterEncoding) -> [UInt8]? {
  switch encoding {
  case .utf8:
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if isValidUTF8(bytes) { return start == 0 ? bytes : Array(bytes[start...]) }
    return Array(String(decoding: bytes[start...], as: UTF8.self).utf8)
  case .utf16(let isBigEndian): return decodeUTF16(bytes, isBigEndian: isBigEndian)
  case .windows1252: return decodeWindows1252(bytes)
  case .iconv(let name): return decodeWithIconv(bytes, name: name)
  }
}

private func decodeUTF16(_ bytes: [UInt8], isBigEndian: Bool) -> [UInt8] {
  var units: [UInt16] = []
  units.reserveCapacity(bytes.count / 2 + 1)
  for index in stride(from: 0, to: bytes.count - 1, by: 2) {
    let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
    units.append(isBigEndian ? first << 8 | second : second << 8 | first)
  }
  if units.first == 0xFEFF { units.removeFirst() }
  // Half a unit at the end is a character that was cut.
  if bytes.count % 2 == 1 { units.append(0xFFFD) }
  return Array(String(decoding: units, as: UTF16.self).utf8)
}

private func decodeWindows1252(_ bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + bytes.count / 8)
  for byte in bytes {
    if byte < 0x80 { result.append(byte) } else { result.append(windows1252Scalar(byte)) }
  }
  return result
}

/// The character of a byte in windows-1252 as browsers read it: the five bytes it leaves open are C1 controls.
func windows1252Scalar(_ byte: UInt8) -> Unicode.Scalar {
  let index = Int(byte) - 0x80
  guard windows1252Upper.indices.contains(index) else { return Unicode.Scalar(byte) }
  return Unicode.Scalar(windows1252Upper[index])!
}

/// 0x80 to 0x9F, from https://encoding.spec.whatwg.org/index-windows-1252.txt
private let windows1252Upper: [UInt16] = [
  0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
  0x008D,
  0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
  0x203A,
  0x0153, 0x009D, 0x017E, 0x0178,
]

private func decodeWithIconv(_ bytes: [UInt8], name: String) -> [UInt8]? {
  guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else { return nil }
  defer { iconv_close(converter) }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + bytes.count / 2)
  var input = bytes
  var block = [CChar](repeating: 0, count: 1 << 16)
  input.withUnsafeMutableBytes { input in
    var next = input.baseAddress?.assumingMemoryBound(to: CChar.self)
    var left = input.count
    while left > 0 {
      var failure: Int32 = 0
      block.withUnsafeMutableBufferPointer { block in
        var end = block.baseAddress
        var room = block.count
        if iconv(converter, &next, &left, &end, &room) == -1 { failure = errno }
        result.append(
          contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(block)[..<(block.count - room)])
        )
      }
      // Too little room only means another turn. Bytes that are no character are passed over one at a time.
      if failure == EILSEQ || failure == EINVAL {
        result.append("\u{FFFD}")
        next = next?.advanced(by: 1)
        left -= 1
      }
    }
    // A converter may hold a character back until it knows that no mark follows.
    block.withUnsafeMutableBufferPointer { block in
      var end = block.baseAddress
      var room = block.count
      _ = iconv(converter, nil, nil, &end, &room)
      result.append(
        contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(block)[..<(block.count - room)]))
    }
  }
  return isValidUTF8(result) ? result : Array(String(decoding: result, as: UTF8.self).utf8)
}
