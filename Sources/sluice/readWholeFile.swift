import JSON

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of a file, or of standard input for `-`.
///
/// - Throws: ``CommandFailure`` that names the file and what it was wanted for.
func readWholeFile(_ path: String, what: String) throws(CommandFailure) -> [UInt8] {
  let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else {
    throw CommandFailure("can't read the \(what) \(path): \(String(cString: strerror(errno)))")
  }
  defer { if path != "-" { close(descriptor) } }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress!, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else {
      throw CommandFailure("can't read the \(what) \(path): \(String(cString: strerror(errno)))")
    }
    if count == 0 { return bytes }
    bytes.append(contentsOf: block[..<count])
  }
}

/// A JSON file, a byte order mark aside.
///
/// - Throws: ``CommandFailure`` with the line and column where the file is no JSON.
func readJSONFile(_ path: String, what: String) throws(CommandFailure) -> JSONDocument {
  var bytes = try readWholeFile(path, what: what)
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
  do {
    return try JSONDocument(bytes)
  } catch {
    throw CommandFailure("the \(what) \(path) is not JSON: \(error)")
  }
}
