#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads a file, or standard input for `-`, line by line in blocks of 1 MiB; memory grows with the longest line only.
///
/// - Parameter body: gets each line without its end and its number from 1.
/// - Throws: ``CommandFailure`` where the file can't be read, and whatever `body` throws.
func forEachLine(
  in path: String, _ body: (_ line: ArraySlice<UInt8>, _ number: Int) throws(CommandFailure) -> Void
) throws(CommandFailure) {
  let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else {
    throw CommandFailure("can't read \(path): \(String(cString: strerror(errno)))")
  }
  defer { if path != "-" { close(descriptor) } }
  var buffer = [UInt8](repeating: 0, count: 1 << 20)
  var filled = 0
  var number = 0
  while true {
    if filled == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
    let count = buffer.withUnsafeMutableBytes {
      read(descriptor, $0.baseAddress! + filled, $0.count - filled)
    }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw CommandFailure("can't read \(path): \(String(cString: strerror(errno)))") }
    // What was there before holds no line end.
    var searched = filled
    filled += count
    var start = 0
    while let end = lineEnd(in: buffer, from: searched, to: filled) {
      number += 1
      try body(buffer[start..<end], number)
      start = end + 1
      searched = start
    }
    if count == 0 {
      if start < filled { try body(buffer[start..<filled], number + 1) }
      return
    }
    if start > 0 {
      buffer.withUnsafeMutableBytes { bytes in
        _ = memmove(bytes.baseAddress!, bytes.baseAddress! + start, filled - start)
      }
      filled -= start
    }
  }
}

private func lineEnd(in buffer: [UInt8], from start: Int, to end: Int) -> Int? {
  buffer.withUnsafeBytes { bytes in
    guard start < end, let found = memchr(bytes.baseAddress! + start, 0x0A, end - start) else { return nil }
    return UnsafeRawPointer(found) - bytes.baseAddress!
  }
}
