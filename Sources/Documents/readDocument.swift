#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads a document from its file.
///
/// Blocks on the file system, never on a pipe or device: what is no regular file is `.unreadable`.
package func readDocument(
  _ source: DocumentSource, options: ReadingOptions = .default, limits: DocumentLimits = .default
) throws(DocumentError) -> Document {
  if let problem = source.problem { throw problem }
  let bytes = try readFile(source, limit: limits.maximumByteCount)
  return try makeDocument(path: source.path, bytes: bytes, options: options, limits: limits)
}

private func readFile(_ source: DocumentSource, limit: Int) throws(DocumentError) -> [UInt8] {
  // Without O_NONBLOCK, opening a FIFO that nobody writes to waits for ever.
  let descriptor = source.fileBytes.withSystemPath { open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) }
  guard descriptor >= 0 else { throw unreadable(source, systemMessage(errno)) }
  defer { close(descriptor) }

  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw unreadable(source, systemMessage(errno)) }
  guard status.st_mode & S_IFMT == S_IFREG else { throw unreadable(source, "it is not a regular file") }
  guard status.st_size <= limit else { throw tooLarge(source, size: Int(status.st_size), limit: limit) }

  var bytes: [UInt8] = []
  var capacity = Int(status.st_size) + 1
  while true {
    var failure: Int32 = 0
    let block = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      while count < buffer.count {
        let got = read(descriptor, buffer.baseAddress! + count, buffer.count - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        count += got
      }
    }
    guard failure == 0 else { throw unreadable(source, systemMessage(failure)) }
    if bytes.isEmpty { bytes = block } else { bytes += block }
    guard bytes.count <= limit else { throw tooLarge(source, size: bytes.count, limit: limit) }
    if block.count < capacity { return bytes }
    // The file grew while it was read, or is one of those whose size the system doesn't tell.
    capacity = 1 << 16
  }
}

private func unreadable(_ source: DocumentSource, _ reason: String) -> DocumentError {
  DocumentError(kind: .unreadable, message: "\(quoted(source.path)) can't be read: \(reason).")
}

private func tooLarge(_ source: DocumentSource, size: Int, limit: Int) -> DocumentError {
  DocumentError(
    kind: .tooLarge,
    message: "\(quoted(source.path)) has \(size) bytes or more, over the limit of \(limit) bytes.")
}
