#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder that lasts as long as the test that made it.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/sluice-documents-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)!) }
  }

  deinit {
    TemporaryFolder.remove(Array(path.utf8))
  }

  private static func remove(_ path: [UInt8]) {
    let name = (path + [0]).map { CChar(bitPattern: $0) }
    // A link is removed, never followed.
    if unlink(name) == 0 { return }
    guard let stream = opendir(name) else { return }
    while let entry = readdir(stream) {
      let inner = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if inner != [0x2E], inner != [0x2E, 0x2E] { remove(path + [0x2F] + inner) }
    }
    closedir(stream)
    rmdir(name)
  }

  /// Writes a file and the folders it stands in. Names are bytes: they need not be UTF-8.
  func write(_ name: [UInt8], _ content: [UInt8] = Array("text\n".utf8)) {
    for index in name.indices where name[index] == UInt8(ascii: "/") {
      _ = cPath(Array(name[..<index])).withUnsafeBufferPointer { mkdir($0.baseAddress!, 0o755) }
    }
    let descriptor = cPath(name).withUnsafeBufferPointer { open($0.baseAddress!, O_WRONLY | O_CREAT, 0o644) }
    precondition(descriptor >= 0, "can't write a test's file")
    _ = content.withUnsafeBytes { writeAll(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
  }

  func write(_ name: String, _ content: String = "text\n") {
    write(Array(name.utf8), Array(content.utf8))
  }

  func link(_ name: String, to target: String) {
    precondition(symlink(target, "\(path)/\(name)") == 0, "can't make a test's link")
  }

  private func cPath(_ name: [UInt8]) -> [CChar] {
    (Array(path.utf8) + [UInt8(ascii: "/")] + name + [0]).map { CChar(bitPattern: $0) }
  }
}

private func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  guard let bytes, count > 0 else { return 0 }
  return write(descriptor, bytes, count)
}
