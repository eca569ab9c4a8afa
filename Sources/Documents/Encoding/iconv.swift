import CLibXML2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The characters that iconv has for codes, each asked for by itself, 0 where it has none or more than one.
///
/// The standard's tables of two-byte encodings have up to 24,000 entries, and every system has them in iconv already:
/// reading one takes some milliseconds, once in a process. How bytes make codes, and what becomes of broken
/// ones, is not left to iconv, which would stop, or take the ASCII byte behind for a part of them.
///
/// - Parameters:
///   - count: how many codes there are.
///   - code: appends the bytes of one.
/// - Returns: nil if iconv hasn't got the encoding.
func charactersOfIconv(_ name: String, count: Int, code: (Int, inout [UInt8]) -> Void) -> [UInt32]? {
  guard let converter = iconv_open("UTF-32LE", name), converter != iconv_t(bitPattern: -1) else { return nil }
  defer { iconv_close(converter) }
  var result = [UInt32](repeating: 0, count: count)
  var bytes: [UInt8] = []
  var output = [UInt32](repeating: 0, count: 4)
  for index in 0..<count {
    bytes.removeAll(keepingCapacity: true)
    code(index, &bytes)
    iconv(converter, nil, nil, nil, nil)
    let written = bytes.withUnsafeMutableBytes { bytes in
      output.withUnsafeMutableBytes { output in
        var next = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = bytes.count
        var end = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var room = output.count
        guard iconv(converter, &next, &left, &end, &room) != -1 else { return 0 }
        // A converter may hold a letter back until it knows that no accent follows.
        iconv(converter, nil, nil, &end, &room)
        return output.count - room
      }
    }
    if written == 4 { result[index] = UInt32(littleEndian: output[0]) }
  }
  return result
}

func decodeWithIconv(_ bytes: [UInt8], name: String) -> [UInt8]? {
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
  }
  return isValidUTF8(result) ? result : Array(String(decoding: result, as: UTF8.self).utf8)
}
