#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension IgnoreFile {
  /// Reads the ignore file of a folder; nil where there is none.
  ///
  /// - Parameters:
  ///   - folder: opens the folder.
  ///   - relative: its path from the root, empty or ending in `/`.
  /// - Throws: why there is one that can't be read, as the end of a sentence.
  static func read(in folder: [UInt8], relative: [UInt8]) throws(Unreadable) -> IgnoreFile? {
    let path = folder + [UInt8(ascii: "/")] + name
    let descriptor = path.withSystemPath { open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) }
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw Unreadable(reason: systemMessage(errno))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Unreadable(reason: systemMessage(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Unreadable(reason: "it is not a regular file") }
    var text = [UInt8](repeating: 0, count: min(Int(status.st_size), maximumByteCount) + 1)
    var count = 0
    while count < text.count {
      let got = text.withUnsafeMutableBytes {
        systemRead(descriptor, $0.baseAddress! + count, $0.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw Unreadable(reason: systemMessage(errno)) }
      if got == 0 { break }
      count += got
    }
    guard count <= maximumByteCount else {
      throw Unreadable(reason: "it has more than \(maximumByteCount) bytes")
    }
    let file = IgnoreFile(Array(text[..<count]), folder: relative)
    return file.isEmpty ? nil : file
  }

  struct Unreadable: Error {
    let reason: String
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
